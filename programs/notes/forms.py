"""Forms of notes."""

from uuid import UUID

from django import forms

from portal.ui.forms import Choice, PortalForm
from programs.notes.queries import readers_of
from programs.scheduling.queries import places_of

LONGEST = 20_000
PRIVATE, SHARED = "private", "engagement"
YES, NO = "yes", "no"


def _text(label: str, **kwargs) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 8}), **kwargs)


class NoteForm(PortalForm):
    """A note. Who can read it is chosen before a word is written."""

    audience = forms.ChoiceField(
        label="Who can read it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who can read it."},
    )
    text = _text("What do you want to remember?", error_messages={"required": "Write a word first."})

    def __init__(self, *args, engagement, place, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = [
            (value, Choice(*readers_of(engagement, value, place))) for value in (SHARED, PRIVATE)
        ]


class ChangeNoteForm(NoteForm):
    """The same with the version that the author had before them."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class WriteUpForm(PortalForm):
    """What became of a session."""

    mark_optional = False  # what can be left out is plain to see

    held = forms.ChoiceField(
        label="Did it take place?",
        widget=forms.RadioSelect,
        choices=[(YES, "Yes"), (NO, Choice("No", "It is cancelled, and everybody in it is told."))],
        initial=YES,
    )
    came = forms.MultipleChoiceField(
        label="Who came?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    shared = _text("What do you all want to remember?", required=False)
    own = _text("What do you want to keep for yourself?", required=False)

    def __init__(self, *args, session, **kwargs):
        super().__init__(*args, **kwargs)
        places = list(places_of(session))
        self.fields["came"].choices = [(str(row.participation_id), _person(row)) for row in places]
        self.fields["came"].initial = [str(row.participation_id) for row in places if _expected(row)]
        if session.is_completed:
            del self.fields["held"]

    def clean(self):
        """Answers become what the action asks for."""
        values = super().clean()
        values["held"] = values.get("held", YES) == YES
        values["came"] = [UUID(value) for value in values.get("came", [])]
        if values["held"] and not values["came"] and "held" in self.fields:
            self.add_error("came", "Nobody came? Then it did not take place: choose “No” above.")
        return values


def _person(row) -> Choice:
    said = {"not_coming": "Said that they can’t come"}.get(row.reply, "")
    return Choice(row.participation.name, said)


def _expected(row) -> bool:
    if row.attendance:
        return row.attendance == "present"
    return row.reply != "not_coming"
