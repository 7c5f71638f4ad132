"""The form of a note."""

from django import forms

from portal.ui.forms import Choice, PortalForm
from programs.notes.forms.fields import PRIVATE, SHARED, text_field
from programs.notes.queries import readers_of


class NoteForm(PortalForm):
    """A note. Who can read it is chosen before a word is written."""

    audience = forms.ChoiceField(
        label="Who can read it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who can read it."},
    )
    text = text_field("What do you want to remember?", error_messages={"required": "Write a word first."})

    def __init__(self, *args, engagement, place, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = [
            (value, Choice(*readers_of(engagement, value, place))) for value in (SHARED, PRIVATE)
        ]


class ChangeNoteForm(NoteForm):
    """The same with the version that the author had before them."""

    version = forms.IntegerField(widget=forms.HiddenInput)
