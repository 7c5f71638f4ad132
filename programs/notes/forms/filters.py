"""What narrows a list of notes."""

from django import forms

from portal.ui.forms import PortalForm
from programs.notes.forms.note import KINDS


class NoteFilterForm(PortalForm):
    """Kind and session; what makes no sense narrows nothing."""

    mark_optional = False

    kind = forms.ChoiceField(label="Kind", choices=[("", "Every kind"), *KINDS], required=False)
    session = forms.ChoiceField(label="Session", required=False)

    def __init__(self, *args, sessions: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["session"].choices = [("", "Every session"), *sessions]

    def chosen(self) -> dict[str, str]:
        """Field to value, of those that are chosen and make sense."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
