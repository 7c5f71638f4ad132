"""What a kind of engagement asks before sessions of it are booked. Booking asks; it does not know who answers."""

from collections.abc import Callable

from django.db import transaction

from portal.errors import DomainError
from programs.engagements.models import Engagement

Rule = Callable[[Engagement, int], None]
_rules: list[Rule] = []


class TooMany(DomainError):
    """Fewer sessions can be booked than are asked for: `left` more."""

    def __init__(self, message: str, left: int):
        super().__init__(message)
        self.left = left


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
