"""What a kind of engagement asks before a session of it is booked. Booking asks; it does not know who answers."""

from collections.abc import Callable

from programs.engagements.models import Engagement

Rule = Callable[[Engagement], None]
_rules: list[Rule] = []


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
