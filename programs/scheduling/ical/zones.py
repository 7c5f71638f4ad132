"""VTIMEZONE: a zone's rules for calendars that don't know the zone, or know it from older data.

The library can make this component, but (as of 7.3) lets summer time begin an hour late, lists dates where Outlook
wants a yearly rule, and puts several zones in no particular order. So rules are found here; the library writes them.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

UTC_NAMES = {"UTC", "UCT", "Universal", "Zulu", "Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu"}
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY = timedelta(days=1)


class Change(NamedTuple):
    """Clocks of a zone are put forward or back."""

    wall: datetime  # what they show at that moment, before it
    before: timedelta
    after: timedelta
    name: str


def is_utc(zone: ZoneInfo) -> bool:
    """Whether times in this zone are written with a Z and want no rules."""
    return zone.key in UTC_NAMES


def is_shown_twice(moment: datetime, zone: ZoneInfo) -> bool:
    """Whether clocks of the zone show the time of this moment twice, because they are put back."""
    wall = moment.astimezone(zone)
    return wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset()


@lru_cache(maxsize=256)
def zone_rules(key: str, first_year: int, last_year: int) -> Timezone:
    """The component for one zone, right for every moment of these years. It is shared: don't change it."""
    zone, years = ZoneInfo(key), range(first_year - 1, last_year + 2)
    component = Timezone()
    component.add("tzid", key)
    changes = _changes(zone, years)
    rules = _yearly(changes, years)
    if not rules:
        component.add_component(_start(zone, years[0]))
    for change, rule in rules or [(change, None) for change in changes]:
        component.add_component(_observance(change, rule))
    return component


def _changes(zone: ZoneInfo, years: range) -> list[Change]:
    found, day, end = [], datetime(years[0], 1, 1, tzinfo=UTC), datetime(years[-1] + 1, 1, 1, tzinfo=UTC)
    offset = day.astimezone(zone).utcoffset()
    while day < end:
        day += DAY
        after = day.astimezone(zone).utcoffset()
        if after != offset:
            moment = _first_with(after, zone, day)
            wall = (moment + offset).replace(tzinfo=None)
            found.append(Change(wall, offset, after, moment.astimezone(zone).tzname()))
            offset = after
    return found


def _first_with(offset: timedelta, zone: ZoneInfo, day: datetime) -> datetime:
    """The second at which this offset began, in the day before."""
    early, late = 0, int(DAY.total_seconds())  # seconds before `day`: the offset holds at the one, not at the other
    while late - early > 1:
        middle = (early + late) // 2
        if (day - timedelta(seconds=middle)).astimezone(zone).utcoffset() == offset:
            early = middle
        else:
            late = middle
    return day - timedelta(seconds=early)


def _yearly(changes: Sequence[Change], years: range) -> list[tuple[Change, vRecur]]:
    """The first of each change with the rule by which it comes back; nothing if they don't follow such rules."""
    ways = sorted(changes, key=lambda change: (change.before, change.after, change.name))
    groups = [list(group) for _, group in groupby(ways, key=lambda change: change[1:])]
    rules = [(group[0], _rule([change.wall for change in group], years)) for group in groups]
    if len(rules) != 2 or not all(rule for _, rule in rules):
        return []
    return sorted(rules, key=lambda found: found[0].wall)


def _rule(walls: Sequence[datetime], years: range) -> vRecur | None:
    """ "The last Sunday of March", if it is that in each year."""
    if [wall.year for wall in walls] != list(years):
        return None
    if len({(wall.month, wall.weekday(), wall.time()) for wall in walls}) > 1:
        return None
    weeks = set.intersection(*({(wall.day - 1) // 7 + 1, *_last_week(wall)} for wall in walls))
    if not weeks:
        return None
    day = f"{min(weeks)}{WEEKDAYS[walls[0].weekday()]}"
    return vRecur({"FREQ": "YEARLY", "BYMONTH": walls[0].month, "BYDAY": day})


def _last_week(wall: datetime) -> set[int]:
    return {-1} if wall.day + 7 > monthrange(wall.year, wall.month)[1] else set()


def _observance(change: Change, rule: vRecur | None) -> TimezoneStandard | TimezoneDaylight:
    observance = TimezoneDaylight() if change.after > change.before else TimezoneStandard()
    observance.add("dtstart", change.wall)
    observance.add("tzoffsetfrom", change.before)
    observance.add("tzoffsetto", change.after)
    observance.add("tzname", change.name)
    if rule:
        observance.add("rrule", rule)
    return observance


def _start(zone: ZoneInfo, year: int) -> TimezoneStandard:
    """What holds before the first change, or always."""
    wall = datetime(year, 1, 1, tzinfo=zone)
    offset = wall.utcoffset()
    return _observance(Change(wall.replace(tzinfo=None), offset, offset, wall.tzname()), None)
