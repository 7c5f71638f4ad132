"""One person's wishes and duties, and what can stand against a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from programs.scheduling.timetable.stretches import Stretch

Minutes = tuple[int, int]  # from, to: minutes since midnight on the person's wall clock, 0 <= from < to <= 1440


@dataclass(frozen=True)
class Timetable:
    """When one person can meet.

    A session that is to be moved is left out of `sessions`, and is not in its own way then. `sessions` reaches back to
    the Monday of the first week in question, on the person's clock, where there is a limit.
    """

    user_id: UUID
    zone: ZoneInfo
    hours: Mapping[int, Sequence[Minutes]]  # weekday (0 = Monday) -> open stretches
    overrides: Mapping[date, Sequence[Minutes]]  # a date's own hours instead; empty = day off
    buffer_before: timedelta  # not negative, like the three below
    buffer_after: timedelta
    notice: timedelta  # earliest start = now + notice
    horizon: timedelta  # latest start = now + horizon
    most_per_day: int | None  # sessions per local day
    most_per_week: int | None  # sessions per local Monday-to-Sunday week
    sessions: Sequence[Stretch]  # sessions in the portal (sorted or not); they count for most_per_*
    busy: Sequence[Stretch]  # from subscribed calendars


class Obstacle(StrEnum):
    """What stands against a session [start, end) for one person, the hardest first.

    PAST and SESSION can never be booked. The others are wishes of the person, who alone may set them aside.

    BUFFER is said where the time itself is not taken, but that around it is: [start - buffer_before, end +
    buffer_after) reaches into busy time, or the gap to another session is smaller than the larger of both buffers,
    because that session wants its own around it, too. NOTICE is said of times to come: what is past is not too soon.
    """

    PAST = "past"  # it begins before now
    SESSION = "session"  # they have a session then: nobody is in two places
    BUSY = "busy"  # a subscribed calendar says that they are busy then
    HOURS = "hours"  # at some instant of it their wall clock is outside the hours of its date
    NOTICE = "notice"  # it begins before now + notice
    HORIZON = "horizon"  # it begins after now + horizon
    DAY_FULL = "day_full"  # most_per_day of their sessions begin on the local day on which it would
    WEEK_FULL = "week_full"  # most_per_week of their sessions begin in its local week, Monday to Sunday
    BUFFER = "buffer"  # too close to something


HARD = frozenset({Obstacle.PAST, Obstacle.SESSION})
