"""When people are reminded: a line of lead times for each kind."""

from collections.abc import Mapping, Sequence

from django import forms

from portal.errors import DomainError
from portal.ui.forms import PortalForm
from programs.engagements.reminders import NONE, SESSION, Reminder, leads_words, read_leads

Kinds = Sequence[tuple[Reminder, list[int] | None]]


class LeadsField(forms.CharField):
    """Lead times of one kind in words; its value is None where nothing was written."""

    def __init__(self, reminder: Reminder, **kwargs):
        super().__init__(label=reminder.name, max_length=80, required=False, **kwargs)
        self.reminder = reminder

    def prepare_value(self, value):
        return leads_words(self.reminder, value) if isinstance(value, list) else value

    def clean(self, value) -> list[int] | None:
        try:
            return read_leads(self.reminder, super().clean(value))
        except DomainError as error:
            raise forms.ValidationError(error.message) from None


class RemindersForm(PortalForm):
    """The base: its value is `leads`, by kind."""

    mark_optional = False  # each line says what an empty one means

    def __init__(self, data=None, *, kinds: Kinds, **kwargs):
        super().__init__(data, initial={reminder.code: leads for reminder, leads in kinds}, **kwargs)
        for reminder, _ in kinds:
            self.fields[reminder.code] = LeadsField(reminder, help_text=self.hint(reminder))

    def hint(self, reminder: Reminder) -> str:
        """When and to whom, and what an empty line means."""
        raise NotImplementedError

    def clean(self) -> dict:
        """All lines in one value, as the actions take it."""
        return {"leads": dict(self.cleaned_data)}

    @property
    def before(self) -> list[forms.BoundField]:
        """The lines of what is still to come."""
        return [bound for bound in self if bound.field.reminder.before]

    @property
    def after(self) -> list[forms.BoundField]:
        """The lines of what waits since some time."""
        return [bound for bound in self if not bound.field.reminder.before]


class ProgramRemindersForm(RemindersForm):
    """Those of a program."""

    def hint(self, reminder: Reminder) -> str:
        default = leads_words(reminder, reminder.default)
        empty = f"Empty or “{NONE}”: nobody is reminded." if reminder.code == SESSION else f"Empty: {default}."
        return f"{reminder.about} {empty}"


class OwnRemindersForm(RemindersForm):
    """Those of a person.

    Args:
        said: by kind, what the programs say in which they take part.
    """

    def __init__(self, data=None, *, kinds: Kinds, said: Mapping[str, Sequence[list[int]]], **kwargs):
        self.said = said
        super().__init__(data, kinds=kinds, **kwargs)

    def hint(self, reminder: Reminder) -> str:
        words = " or ".join(f"“{leads_words(reminder, leads)}”" for leads in self.said.get(reminder.code, ()))
        return f"{reminder.yours} Empty: as the program says{', now ' * bool(words)}{words}."
