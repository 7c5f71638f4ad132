"""What a kind of engagement asks before a session of it is booked, and what the page says about that.

Booking asks; it does not know who answers.
"""

from collections.abc import Callable
from dataclasses import dataclass

from programs.engagements.models import Engagement

Rule = Callable[[Engagement], None]
_rules: list[Rule] = []


@dataclass(frozen=True)
class BookingNote:
    """A sentence above the times; `closed` when nothing can be booked now, and the sentence says why."""

    text: str
    closed: bool = False


Note = Callable[[Engagement], BookingNote | None]
_notes: list[Note] = []


def booking_rule(rule: Rule) -> Rule:
    """Register a rule: it runs in the transaction of each booking, first of all, and refuses with a DomainError.

    It may lock rows of its own room, which are always taken before the engagement.
    """
    if rule not in _rules:
        _rules.append(rule)
    return rule


def check_booking(engagement: Engagement) -> None:
    """Ask every rule."""
    for rule in _rules:
        rule(engagement)


def booking_note(note: Note) -> Note:
    """Register what a kind says on the page where a session is booked; it reads and locks nothing."""
    if note not in _notes:
        _notes.append(note)
    return note


def note_for(engagement: Engagement) -> BookingNote | None:
    """What the engagement's kind says, if anything."""
    return next((found for note in _notes if (found := note(engagement))), None)
