"""Why a week offers no time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import reduce
from itertools import combinations
from uuid import UUID

from programs.scheduling.timetable.bars import Bars, bars, unbarred
from programs.scheduling.timetable.person import Obstacle, Timetable
from programs.scheduling.timetable.stretches import Stretch, common, meet, without

# What a person would think of first: their hours, what fills them, then their rules for being booked.
FILTERS = (
    Obstacle.HOURS,
    Obstacle.PAST,
    Obstacle.SESSION,
    Obstacle.BUSY,
    Obstacle.BUFFER,
    Obstacle.NOTICE,
    Obstacle.HORIZON,
    Obstacle.DAY_FULL,
    Obstacle.WEEK_FULL,
)


@dataclass(frozen=True)
class Explanation:
    """One reason why there is no time.

    With a `user_id` it is about one person, who has no start even alone: `obstacle` is the first filter that leaves
    them none. `bound` is the earliest start that NOTICE allows, or the latest that HORIZON allows.

    Without one it is about all: each has times, but they never meet. `pairs` are the people of whom two alone never
    meet; without pairs it takes three or more to have no time in common.
    """

    user_id: UUID | None
    obstacle: Obstacle | None
    bound: datetime | None = None
    pairs: Sequence[tuple[UUID, UUID]] = ()


def why_none(
    people: Sequence[Timetable], *, since: datetime, until: datetime, length: timedelta, now: datetime
) -> list[Explanation]:
    """Why no time in [since, until) is offered.

    It asks whether there is any start, whatever the grid. So it is empty where people do meet, but at no time on the
    viewer's grid: "the times that you share begin at no full half hour".

    Returns:
        One explanation for each person without a start of their own. If there is none of these, one about all.

    Raises:
        ValueError: the length is not positive.
    """
    since, until, now = since.astimezone(UTC), until.astimezone(UTC), now.astimezone(UTC)
    if not people or since >= until:
        return []
    barred = {person.user_id: bars(person, since, until, length, now) for person in people}
    found = []
    for person in people:
        obstacle = _what_leaves_nothing(barred[person.user_id], since, until)
        if obstacle is not None:
            found.append(Explanation(person.user_id, obstacle, _bound(person, obstacle, now)))
    return found or _apart({user_id: unbarred(each, since, until) for user_id, each in barred.items()})


def _what_leaves_nothing(barred: Bars, since: datetime, until: datetime) -> Obstacle | None:
    starts = [(since, until)]
    for obstacle in FILTERS:
        starts = without(starts, barred[obstacle])
        if not starts:
            return obstacle
    return None


def _bound(person: Timetable, obstacle: Obstacle, now: datetime) -> datetime | None:
    bounds = {Obstacle.NOTICE: now + person.notice, Obstacle.HORIZON: now + person.horizon}
    return bounds.get(obstacle)


def _apart(starts: Mapping[UUID, Sequence[Stretch]]) -> list[Explanation]:
    if reduce(common, starts.values()):
        return []
    pairs = [pair for pair in combinations(starts, 2) if not meet(starts[pair[0]], starts[pair[1]])]
    return [Explanation(None, None, pairs=pairs)]
