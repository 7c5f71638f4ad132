"""The form with which those who run the program open notes."""

from django import forms

from portal.ui.forms import PortalForm
from programs.notes.actions.checks import LONGEST_REASON


class ReasonForm(PortalForm):
    """Why. It is sealed like a note, and everybody in the engagement reads it."""

    reason = forms.CharField(
        label="Why do you have to read them?",
        help_text="Everybody here reads this sentence. It goes into no mail.",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why. Everybody here reads it."},
    )
