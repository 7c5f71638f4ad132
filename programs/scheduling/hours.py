"""Hours as people write and read them: "9", "17:30", "Monday to Friday 09:00 to 17:00". Pure: no models, no clock."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from portal.errors import DomainError
from portal.ui import clock
from programs.scheduling.limits import MOST_STRETCHES
from programs.scheduling.timetable import Minutes

DAY = 24 * 60  # minutes; the end of a day can be written 24:00, or 00:00 behind a beginning
TYPED = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?h?")


def read_clock(typed: str) -> int:
    """The minute of the day that somebody means by "9", "9:30", "0930", "9.30" or "24:00".

    Raises:
        ValueError: it is no time of a day.
    """
    found = TYPED.fullmatch(typed.strip().lower())
    minute = int(found[1]) * 60 + int(found[2] or 0) if found else -1
    if not 0 <= minute <= DAY or int(found[2] or 0) > 59:
        raise ValueError(typed)
    return minute


def write_clock(minute: int) -> str:
    """ "09:30"; the end of the day is "24:00"."""
    return f"{minute // 60:02}:{minute % 60:02}"


def stretch_words(stretch: Minutes) -> str:
    """ "09:00 to 12:30"."""
    return f"{write_clock(stretch[0])} to {write_clock(stretch[1])}"


def day_words(stretches: Iterable[Minutes]) -> str:
    """ "09:00 to 12:00 and 13:00 to 17:00"; nothing for a day off."""
    return _and([stretch_words(stretch) for stretch in stretches])


def in_order(day: str, stretches: Iterable[Minutes]) -> list[Minutes]:
    """The stretches of a day, the earliest first.

    Args:
        day: how a refusal calls the day.

    Raises:
        DomainError: one ends before it begins or lies outside the day, two overlap, or there are too many.
    """
    found = sorted(stretches)
    for since, until in found:
        if not (0 <= since <= DAY and 0 <= until <= DAY):
            raise DomainError(f"{day}: a day goes from 00:00 to 24:00.")
        if since >= until:
            why = "lasts no time" if since == until else "ends before it begins"
            raise DomainError(f"{day}: {stretch_words((since, until))} {why}.")
    if len(found) > MOST_STRETCHES:
        raise DomainError(f"{day}: {MOST_STRETCHES} times are the most for one day.")
    for first, second in pairwise(found):
        if second[0] < first[1]:
            raise DomainError(f"{day}: {stretch_words(first)} and {stretch_words(second)} overlap.")
    return found


def week_words(hours: Mapping[int, Sequence[Minutes]]) -> str:
    """ "Monday to Thursday 09:00 to 17:00; Friday 09:00 to 13:00"; nothing for a week without hours."""
    days: dict[str, list[int]] = {}
    for weekday in sorted(hours):
        if hours[weekday]:
            days.setdefault(day_words(hours[weekday]), []).append(weekday)
    return "; ".join(f"{_days(weekdays)} {times}" for times, weekdays in days.items())


def dates_words(since: date, until: date) -> str:
    """ "Thursday 14 May", or "Thursday 14 to Tuesday 19 May" when it is more than a day."""
    if since == until:
        return clock.day(since)
    first = clock.day(since)
    if (since.year, since.month) == (until.year, until.month):
        first = f"{clock.DAYS[since.weekday()]} {since.day}"
    return f"{first} to {clock.day(until)}"


def _days(weekdays: list[int]) -> str:
    if len(weekdays) > 2 and weekdays[-1] - weekdays[0] == len(weekdays) - 1:
        return f"{clock.DAYS[weekdays[0]]} to {clock.DAYS[weekdays[-1]]}"
    return _and([clock.DAYS[weekday] for weekday in weekdays])


def _and(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
