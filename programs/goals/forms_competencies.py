"""Forms of competencies."""

from django import forms

from portal.ui.forms import PortalForm


class CompetencyForm(PortalForm):
    """What somebody can learn to do better."""

    name = forms.CharField(label="Name", max_length=120, help_text="As your people say it, like “Giving feedback”.")
    area = forms.CharField(
        label="Area", max_length=80, required=False, help_text="Competencies are listed by it, as “Leading people”."
    )
    description = forms.CharField(
        label="What it means",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "input--short"}),
        help_text="One sentence: how others notice it.",
    )
