"""Events as far as they make somebody busy: when, how often, and whether they do at all."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import MINYEAR, UTC, date, datetime, timedelta, tzinfo
from typing import NamedTuple

from icalendar.prop import vDDDTypes

from .bounds import Budget
from .lines import Component, parse_line
from .rules import Rule, read_rule
from .zones import Zones

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
BEFORE_ALL, AFTER_ALL = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
FREE_FOR_OUTLOOK = {
    "FREE",
    "WORKINGELSEWHERE",
}  # the second says where, not whether

UNREADABLE = (ValueError, OverflowError)


def in_utc(wall: datetime, zone: tzinfo) -> datetime:
    """The moment at which the wall in a zone shows a time."""
    try:
        return wall.replace(tzinfo=zone).astimezone(UTC)
    except OverflowError:
        return BEFORE_ALL if wall.year == MINYEAR else AFTER_ALL


class Moment(NamedTuple):
    """A time as it stands in the file."""

    wall: datetime
    zone: tzinfo
    day: bool  # a day is its first moment

    @property
    def utc(self) -> datetime:
        """The moment for everybody."""
        return in_utc(self.wall, self.zone)

    def seen_in(self, zone: tzinfo) -> datetime:
        """What the wall in another zone shows; a day is the same day everywhere."""
        if self.day or self.zone is zone:
            return self.wall
        try:
            return self.wall.replace(tzinfo=self.zone).astimezone(zone).replace(tzinfo=None)
        except OverflowError:
            return self.wall  # at the end of all years an hour does not matter


@dataclass(slots=True)
class Event:
    """One VEVENT; its times are those of the wall in its zone."""

    uid: str
    sequence: int
    free: bool
    zone: tzinfo
    day: bool
    start: datetime
    end: datetime
    ends_by_clock: bool  # the file names the end, not how long it takes
    changes: Moment | None = None  # the time of a series that this stands in for
    and_later: bool = False
    rules: list[Rule] = field(default_factory=list)
    more: list[tuple[Moment, timedelta | None]] = field(default_factory=list)  # times that are listed, and how long
    left_out: list[Moment] = field(default_factory=list)
    unread: int = 0  # parts that could not be read

    @property
    def repeats(self) -> bool:
        """Does it come more than once?"""
        return bool(self.rules or self.more)


class Reader:
    """Reads the events of one file."""

    def __init__(self, zones: Zones, mine: Collection[str], budget: Budget):
        self.zones = zones
        self.mine = {address.strip().casefold() for address in mine}
        self.budget = budget

    def read(self, component: Component) -> Event:
        """Read one event. What cannot be read of it counts so that the person is rather busy than free.

        Raises:
            ValueError, OverflowError: it does not say when it begins.
            BadCalendar: it asks for too much.
        """
        start = self._moment(*component.one("DTSTART"))
        end, by_clock = self._end(component, start)
        event = Event(
            uid=component.first("UID"),
            sequence=_number(component.first("SEQUENCE")),
            free=self._is_free(component),
            zone=start.zone,
            day=start.day,
            start=start.wall,
            end=end,
            ends_by_clock=by_clock,
        )
        self._read_changes(component, event)
        self._read_series(component, event)
        return event

    def busy_times(self, component: Component) -> Iterator[tuple[datetime, datetime] | None]:
        """The stretches of a VFREEBUSY, in UTC; None for one that cannot be read."""
        for parameters, text in self._list(component, "FREEBUSY"):
            try:
                if parameters.get("FBTYPE", "BUSY").upper() != "FREE":
                    start, length = self._listed(parameters, text)
                    yield start.utc, start.utc + (length or timedelta(0))
            except UNREADABLE:
                yield None

    def _list(self, component: Component, name: str) -> Iterator[tuple[dict[str, str], str]]:
        """All values of a property that lists many; a line that is none gives one that cannot be read."""
        for line in component.lines.get(name, ()):
            try:
                parameters, values = parse_line(line)
            except ValueError:
                parameters, values = {}, "?"
            for text in values.split(","):
                self.budget.spend("values")
                if text.strip():
                    yield parameters, text.strip()

    def _moment(self, parameters: dict[str, str], text: str) -> Moment:
        found = vDDDTypes.from_ical(text.upper())
        if not isinstance(found, date):
            raise ValueError
        named = parameters.get("TZID")
        if not isinstance(found, datetime):
            whole = datetime(found.year, found.month, found.day)  # noqa: DTZ001 - what the wall shows
            return Moment(whole, self.zones.named(named) if named else self.zones.days, day=True)
        if found.tzinfo:
            return Moment(found.replace(tzinfo=None), UTC, day=False)
        return Moment(found, self.zones.named(named) if named else self.zones.floating, day=False)

    def _listed(self, parameters: dict[str, str], text: str) -> tuple[Moment, timedelta | None]:
        """One time of a list, with how long it takes if it says so: "start/end" or "start/duration"."""
        begins, slash, ends = text.partition("/")
        start = self._moment(parameters, begins)
        if not slash:
            return start, None
        length = vDDDTypes.from_ical(ends.upper())
        if not isinstance(length, timedelta):
            length = self._moment(parameters, ends).utc - start.utc
        return start, max(length, timedelta(0))

    def _end(self, component: Component, start: Moment) -> tuple[datetime, bool]:
        """When it ends. A day lasts a whole day at least, and an end that makes no sense stands for an hour."""
        shortest = DAY if start.day else timedelta(0)
        by_clock = "DTEND" in component.lines
        try:
            if by_clock:
                given = self._moment(*component.one("DTEND"))
                end = given.seen_in(start.zone)
                makes_sense = given.utc >= start.utc or end >= start.wall  # either may go back when the clocks do
            elif "DURATION" in component.lines:
                length = vDDDTypes.from_ical(component.first("DURATION"))
                if not isinstance(length, timedelta):
                    raise ValueError
                end = start.wall + length
                makes_sense = length >= timedelta(0)
            else:
                return start.wall + shortest, False
        except UNREADABLE:
            makes_sense = False
        if not makes_sense:
            return start.wall + (DAY if start.day else HOUR), False
        return max(end, start.wall + shortest), by_clock

    def _is_free(self, component: Component) -> bool:
        return (
            component.first("TRANSP") == "TRANSPARENT"
            or component.first("STATUS") == "CANCELLED"
            or component.first("X-MICROSOFT-CDO-BUSYSTATUS") in FREE_FOR_OUTLOOK
            or self._is_declined(component)
        )

    def _is_declined(self, component: Component) -> bool:
        if not self.mine:
            return False
        for line in component.lines.get("ATTENDEE", ()):
            if "DECLINED" not in line.upper():
                continue  # taking a line apart is dear, and meetings have hundreds of these
            try:
                parameters, value = parse_line(line)
            except ValueError:
                continue
            who = {value.casefold().removeprefix("mailto:").strip(), parameters.get("EMAIL", "").casefold()}
            if parameters.get("PARTSTAT", "").upper() == "DECLINED" and who & self.mine:
                return True
        return False

    def _read_changes(self, component: Component, event: Event) -> None:
        if "RECURRENCE-ID" not in component.lines:
            return
        try:
            parameters, value = component.one("RECURRENCE-ID")
            event.changes = self._moment(parameters, value)
            event.and_later = parameters.get("RANGE", "").upper() == "THISANDFUTURE"
        except UNREADABLE:
            event.unread += 1  # it counts, and so does what it was meant to replace

    def _read_series(self, component: Component, event: Event) -> None:
        for line in component.lines.get("RRULE", ()):
            self.budget.spend("values", 1 + line.count(","))
            try:
                event.rules.append(read_rule(parse_line(line)[1], event.start, event.zone, days=event.day))
            except UNREADABLE:
                event.unread += 1  # the first time counts
        for parameters, text in self._list(component, "RDATE"):
            try:
                event.more.append(self._listed(parameters, text))
            except UNREADABLE:
                event.unread += 1
        for parameters, text in self._list(component, "EXDATE"):
            try:
                event.left_out.append(self._moment(parameters, text))
            except UNREADABLE:
                continue  # a time that cannot be left out counts


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
