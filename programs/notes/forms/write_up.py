"""The form of a write-up."""

from uuid import UUID

from django import forms

from portal.ui.forms import Choice, PortalForm
from programs.notes.forms.fields import text_field
from programs.scheduling.queries import places_of

YES, NO = "yes", "no"


class WriteUpForm(PortalForm):
    """What became of a session.

    Args:
        signed: whether everybody has signed who sees what; until then nothing can be shared.
    """

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
    shared = text_field("What do you all want to remember?", required=False)
    shared_later = forms.BooleanField(
        label="Keep it for yourself for now",
        help_text="You can share it once everybody has signed.",
        required=False,
        initial=True,
    )
    own = text_field("What do you want to keep for yourself?", required=False)

    def __init__(self, *args, session, signed: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        places = list(places_of(session))
        self.fields["came"].choices = [(str(row.participation_id), _person(row)) for row in places]
        self.fields["came"].initial = [str(row.participation_id) for row in places if _expected(row)]
        for name, asked in (("held", not session.is_completed), ("shared_later", not signed)):
            if not asked:
                del self.fields[name]
        for name in ("shared", "own"):
            self.fields[name].widget.attrs["rows"] = 5

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
