"""Parts that rooms above bring to the form of a note or a write-up, such as the actions that were agreed.

The form asks; it does not know who answers. What a part has is checked, saved and refused together with the form.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from django.forms import BoundField
from django.http import QueryDict

from portal.errors import DomainError
from programs.engagements.models import Participation
from programs.scheduling.models import Session


class Refused(DomainError):
    """A part can't be saved, and says so itself at the field that it concerns."""


@dataclass(frozen=True)
class Typed:
    """What stands in a form.

    Args:
        values: the names of its inputs to what stands in them; empty for a fresh one.
        sent: whether it is to be saved, and so checked; if not, it is only shown.
    """

    values: QueryDict = field(default_factory=QueryDict)
    sent: bool = False


class PartForm(Protocol):
    """What a part shows and reads from what was typed."""

    def is_valid(self) -> bool:
        """Whether all of it can be saved; if not, its fields have the reasons."""

    def __iter__(self) -> Iterator[BoundField]:
        """All its fields, for the list of errors above the form."""


@dataclass(frozen=True)
class WriteUpPart:
    """A part of the form.

    Args:
        name: of its element on the page (`part-<name>`).
        template: of its fields, which finds it as `shown.form`.
        beside: template of what stands beside the form, or "".
        build: makes its form from what was typed for a session (None where a note belongs to none) and the writer's
            place; None where there is nothing to fill in.
        save: writes what its valid form has; raises `Refused` after naming the reason at the field.
        on_note: whether a single note has it as well as a write-up.
    """

    name: str
    template: str
    build: Callable[[Typed, Session | None, Participation], PartForm | None]
    save: Callable[[PartForm, Session | None, Participation], None]
    beside: str = ""
    on_note: bool = False


@dataclass(frozen=True)
class Shown:
    """A part with its form, as the page shows it."""

    part: WriteUpPart
    form: PartForm


_parts: dict[str, WriteUpPart] = {}


def write_up_part(part: WriteUpPart) -> WriteUpPart:
    """Register a part; the page shows them in the order in which the rooms did."""
    _parts[part.name] = part
    return part


def parts_for(typed: Typed, session: Session | None, place: Participation, *, note: bool = False) -> list[Shown]:
    """All parts of a write-up, or of a single note, that this person can fill in."""
    wanted = [part for part in _parts.values() if part.on_note or not note]
    built = [(part, part.build(typed, session, place)) for part in wanted]
    return [Shown(part, form) for part, form in built if form is not None]
