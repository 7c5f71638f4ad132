"""When a session's next reminder is due."""

from collections.abc import Iterable
from datetime import datetime, timedelta


def next_reminder(starts_at: datetime, leads: Iterable[int], after: datetime) -> datetime | None:
    """The first moment later than `after` at which a reminder is due.

    Args:
        starts_at: when the session begins.
        leads: minutes before the start.
        after: reminders up to this moment have been sent, or came too late to be of use.
    """
    moments = sorted(starts_at - timedelta(minutes=lead) for lead in leads)
    return next((moment for moment in moments if moment > after), None)
