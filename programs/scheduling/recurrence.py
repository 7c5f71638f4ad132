"""From the rule of a series to its days, and from its RRULE to words. Pure: no database and no clock of its own.

A series is meant on a wall clock: 18:00 stays 18:00 when clocks change. So rules are expanded into days, each day
gets the same time on the wall, and only then becomes a moment (`wall.wall_moments`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from dateutil.rrule import rrulestr

from portal.errors import DomainError
from portal.ui import clock
from programs.scheduling.limits import FARTHEST, MOST_IN_SERIES

LAST = -1  # of the weekdays of a month
NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", LAST: "last"}
LONGEST_STEP = {"weeks": 26, "months": 12}
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
FITS = f"A series has between 2 and {MOST_IN_SERIES} sessions."
CHOSEN_DATES = "On chosen dates"


class Pattern(StrEnum):
    WEEKS = "weeks"
    MONTHS = "months"
    DATES = "dates"


@dataclass(frozen=True)
class Rule:
    """How the days of a series come about.

    Args:
        first: nothing happens before this day; not asked for chosen dates.
        every: how many weeks or months from one to the next.
        weekdays: 0 is Monday. Of each such week, or the one of each such month; none means that of `first`.
        nth: which of the month's weekdays: 1 to 4, or `LAST`.
        count, until: how many, or until which day; one of the two.
        dates: the chosen ones.
    """

    pattern: Pattern
    first: date | None = None
    every: int = 1
    weekdays: Sequence[int] = ()
    nth: int = 1
    count: int | None = None
    until: date | None = None
    dates: Sequence[date] = ()

    @property
    def text(self) -> str:
        """The RRULE (RFC 5545) in local time; empty for chosen dates, which have no rule."""
        if self.pattern == Pattern.DATES:
            return ""
        return self._rrule(self.every, f"COUNT={self.count}" if self.count else f"UNTIL={self.until:%Y%m%d}T235959")

    def _rrule(self, every: int, end: str) -> str:
        days = ",".join(CODES[day] for day in sorted(set(self.weekdays)) or [self.first.weekday()])
        if self.pattern == Pattern.MONTHS:
            return f"FREQ=MONTHLY;INTERVAL={every};BYDAY={self.nth}{days};{end}"
        return f"FREQ=WEEKLY;INTERVAL={every};BYDAY={days};{end}"

    def days(self, today: date) -> list[date]:
        """The days of the series, in order.

        Raises:
            DomainError: it begins in the past, ends before it begins, has no end, or has too few or too many days,
                or the last one is too far away. The field is the one of the form.
        """
        return _bounded(self._chosen(today) if self.pattern == Pattern.DATES else self._ruled(today), self, today)

    def _chosen(self, today: date) -> list[date]:
        found = sorted(set(self.dates))
        if found and found[0] < today:
            raise DomainError(f"{clock.day(found[0])} is past. Choose a later day.", field="dates")
        return found

    def _ruled(self, today: date) -> list[date]:
        _check_step(self)
        _check_ends(self, today)
        # Who says "from Wednesday, every second Monday" means the Monday that comes next, so steps count from there.
        start = datetime.combine(self.first, time())
        begins = rrulestr(self._rrule(1, "COUNT=1"), dtstart=start)[0]
        return [moment.date() for moment in rrulestr(self.text, dtstart=begins)]


def _check_step(rule: Rule) -> None:
    most = LONGEST_STEP[rule.pattern]
    if not 1 <= rule.every <= most:
        raise DomainError(f"Choose between 1 and {most} {rule.pattern.value}.", field=rule.pattern.value)
    if rule.pattern == Pattern.MONTHS and rule.nth not in NTH:
        raise DomainError("Choose the first to the fourth of a month’s weekdays, or the last.", field="nth")


def _check_ends(rule: Rule, today: date) -> None:
    if rule.first is None:
        raise DomainError("Choose the first day.", field="first")
    if rule.first < today:
        raise DomainError("This day is past. Choose a later one.", field="first")
    if rule.first > today + FARTHEST:
        raise DomainError("This is more than two years away. Choose an earlier day.", field="first")
    if rule.count is None and rule.until is None:
        raise DomainError("Say how many sessions there are, or until when.", field="count")
    if rule.count is not None and not 2 <= rule.count <= MOST_IN_SERIES:
        raise DomainError(f"{FITS} Choose a number between these.", field="count")
    if rule.until is not None and rule.until < rule.first:
        raise DomainError("The last day is before the first one. Choose a later one.", field="until")
    if rule.until is not None and rule.until > today + FARTHEST:
        raise DomainError("This is more than two years away. Choose an earlier last day.", field="until")


def _bounded(days: list[date], rule: Rule, today: date) -> list[date]:
    field = "dates" if rule.pattern == Pattern.DATES else "until" if rule.until else "count"
    if len(days) < 2:
        raise DomainError(f"{FITS} This makes {'one' if days else 'none'}.", field=field)
    if len(days) > MOST_IN_SERIES:
        raise DomainError(f"{FITS} This makes {len(days)}: choose fewer days, or a longer step.", field=field)
    if days[-1] > today + FARTHEST:
        raise DomainError(
            f"The last one would be on {clock.day(days[-1])}, more than two years away. "
            "Choose fewer sessions, or a shorter step.",
            field=field,
        )
    return days


def at_time(days: Sequence[date], at: time) -> list[datetime]:
    """The same time on the wall on each of the days."""
    return [datetime.combine(day, at.replace(second=0, microsecond=0, tzinfo=None)) for day in days]


@dataclass(frozen=True)
class RuleParts:
    """What a stored RRULE says.

    Args:
        every: how many weeks, or months, from one to the next.
        weekdays: 0 is Monday.
        nth: which weekday of a month; 0 for a rule by weeks.
    """

    every: int
    weekdays: Sequence[int]
    nth: int = 0


def rule_parts(text: str) -> RuleParts | None:
    """A stored RRULE taken apart; None for chosen dates."""
    if not text:
        return None
    parts = dict(part.split("=") for part in text.split(";"))
    every, days = int(parts["INTERVAL"]), parts["BYDAY"]
    if parts["FREQ"] == "MONTHLY":
        return RuleParts(every, [CODES.index(days[-2:])], int(days[:-2]))
    return RuleParts(every, [CODES.index(code) for code in days.split(",")])


def rule_words(text: str) -> str:
    """A stored RRULE in words: "Every two weeks on Thursday", "Every month on the last Friday"."""
    parts = rule_parts(text)
    if parts is None:
        return CHOSEN_DATES
    names = [clock.DAYS[day] for day in parts.weekdays]
    if parts.nth:
        return f"{_every(parts.every, 'month')} on the {NTH[parts.nth]} {names[0]}"
    return f"{_every(parts.every, 'week')} on {_and(names)}"


def _every(number: int, unit: str) -> str:
    if number == 1:
        return f"Every {unit}"
    return f"Every {NUMBERS[number] if number < len(NUMBERS) else number} {unit}s"


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def times(number: int) -> str:
    """ "12 times", "once"."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
