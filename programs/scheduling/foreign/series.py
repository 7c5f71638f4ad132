"""Events that come more than once, with the times that were left out, added, or changed later.

`recurring_ical_events` knows how all these belong together. It gets a series without its rules: their times within the
window, counted out beforehand, and everything as the wall in one zone shows it. So its work is known before it begins,
and it never has to compare clocks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from icalendar import Calendar
from icalendar import Event as PlainEvent
from icalendar.prop import vDDDLists, vDDDTypes
from recurring_ical_events import CalendarQuery, ComponentsWithName, Occurrence

from .bounds import Budget
from .events import Event, Moment, in_utc

MARGIN = timedelta(days=2)  # around a window, since walls differ
LONGEST = timedelta(days=366 * 200)  # that one time of a series lasts
FARTHEST = timedelta(days=366)  # that all later times of a series are moved together
BEGINNING, END = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)


class Window(NamedTuple):
    """What is asked about, in UTC."""

    since: datetime
    until: datetime

    def on_the_wall(self, before: timedelta, after: timedelta) -> tuple[datetime, datetime]:
        """It in any zone, widened on both sides."""
        return (
            _shifted(self.since.replace(tzinfo=None), -before - MARGIN),
            _shifted(self.until.replace(tzinfo=None), after + MARGIN),
        )


class _Time(Occurrence):
    """One time of a series, without the copy of its event that the library would make."""

    def as_component(self, keep_recurrence_attributes: bool) -> Any:
        return self.start, self.end, "TRANSP" in self._adapter._component


def busy_times(events: Sequence[Event], window: Window, budget: Budget) -> Iterator[tuple[datetime, datetime]]:
    """The busy stretches of all events with one UID, in UTC."""
    if all(event.free for event in events):
        return
    newest = max((event.sequence for event in events if not event.changes), default=0)
    cores = [event for event in events if not event.changes and event.sequence == newest]
    changed = [event for event in events if event.changes]
    if not cores:
        yield from (stretch(event.start, event.end, event) for event in changed if not event.free)
    for core in cores:  # programs that give all events one UID exist, so each of them counts
        if changed or core.repeats:
            yield from _series(core, changed, window, budget)
        elif not core.free:
            yield stretch(core.start, core.end, core)


def stretch(start: datetime, end: datetime, event: Event) -> tuple[datetime, datetime]:
    """A time on the wall as moments.

    Over a change of the clocks programs differ in whether it is the end or the length that stays. The later one counts,
    unless the file itself says when it ends.
    """
    begins, ends = in_utc(start, event.zone), in_utc(end, event.zone)
    if not event.day and (ends < begins or not event.ends_by_clock or event.repeats):
        ends = max(ends, _shifted(begins, end - start))
    return begins, ends


def _series(
    core: Event, changed: Sequence[Event], window: Window, budget: Budget
) -> Iterator[tuple[datetime, datetime]]:
    budget.spend("values", len(changed))
    plain_changes = [_as_plain(event, core) for event in changed]
    lasts, moves = _reach(core, plain_changes)
    since, until = window.on_the_wall(lasts + moves, moves)
    times: list[Any] = [time for rule in core.rules for time in rule.starts(since, until, budget)]
    for moment, length in core.more:
        seen = moment.seen_in(core.zone)
        if since <= seen <= until:
            times.append(seen if length is None else (seen, seen + min(length, LONGEST)))
    if not (times or changed or since <= core.start <= until):
        return  # most series of a calendar are long over
    budget.spend("series")
    budget.spend("steps", len(times) * sum(event.and_later for event in changed))
    calendar = Calendar()
    plain = _as_plain(core, core)
    plain["RDATE"] = vDDDLists(times)
    plain["EXDATE"] = vDDDLists([_left_out(moment, core) for moment in core.left_out])
    for event in (plain, *plain_changes):
        calendar.add_component(event)
    query = CalendarQuery(calendar, components=[ComponentsWithName("VEVENT", occurrence=_Time)])
    for start, end, free in query.between(*window.on_the_wall(timedelta(0), timedelta(0))):
        if not free:
            yield stretch(start, end, core)


def _as_plain(event: Event, core: Event) -> PlainEvent:
    """An event with nothing but its times, on the wall of the series that it belongs to."""
    plain = PlainEvent()
    plain["UID"] = "series"
    start = Moment(event.start, event.zone, event.day).seen_in(core.zone)
    end = Moment(event.end, event.zone, event.day).seen_in(core.zone)
    plain["DTSTART"] = vDDDTypes(start)
    plain["DTEND"] = vDDDTypes(min(end, _shifted(start, LONGEST)))
    if event.free:
        plain["TRANSP"] = "TRANSPARENT"
    if event.changes:
        instead_of = event.changes.seen_in(core.zone)
        later = event.and_later and abs(start - instead_of) <= FARTHEST
        plain["RECURRENCE-ID"] = vDDDTypes(instead_of, {"RANGE": "THISANDFUTURE"} if later else {})
    return plain


def _reach(core: Event, changed: Sequence[PlainEvent]) -> tuple[timedelta, timedelta]:
    """How long a time of the series can last, and how far a change of all later ones can move it."""
    lasts, moves = min(core.end - core.start, LONGEST), timedelta(0)
    for event in changed:
        if "RANGE" in event["RECURRENCE-ID"].params:
            lasts = max(lasts, event["DTEND"].dt - event["DTSTART"].dt)
            moves = max(moves, abs(event["DTSTART"].dt - event["RECURRENCE-ID"].dt))
    for _, length in core.more:
        lasts = max(lasts, min(length or timedelta(0), LONGEST))
    return lasts, moves


def _left_out(moment: Moment, core: Event) -> Any:
    """A day that is left out of a series with times takes all of them with it."""
    return moment.wall.date() if moment.day and not core.day else moment.seen_in(core.zone)


def _shifted(moment: datetime, by: timedelta) -> datetime:
    """A moment moved, but not out of all years."""
    try:
        return moment + by
    except OverflowError:
        return (END if by > timedelta(0) else BEGINNING).replace(tzinfo=moment.tzinfo)
