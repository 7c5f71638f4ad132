"""What clocks on the wall show, exactly, also on the nights on which they change.

Between two changes a clock is a fixed distance from UTC. So a span of time is cut into pieces of constant offset, and
in each piece going from the wall to a moment is one subtraction: what clocks skip lies in no piece, what they show
twice lies in two.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from programs.scheduling.timetable.stretches import DAY, TICK, Stretch, common, merged, without

Piece = tuple[datetime, datetime, timedelta]  # a stretch, and the offset of the zone's clocks from UTC all through it

MINUTE = timedelta(minutes=1)
FARTHEST_TURN = timedelta(days=2)  # no change of clocks is larger than a day, so none farther away matters


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset()


def _change(zone: ZoneInfo, before: datetime, after: datetime, offset: timedelta) -> datetime:
    """The first moment with another offset, between one that has `offset` and one that has not."""
    while after - before > TICK:
        middle = before + (after - before) // 2
        if _offset(zone, middle) == offset:
            before = middle
        else:
            after = middle
    return after


@lru_cache(maxsize=256)  # people of a question live in few zones, and all ask about the same span
def pieces(zone: ZoneInfo, since: datetime, until: datetime) -> tuple[Piece, ...]:
    """The pieces of constant offset that [since, until) is made of, in order."""
    found = []
    begin = probe = since
    offset = _offset(zone, since)
    while probe < until:
        ahead = min(probe + DAY, until)
        if _offset(zone, ahead) != offset:
            ahead = _change(zone, probe, ahead, offset)
            found.append((begin, ahead, offset))
            begin, offset = ahead, _offset(zone, ahead)
        probe = ahead
    if begin < until:
        found.append((begin, until, offset))
    return tuple(found)


def midnight(wall: datetime) -> datetime:
    """Midnight of a day, as its wall clock shows it."""
    return wall.replace(hour=0, minute=0, second=0, microsecond=0)


def local_day(moment: datetime, zone: ZoneInfo) -> date:
    """The date that clocks of the zone show."""
    return moment.astimezone(zone).date()


def days_from(first: date, days: int, zone: ZoneInfo, since: datetime, until: datetime) -> list[Stretch]:
    """The part of [since, until) in which clocks show one of so many days.

    Usually one stretch. Clocks that go back just after midnight show a day, the next, and the day again.
    """
    found = []
    for begin, end, offset in pieces(zone, since, until):
        dawn = datetime(first.year, first.month, first.day, tzinfo=UTC) - offset
        found.append((max(begin, dawn), min(end, dawn + days * DAY)))
    return merged(found)


def _shown_twice(zone: ZoneInfo, since: datetime, until: datetime) -> list[Stretch]:
    """The moments whose wall time is shown a second time that night: both passes."""
    found = []
    for (_, turn, before), (_, _, after) in pairwise(pieces(zone, since - FARTHEST_TURN, until + FARTHEST_TURN)):
        back = before - after
        found.append((turn - back, turn + back))  # empty where clocks go forward
    return merged(found)


def on_grid(stretches: Sequence[Stretch], zone: ZoneInfo, step: int) -> list[datetime]:
    """The moments in (merged) stretches at which clocks show a minute of the day that `step` divides.

    Moments whose wall time comes twice are left out: nobody could tell which one is meant.
    """
    if not stretches:
        return []
    since, until = stretches[0][0], stretches[-1][1]
    stretches = without(stretches, _shown_twice(zone, since, until))
    stride = step * MINUTE
    found = []
    for begin, end, offset in pieces(zone, since, until):
        for first, last in common(stretches, [(begin, end)]):
            day = midnight(first + offset) - offset
            steps = -(-(first - day) // stride)  # rounded up
            while day < last:
                moment, evening = day + steps * stride, day + DAY
                while moment < last and moment < evening:
                    found.append(moment)
                    moment += stride
                day, steps = evening, 0
    return found
