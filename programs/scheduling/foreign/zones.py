"""Which clock a calendar means: by its name, by what the file says of it, or else by the person's own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import MAXYEAR, MINYEAR, UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from icalendar.prop import vDDDTypes, vUTCOffset
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from .bounds import MOST_ZONES, Budget
from .lines import Component, parse_line
from .rules import read_rule

AROUND = timedelta(days=500)  # how far beside the window the clock changes of a zone are known
ZERO = timedelta(0)
NOBODYS = {"UTC", "Etc/UTC", "GMT", "Etc/GMT", "Zulu", "Etc/Zulu", "Universal", "Etc/Universal", "UCT", "Etc/UCT"}


@cache
def _names() -> dict[str, str]:
    named = {name.upper(): name for name in available_timezones()}
    windows = {name.upper(): zone for name, zone in WINDOWS_TO_OLSON.items()}
    return windows | named | {"Z": "UTC"}


def known_zone(name: str) -> tzinfo | None:
    """A zone of the world by its name: "Europe/Lisbon", "W. Europe Standard Time", "/vendor.example/Europe/Lisbon"."""
    parts = name.strip(' "/').upper().split("/")
    for skipped in range(min(len(parts), 8)):
        found = _names().get("/".join(parts[skipped:]))
        if found:
            return UTC if found in NOBODYS else ZoneInfo(found)
    return None


class Change(NamedTuple):
    """The clocks go over from one distance to Greenwich to another."""

    wall: datetime  # what they show just before
    before: timedelta
    after: timedelta

    @property
    def moment(self) -> datetime:
        """When that is, in UTC."""
        return self.wall - self.before


class FileZone(tzinfo):
    """A zone as a file describes it, near the window that is read."""

    def __init__(self, changes: Sequence[Change]):
        self.changes = sorted(changes, key=lambda change: change.moment)
        self.moments = [change.moment for change in self.changes]
        jumps = [(change.wall, change.after - change.before) for change in self.changes]
        self.walls = [  # from when on the wall shows the new time, for a fold of 0 and of 1
            [wall + max(jump, ZERO) for wall, jump in jumps],
            [wall + min(jump, ZERO) for wall, jump in jumps],
        ]

    def utcoffset(self, when: datetime | None) -> timedelta:
        """Hours that there are not are taken as if the clocks had not changed, doubled ones by their fold."""
        if when is None:
            return self.changes[0].before
        passed = bisect_right(self.walls[when.fold], when.replace(tzinfo=None, fold=0))
        return self.changes[passed - 1].after if passed else self.changes[0].before

    def fromutc(self, when: datetime) -> datetime:
        """The wall's time of a moment."""
        moment = when.replace(tzinfo=None)
        passed = bisect_right(self.moments, moment)
        last = self.changes[passed - 1] if passed else None
        wall = moment + (last.after if last else self.changes[0].before)
        doubled = last is not None and last.after < last.before and wall < last.wall
        return wall.replace(tzinfo=self, fold=int(doubled))

    def dst(self, when: datetime | None) -> timedelta | None:
        """Nobody asks whether it is summer."""
        return None

    def tzname(self, when: datetime | None) -> str | None:
        """It has none that means anything elsewhere."""
        return None


class Zones:
    """The zones of one file."""

    def __init__(
        self, calendars: Sequence[Component], zone: tzinfo, since: datetime, until: datetime, budget: Budget
    ) -> None:
        named = next((name for one in calendars if (name := one.first("X-WR-TIMEZONE"))), "")
        self.floating = known_zone(named) or zone
        self.days = zone if self.floating is UTC else self.floating  # a program's default, and nobody's day
        self._window = (since - AROUND).replace(tzinfo=None), (until + AROUND).replace(tzinfo=None)
        self._budget = budget
        described = [part for one in calendars for part in one.parts if part.name == "VTIMEZONE"]
        self._described = {part.first("TZID"): part for part in described[:MOST_ZONES]}
        self._found: dict[str, tzinfo] = {}

    def named(self, name: str) -> tzinfo:
        """The zone that a TZID means. One that nobody knows is the calendar's, or the person's."""
        key = name.strip().strip('"').upper()
        if key not in self._found:
            self._found[key] = known_zone(key) or self._from_file(key) or self.floating
        return self._found[key]

    def _from_file(self, key: str) -> tzinfo | None:
        part = self._described.get(key)
        if not part:
            return None
        changes: list[Change] = []
        for observance in part.parts:
            if observance.name in ("STANDARD", "DAYLIGHT"):
                try:
                    changes += self._changes(observance)
                except (ValueError, OverflowError):
                    continue
        return FileZone(changes) if changes else None

    def _changes(self, observance: Component) -> list[Change]:
        before = vUTCOffset.from_ical(observance.first("TZOFFSETFROM"))
        after = vUTCOffset.from_ical(observance.first("TZOFFSETTO"))
        start = vDDDTypes.from_ical(observance.first("DTSTART"))
        if not isinstance(start, datetime) or max(abs(before), abs(after)) >= timedelta(hours=24):
            raise ValueError
        start = start.replace(tzinfo=None)
        walls = {start}
        for line in observance.lines.get("RRULE", ()):
            self._budget.spend("values", 1 + line.count(","))
            rule = read_rule(parse_line(line)[1], start, timezone(before), days=False)
            walls.update(rule.starts(*self._window, self._budget))
        for line in observance.lines.get("RDATE", ()):
            for text in parse_line(line)[1].split(","):
                self._budget.spend("values")
                listed = vDDDTypes.from_ical(text.strip())
                if isinstance(listed, datetime):
                    walls.add(listed.replace(tzinfo=None))
        return [Change(wall, before, after) for wall in walls if MINYEAR < wall.year < MAXYEAR]
