"""What administrators look for among the mails."""

from django import forms

from portal.ui.forms import PortalForm


class FindMailsForm(PortalForm):
    """The search above the list of mails."""

    mark_optional = False
    name = forms.CharField(label="To whom", required=False, max_length=120)
