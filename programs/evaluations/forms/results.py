"""Forms of the pages of results."""

from django import forms

from portal.ui.forms import PortalForm

LABELS = {
    "role": ("Who was asked", "All"),
    "period": ("Closed in", "All time"),
    "version": ("Questions", "All versions"),
}


class CutForm(PortalForm):
    """Which part of a program's results is looked at; there is a field only where there is a choice."""

    mark_optional = False

    def __init__(self, *args, choices: dict[str, list[tuple[str, str]]], **kwargs):
        super().__init__(*args, **kwargs)
        for name, values in choices.items():
            label, everything = LABELS[name]
            options = [("", everything), *values]
            self.fields[name] = forms.ChoiceField(label=label, choices=options, required=False)
