"""Rules of repetition, counted out by walking over the days of a window.

A library that counts from the first time on, or until a time is found, does not end: a rule for 30 February has none
until the year 9999. Here the work is known before it begins, whatever the rule says: a step for each day of the
window. Only rules with a COUNT are walked from their first day.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, tzinfo
from itertools import groupby, product
from typing import Any

from icalendar.prop import vRecur

from .bounds import COUNTED, MOST_TIMES, TOO_OFTEN, BadCalendar, Budget

TOO_FAST = {"SECONDLY", "MINUTELY"}
WITH_PLACES = {"MONTHLY", "YEARLY"}  # "the second Tuesday" means something in these
HOURS = 24
DAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
BOUNDS = {
    "BYMONTH": range(1, 13),
    "BYWEEKNO": range(1, 54),
    "BYYEARDAY": range(1, 367),
    "BYMONTHDAY": range(1, 32),
    "BYSETPOS": range(1, 367),
    "BYHOUR": range(24),
    "BYMINUTE": range(60),
    "BYSECOND": range(60),
}
FROM_THE_END = {"BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYSETPOS"}
KNOWN = {*BOUNDS, "FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY"}
MEANS_NOTHING = {"RSCALE": "GREGORIAN", "SKIP": "OMIT"}
END_OF_DAY = time(23, 59, 59)


@dataclass(frozen=True)
class Rule:
    """One RRULE, for a series that begins at `start`; all times are those that the wall shows in its zone."""

    start: datetime
    frequency: str
    interval: int
    count: int | None
    until: datetime | None
    week_start: int
    numbers: dict[str, frozenset[int]]
    weekdays: frozenset[tuple[int, int]]  # (which one, counted from 1 or back from -1, 0 for each; the day)
    times: tuple[time, ...]  # of a day; of an hourly rule those of its first hour

    def starts(self, since: datetime, until: datetime, budget: Budget) -> Iterator[datetime]:
        """The times of the rule within a window, both ends included.

        Raises:
            BadCalendar: there are too many, or too many days to walk.
        """
        last = min(until, self.until) if self.until else until
        counted = self.count if (since - self.start).days <= COUNTED else None  # else it counts as never ending
        begin = max(self.start, since) if counted is None else self.start
        if last < begin:
            return
        first_day, last_day = self._period(begin.date())[0], self._period(last.date())[1]
        seen = 0
        for found in self._walk(range(first_day.toordinal(), last_day.toordinal() + 1), budget):
            if found < self.start:
                continue
            seen += 1
            if found > last or (counted is not None and seen > counted):
                return
            if found >= since:
                budget.spend("starts")
                yield found

    def _walk(self, days: range, budget: Budget) -> Iterator[datetime]:
        fitting = (day for day in self._paid(days, budget) if self._falls_on(day))
        chosen = self.numbers.get("BYSETPOS")
        if not chosen:
            for day in fitting:
                yield from self._moments(day)
            return
        for _, together in groupby(fitting, key=self._period):
            moments = [moment for day in together for moment in self._moments(day)]
            for place, moment in enumerate(moments):
                if place + 1 in chosen or place - len(moments) in chosen:
                    yield moment

    def _paid(self, days: range, budget: Budget) -> Iterator[date]:
        price = len(self.times) * (HOURS if self.frequency == "HOURLY" else 1)
        for number in days:
            if number % 1000 == 0:
                budget.look_at_the_clock()
            budget.spend("steps", price)
            yield date.fromordinal(number)

    def _moments(self, day: date) -> Iterator[datetime]:
        if self.frequency != "HOURLY":
            for at in self.times:
                yield datetime.combine(day, at)
            return
        hours = self.numbers.get("BYHOUR", BOUNDS["BYHOUR"])
        begun = self.start.toordinal() * HOURS + self.start.hour
        for hour in range(HOURS):
            if hour in hours and (day.toordinal() * HOURS + hour - begun) % self.interval == 0:
                for at in self.times:
                    yield datetime.combine(day, at.replace(hour=hour))

    def _falls_on(self, day: date) -> bool:
        numbers = self.numbers
        if "BYMONTH" in numbers and day.month not in numbers["BYMONTH"]:
            return False
        if self.weekdays and not self._is_weekday(day):
            return False
        if self._distance(day) % self.interval:
            return False
        if "BYMONTHDAY" in numbers and not _counted(day.day, monthrange(day.year, day.month)[1], numbers["BYMONTHDAY"]):
            return False
        if "BYYEARDAY" in numbers:
            if not _counted(day.timetuple().tm_yday, 365 + isleap(day.year), numbers["BYYEARDAY"]):
                return False
        return "BYWEEKNO" not in numbers or self._is_week(day, numbers["BYWEEKNO"])

    def _distance(self, day: date) -> int:
        """Years, months, weeks or days since the first one; what the interval counts."""
        start = self.start.date()
        match self.frequency:
            case "YEARLY":
                return day.year - start.year
            case "MONTHLY":
                return (day.year - start.year) * 12 + day.month - start.month
            case "WEEKLY":
                return (self._week(day) - self._week(start)) // 7
            case "DAILY":
                return day.toordinal() - start.toordinal()
        return 0  # hours are counted as such

    def _week(self, day: date) -> int:
        """The number of the day on which its week begins."""
        return day.toordinal() - (day.weekday() - self.week_start) % 7

    def _is_weekday(self, day: date) -> bool:
        weekday = day.weekday()
        if (0, weekday) in self.weekdays or self.frequency not in WITH_PLACES:
            return (0, weekday) in self.weekdays
        if self.frequency == "YEARLY" and "BYMONTH" not in self.numbers:
            place, length = day.timetuple().tm_yday, 365 + isleap(day.year)
        else:
            place, length = day.day, monthrange(day.year, day.month)[1]
        places = ((place - 1) // 7 + 1, -((length - place) // 7 + 1))
        return any((which, weekday) in self.weekdays for which in places)

    def _is_week(self, day: date, weeks: frozenset[int]) -> bool:
        """A week belongs to the year that has four of its days or more."""
        middle = date.fromordinal(self._week(day) + 3)
        number = (middle.timetuple().tm_yday - 1) // 7 + 1
        left = (365 + isleap(middle.year) - middle.timetuple().tm_yday) // 7
        return number in weeks or -left - 1 in weeks

    def _period(self, day: date) -> tuple[date, date]:
        """First and last day of the year, month or week that BYSETPOS counts in, or the day itself."""
        if "BYSETPOS" not in self.numbers:
            return day, day
        match self.frequency:
            case "YEARLY":
                return date(day.year, 1, 1), date(day.year, 12, 31)
            case "MONTHLY":
                return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
            case "WEEKLY":
                first = self._week(day)
                return date.fromordinal(max(first, 1)), date.fromordinal(first + 6)
        return day, day


def _counted(place: int, length: int, wanted: frozenset[int]) -> bool:
    return place in wanted or place - length - 1 in wanted


def read_rule(text: str, start: datetime, zone: tzinfo, *, days: bool) -> Rule:
    """Read an RRULE.

    Args:
        text: its value.
        start: the first time of the series, as the wall shows it in `zone`.
        days: whether the series is one of whole days.

    Raises:
        ValueError: it cannot be read.
        BadCalendar: it repeats faster than anything that makes a person busy, or never moves on.
    """
    parts: dict[str, list[Any]] = {key.upper(): list(values) for key, values in vRecur.from_ical(text.upper()).items()}
    frequency = str(parts.get("FREQ", [""])[0])
    interval = int(parts.get("INTERVAL", [1])[0])
    count = int(parts.get("COUNT", [0])[0])
    if frequency in TOO_FAST or interval == 0:
        raise BadCalendar(TOO_OFTEN)
    strange = {key for key in parts.keys() - KNOWN if not key.startswith("X-")}
    if not frequency or interval < 0 or any(f"{key}={MEANS_NOTHING.get(key)}" not in text.upper() for key in strange):
        raise ValueError
    numbers = {key: _numbers(key, parts[key]) for key in BOUNDS if key in parts}
    if frequency == "HOURLY" and "BYSETPOS" in numbers:
        raise ValueError
    rule = Rule(
        start=start,
        frequency=frequency,
        interval=interval,
        count=count if count > 0 else None,  # some programs write -1 for a series without end
        until=_until(parts["UNTIL"][0], zone, days=days) if "UNTIL" in parts else None,
        week_start=_weekday(str(parts.get("WKST", ["MO"])[0]))[1],
        numbers=numbers,
        weekdays=frozenset(_weekday(str(text), frequency) for text in parts.get("BYDAY", ())),
        times=_times(frequency, numbers, start),
    )
    return _completed(rule)


def _completed(rule: Rule) -> Rule:
    """What a rule leaves out it takes from its first time."""
    if rule.weekdays or rule.numbers.keys() & {"BYWEEKNO", "BYYEARDAY", "BYMONTHDAY"}:
        return rule
    numbers, weekdays, start = dict(rule.numbers), rule.weekdays, rule.start
    match rule.frequency:
        case "YEARLY":
            numbers = {"BYMONTH": frozenset({start.month})} | numbers | {"BYMONTHDAY": frozenset({start.day})}
        case "MONTHLY":
            numbers["BYMONTHDAY"] = frozenset({start.day})
        case "WEEKLY":
            weekdays = frozenset({(0, start.weekday())})
    return replace(rule, numbers=numbers, weekdays=weekdays)


def _numbers(key: str, values: list[Any]) -> frozenset[int]:
    found = frozenset(int(value) for value in values)
    if not all(value in BOUNDS[key] or (key in FROM_THE_END and -value in BOUNDS[key]) for value in found):
        raise ValueError
    return found


def _weekday(text: str, frequency: str = "") -> tuple[int, int]:
    which, day = int(text[:-2] or 0), text[-2:]
    if abs(which) > 53 or day not in DAYS:
        raise ValueError
    return which if frequency in WITH_PLACES else 0, DAYS[day]


def _times(frequency: str, numbers: dict[str, frozenset[int]], start: datetime) -> tuple[time, ...]:
    hours = [start.hour] if frequency == "HOURLY" else sorted(numbers.get("BYHOUR", [start.hour]))
    minutes = sorted(numbers.get("BYMINUTE", [start.minute]))
    seconds = sorted(numbers.get("BYSECOND", [start.second]))
    if len(hours) * len(minutes) * len(seconds) * (HOURS if frequency == "HOURLY" else 1) > MOST_TIMES:
        raise BadCalendar(TOO_OFTEN)
    return tuple(time(*at) for at in product(hours, minutes, seconds))


def _until(value: Any, zone: tzinfo, *, days: bool) -> datetime:
    """The last moment at which the rule can come; a day that is named is one of its days."""
    if days or not isinstance(value, datetime):
        return datetime.combine(date(value.year, value.month, value.day), END_OF_DAY)
    if value.tzinfo is None:
        return value
    try:
        return value.astimezone(zone).replace(tzinfo=None)
    except OverflowError:
        return value.replace(tzinfo=None)
