"""For each obstacle, the stretches of starts that it bars: the one place where the rules are computed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from programs.scheduling.timetable.clocks import MINUTE, days_from, local_day, midnight, pieces
from programs.scheduling.timetable.person import Minutes, Obstacle, Timetable
from programs.scheduling.timetable.stretches import DAY, TICK, Stretch, merged, without

Hours = Mapping[int, Sequence[Minutes]]
Overrides = Mapping[date, Sequence[Minutes]]
Bars = Mapping[Obstacle, Sequence[Stretch]]


def open_stretches(person: Timetable, since: datetime, until: datetime) -> list[Stretch]:
    """When a person is open within [since, until) by hours and overrides alone.

    An instant is open iff the hours of the date that their wall clock shows contain the minute that it shows. In hours
    that clocks skip nobody is open, and in hours that come twice they are open twice. Days that touch at midnight join.
    """
    return hours_on(person.zone, person.hours, person.overrides, since, until)


def hours_on(zone: ZoneInfo, hours: Hours, overrides: Overrides, since: datetime, until: datetime) -> list[Stretch]:
    """The stretches of [since, until) that such hours mean on the clocks of a zone."""
    found = []
    for begin, end, offset in pieces(zone, since, until):
        dawn, evening = midnight(begin + offset), end + offset
        while dawn < evening:
            day = dawn.date()
            own = overrides.get(day)
            for opens, closes in hours.get(day.weekday(), ()) if own is None else own:
                opened = dawn + opens * MINUTE - offset
                closed = dawn + closes * MINUTE - offset
                found.append((max(opened, begin), min(closed, end)))
            dawn += DAY
    return merged(found)


def begins(open_: Iterable[Stretch], length: timedelta) -> list[Stretch]:
    """The starts from which a session stays within one of the stretches; its very end is its last instant's."""
    return [(since, until - length + TICK) for since, until in open_ if until - since >= length]


def _around(taken: Iterable[Stretch], before: timedelta, after: timedelta, window: Stretch) -> list[Stretch]:
    """The starts in the window that come less than `before` after something taken or less than `after` ahead of it."""
    since, until = window
    late, soon = until + after, since - before
    found = []
    for begin, end in taken:
        if begin < late and end > soon and begin < end:
            found.append((max(begin - after + TICK, since), min(end + before, until)))
    return merged(found)


def _full(person: Timetable, window: Stretch) -> tuple[list[Stretch], list[Stretch]]:
    """The days, and the weeks, in which a person has as many sessions as they want."""
    if person.most_per_day is None and person.most_per_week is None:
        return [], []
    days = Counter(local_day(begin, person.zone) for begin, _ in person.sessions)
    weeks: Counter[date] = Counter()
    for day, sessions in days.items():
        weeks[day - timedelta(days=day.weekday())] += sessions
    return (
        _reached(days, person.most_per_day, 1, person.zone, window),
        _reached(weeks, person.most_per_week, 7, person.zone, window),
    )


def _reached(counts: Counter[date], most: int | None, days: int, zone: ZoneInfo, window: Stretch) -> list[Stretch]:
    """The part of the window in spans of so many days whose count has reached the limit."""
    if most is None:
        return []
    if most <= 0:
        return [window]
    near = (window[0].date() - timedelta(days=days + 1), window[1].date() + timedelta(days=2))
    full = (first for first, count in counts.items() if count >= most and near[0] <= first <= near[1])
    return merged(stretch for first in full for stretch in days_from(first, days, zone, *window))


def bars(person: Timetable, since: datetime, until: datetime, length: timedelta, now: datetime) -> Bars:
    """For each obstacle, the starts within [since, until) against which it stands. All merged.

    Raises:
        ValueError: the length is not positive.
    """
    if length <= timedelta():
        raise ValueError("A session takes time.")
    window = (since, until)
    soonest, latest = now + person.notice, now + person.horizon + TICK
    gap = max(person.buffer_before, person.buffer_after)
    sessions = _around(person.sessions, timedelta(), length, window)
    busy = _around(person.busy, timedelta(), length, window)
    near = _around(person.sessions, gap, length + gap, window) if gap else []
    near += _around(person.busy, person.buffer_before, length + person.buffer_after, window) if gap else []
    full_days, full_weeks = _full(person, window)
    fitting = begins(open_stretches(person, since, until + length - TICK), length)
    return {
        Obstacle.PAST: merged([(since, min(until, now))]),
        Obstacle.SESSION: sessions,
        Obstacle.BUSY: busy,
        Obstacle.HOURS: without(merged([window]), fitting),
        Obstacle.NOTICE: merged([(max(since, now), min(until, soonest))]),
        Obstacle.HORIZON: merged([(max(since, latest), until)]),
        Obstacle.DAY_FULL: full_days,
        Obstacle.WEEK_FULL: full_weeks,
        Obstacle.BUFFER: without(merged(near), merged(sessions + busy)),
    }


def unbarred(barred: Bars, since: datetime, until: datetime) -> list[Stretch]:
    """The stretches of starts in [since, until) that nothing stands against."""
    return without(merged([(since, until)]), merged(chain.from_iterable(barred.values())))
