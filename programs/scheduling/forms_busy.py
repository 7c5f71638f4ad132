"""The form for a calendar that is read to know when somebody is busy."""

from django import forms

from portal.ui.forms import PortalForm


class CalendarForm(PortalForm):
    """A name and a secret address."""

    name = forms.CharField(label="Name", max_length=60, help_text="Only you see it, such as Work or Family.")
    address = forms.CharField(
        label="Secret address",
        max_length=2000,
        help_text="It starts with https:// or webcal:// and mostly ends with .ics.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "url", "spellcheck": "false"}),
    )
