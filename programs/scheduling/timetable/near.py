"""Times that are not free but nearly so, and free times near a wanted one."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from heapq import nsmallest
from itertools import accumulate, chain
from uuid import UUID
from zoneinfo import ZoneInfo

from programs.scheduling.timetable.bars import bars, begins, hours_on
from programs.scheduling.timetable.clocks import local_day, on_grid
from programs.scheduling.timetable.person import HARD, Obstacle, Timetable
from programs.scheduling.timetable.starts import STEP, obstacles
from programs.scheduling.timetable.stretches import TICK, Stretch, merged

DAYTIME = {weekday: [(7 * 60, 21 * 60)] for weekday in range(7)}  # when it is bearable to be asked for an exception


@dataclass(frozen=True)
class NearMiss:
    """A start that somebody's wishes alone stand against."""

    start: datetime
    obstacles: Mapping[UUID, Sequence[Obstacle]]  # of the people who have some; never a hard one


def near_misses(
    people: Sequence[Timetable],
    *,
    since: datetime,
    until: datetime,
    length: timedelta,
    viewer: ZoneInfo,
    now: datetime,
    step: int = STEP,
    most: int = 3,
) -> list[NearMiss]:
    """The best starts on the grid that are no free starts and have no hard obstacle for anybody, the best first.

    Better is: fewer people are concerned; fewer obstacles; the session is within 7:00 to 21:00 on everybody's wall
    clock; earlier. No two are on one day of the viewer's as long as there are enough days.

    Raises:
        ValueError: the length is not positive.
    """
    since, until, now = since.astimezone(UTC), until.astimezone(UTC), now.astimezone(UTC)
    grid = on_grid(merged([(since, until)]), viewer, step)
    barred = [bars(person, since, until, length, now) for person in people]
    concerned = _tally(grid, chain.from_iterable(merged(chain.from_iterable(each.values())) for each in barred))
    weight = _tally(grid, chain.from_iterable(chain.from_iterable(each.values()) for each in barred))
    hard = _tally(grid, chain.from_iterable(each[obstacle] for each in barred for obstacle in HARD))
    zones = {person.zone for person in people}
    days = [begins(hours_on(zone, DAYTIME, {}, since, until + length - TICK), length) for zone in zones]
    awake = _tally(grid, chain.from_iterable(days))
    ranked = sorted(
        (concerned[i], weight[i], awake[i] < len(zones), start)
        for i, start in enumerate(grid)
        if concerned[i] and not hard[i]
    )
    chosen = _spread([start for *_, start in ranked], viewer, most)
    return [NearMiss(start, _concerned(people, start, length, now)) for start in chosen]


def _tally(grid: Sequence[datetime], stretches: Iterable[Stretch]) -> list[int]:
    """For each moment of the grid, in how many of the stretches it is."""
    changes = [0] * (len(grid) + 1)
    for since, until in stretches:
        changes[bisect_left(grid, since)] += 1
        changes[bisect_left(grid, until)] -= 1
    return list(accumulate(changes))


def _spread(ranked: Sequence[datetime], viewer: ZoneInfo, most: int) -> list[datetime]:
    """The first of each day, filled up with the next where there are fewer days than wanted; in the given order."""
    days, firsts, others = set(), [], []
    for place, start in enumerate(ranked):
        day = local_day(start, viewer)
        (others if day in days else firsts).append((place, start))
        days.add(day)
    return [start for _, start in sorted((firsts + others)[:most])]


def _concerned(
    people: Sequence[Timetable], start: datetime, length: timedelta, now: datetime
) -> dict[UUID, list[Obstacle]]:
    found = {person.user_id: obstacles(person, start, length, now) for person in people}
    return {user_id: some for user_id, some in found.items() if some}


def nearest(starts: Sequence[datetime], wanted: datetime, most: int = 3) -> list[datetime]:
    """The starts with the least distance from a wanted one; of two at the same distance the earlier first."""
    return nsmallest(most, starts, key=lambda start: (abs(start - wanted), start))
