"""The calendars that a person has subscribed. Read in a context with this person; nobody else sees the rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.db.models import Count, Q
from django.http import Http404

from accounts.models import User
from programs.scheduling.limits import READ_AGAIN_AFTER
from programs.scheduling.models import BusyCalendar

SHOWN_AHEAD = timedelta(weeks=4)


@dataclass(frozen=True)
class Subscribed:
    """A calendar as its owner sees it.

    Args:
        busy: how many busy times it has in the next four weeks.
        is_old: whether it may say something else by now.
    """

    calendar: BusyCalendar
    busy: int
    is_old: bool

    @property
    def host(self) -> str:
        """Whose server it is on; the rest of the address is secret and is never shown again."""
        return urlsplit(self.calendar.address).hostname or ""

    @property
    def is_waiting(self) -> bool:
        """Whether it was asked for and there is no answer yet."""
        return self.calendar.awaited


def calendars_of(user: User, now: datetime) -> Sequence[Subscribed]:
    """Their calendars by age; one query."""
    coming = Q(periods__period__overlap=(now, now + SHOWN_AHEAD))
    found = BusyCalendar.objects.filter(user=user).annotate(busy=Count("periods", filter=coming))
    return [
        Subscribed(calendar, calendar.busy, calendar.read_at is None or calendar.read_at < now - READ_AGAIN_AFTER)
        for calendar in found.order_by("created_at", "id")
    ]


def get_calendar_of(user: User, calendar_id: UUID) -> BusyCalendar:
    """One of their own; 404 for everybody else's."""
    calendar = BusyCalendar.objects.filter(user=user, pk=calendar_id).first()
    if calendar is None:
        raise Http404
    return calendar
