"""When a session's next reminder is due."""

from collections.abc import Iterable
from datetime import datetime, timedelta

KIND = "session"  # of `ReminderTimes`


def next_reminder(starts_at: datetime, leads: Iterable[int], after: datetime) -> datetime | None:
    """The first moment later than `after` at which a reminder is due.

    Args:
        starts_at: when the session begins.
        leads: minutes before the start.
        after: reminders up to this moment have been sent, or came too late to be of use.
    """
    lead = next_lead(starts_at, leads, after)
    return None if lead is None else starts_at - timedelta(minutes=lead)


def next_lead(starts_at: datetime, leads: Iterable[int], after: datetime) -> int | None:
    """The same, as the lead of that reminder."""
    return max((lead for lead in leads if starts_at - timedelta(minutes=lead) > after), default=None)


def due_lead(starts_at: datetime, leads: Iterable[int], since: datetime, now: datetime) -> int | None:
    """Which reminder to send now: of those whose moment has come, the latest; whoever hears late hears once.

    Args:
        leads: minutes before the start.
        since: earlier moments have been dealt with.

    Returns:
        Its lead in minutes before the start.
    """
    return min((lead for lead in leads if since <= starts_at - timedelta(minutes=lead) <= now), default=None)
