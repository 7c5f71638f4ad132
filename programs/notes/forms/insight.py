"""The form of an insight: one line."""

from django import forms

from portal.ui.forms import PortalForm

LONGEST_INSIGHT = 500


class InsightForm(PortalForm):
    """What somebody saw or understood."""

    text = forms.CharField(
        label="What did you see or understand?",
        max_length=LONGEST_INSIGHT,
        error_messages={"required": "Write your insight; one line is enough."},
    )
