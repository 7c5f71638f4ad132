"""When a calendar file from outside says that its owner is busy. Nothing else leaves this package: no title, no place.

The file is a stranger's. What it may cost is counted, in `bounds`: bytes, components, listed dates, days that rules are
walked over, times that they yield. The worst files that are known take four seconds of one core; should somebody
think of a worse one, the clock ends it after twenty. Where a count is used up the whole file is refused, as it is where
it is cut off: half a calendar would show a busy person as free. A single broken event does not hide the others; how
many could not be read is told along.

What counts as busy where a file leaves it open:

- An event is busy unless it says TRANSPARENT, CANCELLED, FREE or WORKINGELSEWHERE, or the person declined. Tentative
  ones, delegated ones and those out of office are busy; so are whole days that do not say that they are free.
- An end that cannot be read or lies before the start: an hour, or the whole day. No end: a day is a whole day, a time
  is an instant and takes none.
- A rule that cannot be read: the first time. A time left out that cannot be read: is not left out. A change whose time
  cannot be read: the change and what it would have replaced.
- Times without a zone, or in one that nobody knows: the calendar's zone, or else the person's. Whole days likewise.
- VAVAILABILITY, to-dos and alarms say nothing, nor does an event that the caller knows better (`known`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import UTC, datetime, tzinfo
from typing import NamedTuple

from .bounds import LONGEST_WINDOW, MOST_BYTES, OTHER_DAYS, BadCalendar, Budget
from .events import UNREADABLE, Event, Reader
from .lines import Component, read_components
from .series import Window, busy_times
from .zones import Zones

__all__ = ["MOST_BYTES", "BadCalendar", "Reading", "busy_periods", "read_calendar"]

Stretch = tuple[datetime, datetime]


class Reading(NamedTuple):
    """What a calendar says, and how much of it could not be read."""

    periods: list[Stretch]
    unread: int  # events, or parts of them


def _nobody_knows(uid: str) -> bool:
    return False


def busy_periods(
    document: bytes,
    *,
    since: datetime,
    until: datetime,
    zone: tzinfo,
    mine: Collection[str] = (),
    known: Callable[[str], bool] = _nobody_knows,
) -> list[Stretch]:
    """The `periods` of `read_calendar`."""
    return read_calendar(document, since=since, until=until, zone=zone, mine=mine, known=known).periods


def read_calendar(
    document: bytes,
    *,
    since: datetime,
    until: datetime,
    zone: tzinfo,
    mine: Collection[str] = (),
    known: Callable[[str], bool] = _nobody_knows,
) -> Reading:
    """Read when a calendar says that its owner is busy.

    Args:
        document: an iCalendar file, as a stranger's server sent it.
        since, until: the window; nothing beyond is told.
        zone: the owner's, for days and times without one.
        mine: the owner's mail addresses: what they declined does not count.
        known: tells by their UIDs events of which the caller knows better when they are.

    Returns:
        Stretches within the window, in UTC, sorted, none of which touches another.

    Raises:
        BadCalendar: the file as a whole cannot be read.
        ValueError: the window is no window.
    """
    if not (since.tzinfo and until.tzinfo):
        raise ValueError("The window needs a zone.")
    since, until = since.astimezone(UTC), until.astimezone(UTC)
    if not since < until <= since + LONGEST_WINDOW:
        raise ValueError("The window must end after it begins, and within 800 days.")
    budget = Budget()
    calendars = read_components(document, budget)
    if any(one.first("CALSCALE") not in ("", "GREGORIAN") for one in calendars):
        raise BadCalendar(OTHER_DAYS)
    reader = Reader(Zones(calendars, zone, since, until, budget), mine, budget)
    found, unread = _stretches(calendars, reader, Window(since, until), known)
    return Reading(_merged(found, since, until), unread)


def _stretches(
    calendars: Sequence[Component], reader: Reader, window: Window, known: Callable[[str], bool]
) -> tuple[list[Stretch], int]:
    found: list[Stretch] = []
    unread = 0
    series: dict[object, list[Event]] = defaultdict(list)
    for component in (part for calendar in calendars for part in calendar.parts):
        reader.budget.look_at_the_clock()
        try:
            if component.name == "VEVENT":
                if known(component.first("UID")):
                    continue
                event = reader.read(component)
                series[event.uid or id(component)].append(event)
                unread += event.unread
            elif component.name == "VFREEBUSY":
                times = list(reader.busy_times(component))
                found += filter(None, times)
                unread += times.count(None)
        except UNREADABLE:
            unread += 1
    for events in series.values():
        reader.budget.look_at_the_clock()
        found += busy_times(events, window, reader.budget)
    return found, unread


def _merged(found: Iterable[Stretch], since: datetime, until: datetime) -> list[Stretch]:
    merged: list[Stretch] = []
    for begins, ends in sorted((max(begins, since), min(ends, until)) for begins, ends in found):
        if begins >= ends:
            continue
        if merged and begins <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], ends)
        else:
            merged.append((begins, ends))
    return merged
