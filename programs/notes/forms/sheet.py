"""A form and the parts that other rooms add to it, as one: shown, checked and saved together."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any

from django import forms
from django.db import transaction

from portal.errors import DomainError
from programs.engagements.models import Participation
from programs.notes.actions import drop_note_draft
from programs.notes.parts import Refused, Shown, Typed


class Sheet:
    """What a page of notes fills in; templates list its errors as those of a form.

    Args:
        form: what the room itself asks.
        parts: what other rooms add.
    """

    def __init__(self, form: forms.Form, parts: Sequence[Shown] = ()):
        self.form, self.parts = form, parts

    def __iter__(self) -> Iterator[forms.BoundField]:
        return chain(self.form, *(shown.form for shown in self.parts))

    def non_field_errors(self) -> list:
        """What concerns no field."""
        return self.form.non_field_errors()

    def is_valid(self) -> bool:
        """Whether everything can be saved. All parts are asked, so that all errors are shown at once."""
        return all([self.form.is_valid(), *(shown.form.is_valid() for shown in self.parts)])

    @property
    def was_refused(self) -> bool:
        """Whether it was sent and came back."""
        return self.form.is_bound and not self.is_valid()

    def save(self, action: Callable[..., Any], *, draft: dict, by: Participation, **known) -> bool:
        """Run the action with the form's values, save the parts and drop the draft, all or nothing.

        Args:
            draft: which draft this was, as `drop_note_draft` asks for it.
            known: what the action needs besides; a `session` is that of the parts too.

        Returns:
            Whether it is saved; if not, the reason stands at its field.
        """
        try:
            with transaction.atomic():
                action(**self.form.cleaned_data, **known, by=by)
                for shown in self.parts:
                    shown.part.save(shown.form, known.get("session"), by)
                drop_note_draft(by=by, **draft)
        except Refused:
            return False
        except DomainError as error:
            self.form.add_error(self._field_of(error), error.message)
            return False
        return True

    def _field_of(self, error: DomainError) -> str | None:
        names = {"audience": "shared"} if "shared" in self.form.fields else {}
        name = names.get(error.field, error.field)
        return name if name in self.form.fields else None


def fill(form: forms.BaseForm, typed: Typed) -> forms.BaseForm:
    """Show what was typed in a form that is not sent, as it was: unchecked, and without errors."""
    if typed.values and not typed.sent:
        for name, field in form.fields.items():
            key = form.add_prefix(name)
            if not field.widget.value_omitted_from_data(typed.values, {}, key):
                form.initial[name] = field.widget.value_from_datadict(typed.values, {}, key)
    return form
