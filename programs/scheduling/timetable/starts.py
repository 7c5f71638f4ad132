"""The starts that fit everybody."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from programs.scheduling.timetable.bars import bars, unbarred
from programs.scheduling.timetable.clocks import on_grid
from programs.scheduling.timetable.person import Obstacle, Timetable
from programs.scheduling.timetable.stretches import TICK, Stretch, common, merged

STEP = 30  # minutes between the times on offer


def free_starts(
    people: Sequence[Timetable],
    *,
    since: datetime,
    until: datetime,
    length: timedelta,
    viewer: ZoneInfo,
    now: datetime,
    step: int = STEP,
) -> list[datetime]:
    """Starts in [since, until) that fit everybody, in order, as UTC moments.

    They lie on a grid on the viewer's wall clock: `step` divides the minute of the day. A wall time that the viewer's
    clock shows twice that night is not offered. Without people there are no times.

    Raises:
        ValueError: the length is not positive.
    """
    return on_grid(together(people, since, until, length, now), viewer, step)


def together(
    people: Sequence[Timetable], since: datetime, until: datetime, length: timedelta, now: datetime
) -> list[Stretch]:
    """The stretches of starts in [since, until) that fit everybody, whatever the grid.

    The last start of a stretch is one `timedelta.resolution` before its end.
    """
    if not people:
        return []
    since, until, now = since.astimezone(UTC), until.astimezone(UTC), now.astimezone(UTC)
    found = merged([(since, until)])
    for person in people:
        if not found:
            break
        found = common(found, unbarred(bars(person, since, until, length, now), since, until))
    return found


def obstacles(person: Timetable, start: datetime, length: timedelta, now: datetime) -> list[Obstacle]:
    """What stands against one start for one person, the hardest first. Empty iff it fits.

    Raises:
        ValueError: the length is not positive.
    """
    start = start.astimezone(UTC)
    barred = bars(person, start, start + TICK, length, now.astimezone(UTC))
    return [obstacle for obstacle in Obstacle if barred[obstacle]]
