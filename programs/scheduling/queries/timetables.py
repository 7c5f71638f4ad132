"""When people can meet, as the database tells it: their hours, wishes and busy times from everywhere."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils import timezone

from programs.scheduling.timetable import Timetable

WORKING_DAY = ((9 * 60, 17 * 60),)  # what counts until somebody says when they are free
WORKING_WEEK: Mapping[int, tuple] = dict.fromkeys(range(5), WORKING_DAY)
NOTICE, HORIZON = timedelta(hours=12), timedelta(days=90)
STALE_AFTER = timedelta(minutes=15)  # a calendar that was read longer ago may not know of something new


@dataclass(frozen=True)
class Known:
    """What the portal knows of a person's time.

    Args:
        said: whether they have said when they are free; otherwise working hours are assumed.
        call_link: their own room for calls, or "".
        calendars: how many calendars they are subscribed to.
        read_at: when the one of these that was read longest ago was read; None while one was never read.
    """

    timetable: Timetable
    said: bool
    call_link: str
    calendars: int
    read_at: datetime | None

    @property
    def is_stale(self) -> bool:
        """Whether a subscribed calendar was not read for so long that it may have changed."""
        if not self.calendars:
            return False
        return self.read_at is None or timezone.now() - self.read_at > STALE_AFTER


def known_times(
    users: Iterable[UUID], since: datetime, until: datetime, *, leaving_out: Iterable[UUID] = ()
) -> dict[UUID, Known]:
    """What is known about these people's time between two moments, by their user ids; one query.

    Args:
        users: people of the current organization; others are left out.
        leaving_out: sessions that do not count, such as the one that is being moved.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT user_id, zone, availability, hours, overrides, sessions, busy, calendars, read_at"
            " FROM app.free_busy(%s::uuid[], %s, %s, %s::uuid[])",
            [list(users), since, until, list(leaving_out)],
        )
        return {row[0]: _known(*row) for row in cursor.fetchall()}


def _known(user_id, zone, wishes, hours, overrides, sessions, busy, calendars, read_at) -> Known:
    said = wishes is not None
    wishes = json.loads(wishes or "{}")
    timetable = Timetable(
        user_id=user_id,
        zone=ZoneInfo(wishes.get("time_zone") or zone),
        hours=_by_day(hours, int) if said else WORKING_WEEK,
        overrides=_by_day(overrides, date.fromisoformat),
        buffer_before=timedelta(minutes=wishes.get("buffer_before", 0)),
        buffer_after=timedelta(minutes=wishes.get("buffer_after", 0)),
        notice=timedelta(hours=wishes["notice_hours"]) if said else NOTICE,
        horizon=timedelta(days=wishes["horizon_days"]) if said else HORIZON,
        most_per_day=wishes.get("most_per_day"),
        most_per_week=wishes.get("most_per_week"),
        sessions=[(period.lower, period.upper) for period in sessions],
        busy=[(period.lower, period.upper) for period in busy],
    )
    return Known(timetable, said, wishes.get("call_link", ""), calendars, read_at)


def _by_day(rows: str | None, read) -> dict:
    """Stretches under their weekday or date; a date with an empty row is a day off."""
    found: dict = {}
    for day, since, until in json.loads(rows or "[]"):
        stretches = found.setdefault(read(day), [])
        if since is not None:
            stretches.append((since, until))
    return found
