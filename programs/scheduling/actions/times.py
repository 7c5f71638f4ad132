"""The time of a session, checked and written."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from portal.errors import DomainError
from programs.scheduling.limits import FARTHEST, LONGEST
from programs.scheduling.models import Session
from programs.scheduling.queries.lead_times import leads_in
from programs.scheduling.reminders import next_reminder


def check_time(starts_at: datetime, minutes: int) -> None:
    """Whether a session can be planned for this time at all.

    Raises:
        DomainError: it is past or too far off, or the length is impossible.
    """
    now = timezone.now()
    if starts_at <= now:
        raise DomainError("This time is past. Choose a later one.", field="starts_at")
    if starts_at > now + FARTHEST:
        raise DomainError("This is more than two years away. Choose an earlier day.", field="starts_at")
    if not 0 < minutes <= LONGEST:
        raise DomainError("A session lasts between a minute and twelve hours.", field="minutes")


def set_time(
    session: Session, starts_at: datetime, minutes: int, zone: ZoneInfo, leads: Iterable[int] | None = None
) -> None:
    """Write the period of a session (not saved yet), the wall time that it means, and its next reminder.

    Args:
        leads: `leads_in` its engagement, where they were asked for already.
    """
    session.starts_at = starts_at
    session.ends_at = starts_at + timedelta(minutes=minutes)
    session.time_zone = zone
    session.wall_time = starts_at.astimezone(zone).strftime("%Y-%m-%dT%H:%M")
    session.remind_at = None
    if session.is_planned:
        leads = leads_in(session.engagement) if leads is None else leads
        session.remind_at = next_reminder(starts_at, leads, timezone.now())
