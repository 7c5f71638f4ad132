"""The form that is asked for before words are erased."""

from django import forms

from portal.ui.forms import PortalForm


class EraseForm(PortalForm):
    """One tick, so that nothing is erased by a button that was hit in passing."""

    sure = forms.BooleanField(label="I know that nobody can bring it back")
