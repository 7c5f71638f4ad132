"""What a kind of engagement asks before sessions of it are booked or cancelled, and what the page says about that.

Booking asks; it does not know who answers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction

from portal.errors import DomainError
from programs.engagements.models import Engagement, Participation
from programs.scheduling.models import Session

Rule = Callable[[Engagement, int], None]
_rules: list[Rule] = []


class TooMany(DomainError):
    """Fewer sessions can be booked than are asked for: `left` more."""

    def __init__(self, message: str, left: int):
        super().__init__(message)
        self.left = left


@dataclass(frozen=True)
class BookingNote:
    """A sentence above the times; `closed` when nothing can be booked now, and the sentence says why."""

    text: str
    closed: bool = False


Note = Callable[[Engagement], BookingNote | None]
_notes: list[Note] = []


def booking_rule(rule: Rule) -> Rule:
    """Register a rule: it runs in the transaction of each booking, first of all, and refuses with a DomainError.

    It gets the engagement and how many sessions are to be booked. It may lock rows of its own room, which are always
    taken before the engagement.
    """
    if rule not in _rules:
        _rules.append(rule)
    return rule


def check_booking(engagement: Engagement, sessions: int = 1) -> None:
    """Ask every rule.

    Raises:
        TooMany: not so many sessions.
        DomainError: none at all.
    """
    for rule in _rules:
        rule(engagement, sessions)


def refusal_of(engagement: Engagement, sessions: int) -> DomainError | None:
    """What booking so many sessions would be refused with, for pages that say so beforehand."""
    try:
        with transaction.atomic():
            check_booking(engagement, sessions)
    except DomainError as refusal:
        return refusal
    return None


def booking_note(note: Note) -> Note:
    """Register what a kind says on the page where a session is booked; it reads and locks nothing."""
    if note not in _notes:
        _notes.append(note)
    return note


def note_for(engagement: Engagement) -> BookingNote | None:
    """What the engagement's kind says, if anything."""
    return next((found for note in _notes if (found := note(engagement))), None)


CancellingRule = Callable[[Session, Participation], None]
_cancelling_rules: list[CancellingRule] = []


def cancelling_rule(rule: CancellingRule) -> CancellingRule:
    """Register what follows when somebody cancels a session: it runs in the same transaction, before it is cancelled.

    The session is locked, so that a rule may write a row that refers to it; it locks nothing else. It is not asked
    when sessions go because their engagement ends.
    """
    if rule not in _cancelling_rules:
        _cancelling_rules.append(rule)
    return rule


def follow_cancelling_rules(session: Session, by: Participation) -> None:
    """Let every rule do its part."""
    for rule in _cancelling_rules:
        rule(session, by)


CancellingNote = Callable[[Sequence[Session], Participation], str]
_cancelling_notes: list[CancellingNote] = []


def cancelling_note(note: CancellingNote) -> CancellingNote:
    """Register what a kind says before these sessions are cancelled, or ""; it reads and locks nothing."""
    if note not in _cancelling_notes:
        _cancelling_notes.append(note)
    return note


def notes_before_cancelling(sessions: Sequence[Session], place: Participation) -> list[str]:
    """What there is to know before somebody cancels these sessions of one engagement."""
    return [text for note in _cancelling_notes if (text := note(sessions, place))]
