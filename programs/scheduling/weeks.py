"""A week of times to choose from, laid out for the template: a list of days, and a grid where there is room for one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from portal.ui import clock
from programs.scheduling.queries.together import Together
from programs.scheduling.timetable import Stretch, Timetable, open_stretches
from programs.scheduling.timetable.stretches import common, merged, without
from programs.scheduling.wall import wall_moments

DAY_BEGINS, DAY_ENDS = 9, 18  # hours that the grid always shows
MOST_ROWS = 48  # what the stylesheet can place
FRIDAY = 4
SHORT = 45  # minutes; shorter sessions are offered every half hour, others at full hours where there are some
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Slot:
    """One start to choose, on the viewer's clock, and what the clock of the other person shows then."""

    start: datetime
    row: int
    elsewhere: str = ""
    gone: bool = False

    @property
    def value(self) -> str:
        """What the form sends: the moment with its offset, so that no clock change can make it another one."""
        return self.start.isoformat(timespec="minutes")


@dataclass(frozen=True)
class Mark:
    """A stretch of a day's grid that cannot be chosen; for the eye only."""

    row: int
    span: int
    kind: str  # "busy": the viewer is; "off": outside the hours of somebody else


@dataclass(frozen=True)
class Day:
    day: date
    slots: list[Slot] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


@dataclass(frozen=True)
class Hour:
    row: int
    here: str
    elsewhere: str


@dataclass(frozen=True)
class Week:
    """Args:
    rows: how many rows the grid has; 0 when the week is too long for one, and is shown as a list.
    other_zone: the one other clock to show beside the viewer's, if there is just one.
    """

    monday: date
    days: list[Day]
    hours: list[Hour]
    rows: int
    other_zone: ZoneInfo | None

    @property
    def count(self) -> int:
        return sum(not slot.gone for day in self.days for slot in day.slots)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show, not even a time that was just taken."""
        return not any(day.slots for day in self.days)

    @property
    def name(self) -> str:
        """ "8 to 12 June", "29 June to 3 July"."""
        first, last = self.days[0].day, self.days[-1].day
        same = first.month == last.month
        begin = str(first.day) if same else f"{first.day} {clock.MONTHS[first.month - 1]}"
        return f"{begin} to {last.day} {clock.MONTHS[last.month - 1]}"


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def bounds_of(monday: date, zone: ZoneInfo) -> Stretch:
    """The moments at which a week begins and ends on the zone's clock."""
    return _midnight(monday, zone), _midnight(monday + timedelta(days=7), zone)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone)


def thinned(starts: Sequence[datetime], zone: ZoneInfo, minutes: int) -> list[datetime]:
    """Fewer starts to choose from: full hours, or the first of those in a row that have none.

    Short sessions keep every start. What is left out can still be typed.
    """
    if minutes < SHORT:
        return list(starts)
    found: list[datetime] = []
    row: list[datetime] = []
    for start in [*starts, None]:
        if row and (start is None or start - row[-1] > HOUR / 2):
            found += [one for one in row if one.astimezone(zone).minute == 0] or row[:1]
            row = []
        if start is not None:
            row.append(start)
    return found


def lay_out(
    together: Together,
    viewer_id,
    monday: date,
    starts: Iterable[datetime],
    minutes: int,
    zone: ZoneInfo,
    taken: datetime | None = None,
) -> Week:
    """The week that begins on `monday`, on the viewer's clock.

    Args:
        viewer_id: the user who looks.
        starts: those to choose from; of other weeks are left out.
        taken: a start that the viewer had chosen and that is not free any more.
    """
    since, until = bounds_of(monday, zone)
    shown = sorted({start for start in [*starts, *([taken] if taken else [])] if since <= start < until})
    local = [start.astimezone(zone) for start in shown]
    long = any(start.weekday() > FRIDAY for start in local)
    first = min([DAY_BEGINS, *(start.hour for start in local)])
    last = max([DAY_ENDS, *(start.hour + 1 + minutes // 60 for start in local)])
    last, unit = min(last, 24), 15 if minutes < SHORT else 30
    grid = _Grid(first, last, unit, zone)
    others = [known.timetable for user, known in together.known.items() if user != viewer_id]
    mine = together.known.get(viewer_id)
    other_zone = _one_other_zone(others, zone, since)
    busy = merged([*mine.timetable.sessions, *mine.timetable.busy]) if mine else []
    off = without([(since, until)], _open_for(others, since, until)) if others else []
    days = []
    for offset in range(7 if long else 5):
        day = monday + timedelta(days=offset)
        slots = [
            Slot(start, grid.row(start), _elsewhere(start, other_zone), start == taken)
            for start in local
            if start.date() == day
        ]
        marks = [*grid.marks(day, busy, "busy"), *grid.marks(day, off, "off")]
        days.append(Day(day, slots, marks))
    rows = grid.rows if grid.rows <= MOST_ROWS else 0
    return Week(monday, days, grid.hours(monday, other_zone), rows, other_zone)


def _open_for(people: list[Timetable], since: datetime, until: datetime) -> list[Stretch]:
    found = [(since, until)]
    for person in people:
        found = common(found, open_stretches(person, since, until))
    return found


def _one_other_zone(people: list[Timetable], zone: ZoneInfo, at: datetime) -> ZoneInfo | None:
    zones = {str(person.zone): person.zone for person in people}
    differing = [
        other for other in zones.values() if at.astimezone(other).utcoffset() != at.astimezone(zone).utcoffset()
    ]
    return differing[0] if len(differing) == 1 else None


def _elsewhere(start: datetime, other: ZoneInfo | None) -> str:
    return f"{clock.clock_time(start, other)} {clock.zone_city(other)}" if other else ""


@dataclass(frozen=True)
class _Grid:
    first: int  # hour
    last: int
    unit: int  # minutes of a row
    zone: ZoneInfo

    @property
    def rows(self) -> int:
        return (self.last - self.first) * 60 // self.unit

    def row(self, start: datetime) -> int:
        return ((start.hour - self.first) * 60 + start.minute) // self.unit + 1

    def hours(self, day: date, other: ZoneInfo | None) -> list[Hour]:
        found = []
        for hour in range(self.first, self.last):
            moments = wall_moments(datetime.combine(day, time(hour)), self.zone)
            elsewhere = clock.clock_time(moments[0], other) if other and moments else ""
            found.append(Hour((hour - self.first) * 60 // self.unit + 1, f"{hour:02}:00", elsewhere))
        return found

    def marks(self, day: date, stretches: list[Stretch], kind: str) -> list[Mark]:
        """The parts of the stretches that lie on this day's grid, by the wall clock."""
        begins = datetime.combine(day, time(self.first))
        ends = begins + timedelta(hours=self.last - self.first)
        found = []
        for since, until in stretches:
            start = max(since.astimezone(self.zone).replace(tzinfo=None), begins)
            end = min(until.astimezone(self.zone).replace(tzinfo=None), ends)
            if start < end:
                row = int((start - begins).total_seconds() // 60 // self.unit)
                last = ceil((end - begins).total_seconds() / 60 / self.unit)
                found.append(Mark(row + 1, max(last - row, 1), kind))
        return found
