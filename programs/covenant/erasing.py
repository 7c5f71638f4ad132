"""What is erased when the time of an engagement's text is over, or when somebody takes their words with them.

Each room registers its own: the rows and their counts stay, the words go.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Length

Erase = Callable[[UUID, datetime], int]


@dataclass(frozen=True)
class Eraser:
    """How one kind of text is erased.

    Args:
        what: "topics", for the audit entry and the page that asks.
        of_engagement: empties the text of an engagement, by its id; how many rows had any.
        of_person: the same for what one membership wrote, wherever in the organization.
    """

    what: str
    of_engagement: Erase
    of_person: Erase


ERASERS: dict[str, Eraser] = {}


def erases(what: str, *, of_engagement: Erase, of_person: Erase) -> None:
    """Register an eraser. Running it twice changes nothing the second time."""
    ERASERS[what] = Eraser(what, of_engagement, of_person)


def empty(rows: QuerySet, *fields: str) -> int:
    """Empty sealed columns of these rows.

    Returns:
        How many rows had any text there.
    """
    held = Q()
    for name in fields:
        held |= Q(**{f"length_of_{name}__gt": 0})
    found = rows.annotate(**{f"length_of_{name}": Length(name) for name in fields}).filter(held)
    columns = {name: rows.model._meta.get_field(name) for name in fields}
    return found.update(**{name: None if field.null else b"" for name, field in columns.items()})
