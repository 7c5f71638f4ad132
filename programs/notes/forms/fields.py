"""What the forms of notes have in common."""

from django import forms

from portal.ui.forms import Choice

LONGEST = 20_000
PRIVATE, SHARED = "private", "engagement"


class LongText(forms.CharField):
    """A long text. The browser does not cut what is pasted into it; what is too long comes back with a sentence."""

    def widget_attrs(self, widget):
        """As for every text, without the limit at which browsers stop taking what is pasted."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


def text_field(label: str, **kwargs) -> forms.CharField:
    return LongText(label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 8}), **kwargs)


class ClosedChoices(forms.RadioSelect):
    """Cards of which some cannot be chosen now; the page says why."""

    closed: frozenset[str] = frozenset()

    def create_option(self, name, value, label, selected, index, subindex=None, attrs=None):
        """A card; a closed one is shown, not offered."""
        option = super().create_option(name, value, label, selected, index, subindex, attrs)
        if value in self.closed:
            option["attrs"]["disabled"] = True
        return option


class AgreedFor(forms.CheckboxInput):
    """A tick that counts only for what the page said when it was set: the words that it stands for are its value."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.meaning = ""

    def value_from_datadict(self, data, files, name):
        """Whether the tick was sent for exactly this."""
        return bool(self.meaning) and data.get(name) == self.meaning

    def get_context(self, name, value, attrs):
        """The box with its meaning."""
        context = super().get_context(name, value, attrs)
        context["widget"]["value"] = self.meaning
        return context


def person_choice(person) -> tuple[str, Choice]:
    """A person to tick, with what they are here."""
    return str(person.pk), Choice(person.name, person.get_role_display())
