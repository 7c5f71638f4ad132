"""The forms of a note."""

from uuid import UUID

from django import forms

from portal.ui.forms import Choice, PortalForm
from programs.notes.forms.fields import PRIVATE, AgreedFor, ClosedChoices, person_choice, text_field
from programs.notes.queries import Here, Scope

NAMED, SHARED, SPONSOR = "named", "engagement", "sponsor"
KINDS = [("note", "Note"), ("story", "Story"), ("insight", "Insight"), ("reflection", "Reflection")]
AUDIENCES = {
    PRIVATE: "Only you",
    SHARED: "Everybody here",
    NAMED: "People you name",
    SPONSOR: "Everybody here and the sponsor",
}
WRITE_A_WORD = {"required": "Write a word first."}


class TextForm(PortalForm):
    """Other words of a note that is written together: who reads it stays."""

    text = text_field("What do you want to remember?", error_messages=WRITE_A_WORD)
    version = forms.IntegerField(widget=forms.HiddenInput)


class NoteForm(PortalForm):
    """A note. Who can read it is chosen before a word is written."""

    mark_optional = False  # what can be left out is plain to see

    audience = forms.ChoiceField(
        label="Who can read it?",
        widget=ClosedChoices,
        error_messages={"required": "Choose who can read it."},
    )
    named = forms.MultipleChoiceField(label="Whom do you name?", widget=forms.CheckboxSelectMultiple, required=False)
    together = forms.BooleanField(
        label="Others who read it may change it too",
        help_text="What it said before is kept, and who changed it.",
        required=False,
    )
    life = forms.BooleanField(
        label="This is a life question",
        help_text="Something beyond work. It is for you alone or for people whom you name, and for nobody else.",
        required=False,
    )
    kind = forms.ChoiceField(label="What is it?", widget=forms.RadioSelect, choices=KINDS, required=False)
    text = text_field("What do you want to remember?", error_messages=WRITE_A_WORD)

    def __init__(self, *args, here: Here, closed: bool = False, offered: tuple[str, ...] = (), **kwargs):
        """Offer the audiences of this engagement, each in its own words.

        Args:
            here: who is here and reads what.
            closed: nothing can be shared yet.
            offered: audiences that the note has already, whoever could choose them now.
        """
        super().__init__(*args, **kwargs)
        self.here = here
        audience = self.fields["audience"]
        shown = [value for value in AUDIENCES if value in offered or _is_offered(value, here)]
        audience.choices = [(value, Choice(AUDIENCES[value], self._line(value))) for value in shown]
        if closed:
            audience.widget.closed = frozenset(shown) - {PRIVATE} - set(offered)
            audience.initial = PRIVATE
            if self.initial.get("audience") in audience.widget.closed:
                self.initial = {**self.initial, "audience": PRIVATE}
        others = [person for person in here.sitting if person.pk != here.viewer.pk]
        self.fields["named"].choices = [person_choice(person) for person in others]
        self.fields["kind"].initial = KINDS[0][0]

    def _line(self, value: str) -> str:
        scope = Scope(value, self.here.viewer.membership_id)
        return self.here.line(scope, to_choose=True).sentence

    def clean_named(self) -> list[UUID]:
        """Who is ticked, as ids."""
        return [UUID(value) for value in self.cleaned_data["named"]]

    def clean_kind(self) -> str:
        """A form without one leaves it as it is."""
        return self.cleaned_data["kind"] or self.get_initial_for_field(self.fields["kind"], "kind")


class ChangeNoteForm(NoteForm):
    """The same with the version that the author had before them; more readers are agreed to by a tick of its own."""

    wider = forms.BooleanField(label="Let them read it", widget=AgreedFor, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound:
            audience = self.data.get("audience", "")
            named = sorted(self.data.getlist("named")) if audience == NAMED else []
            self.fields["wider"].widget.meaning = " ".join([audience, *named])


def _is_offered(value: str, here: Here) -> bool:
    if value == SPONSOR:
        return here.viewer.role == "client" and bool(here.sponsors)
    return value != NAMED or len(here.sitting) > 1
