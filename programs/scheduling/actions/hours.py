"""Say when you are free: hours of the week, dates with hours of their own, days off, limits.

The rows are the person's own, the same in all their organizations, so nobody is asked for a right: the database shows
and takes only rows of the person of the running context. The audit entry says that it was done, and never what.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import IntegrityError, transaction
from psycopg.errors import ExclusionViolation

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError
from portal.ui import clock
from programs.scheduling.actions.locks import lock_people
from programs.scheduling.hours import in_order
from programs.scheduling.limits import FARTHEST, LONGEST_BUFFER, LONGEST_NOTICE, MOST_DAYS_OFF, MOST_SESSIONS
from programs.scheduling.models import Availability, DateOverride, WeeklyHours
from programs.scheduling.queries.hours import wishes_of
from programs.scheduling.timetable import Minutes

BOUNDS = {  # of each number: the least, the most, and what to do about others
    "buffer_before": (0, LONGEST_BUFFER, f"Keep between 0 and {LONGEST_BUFFER} minutes free before a session."),
    "buffer_after": (0, LONGEST_BUFFER, f"Keep between 0 and {LONGEST_BUFFER} minutes free after a session."),
    "notice_hours": (0, LONGEST_NOTICE, f"Ask for at most {LONGEST_NOTICE} hours’ notice; that is 60 days."),
    "horizon_days": (1, FARTHEST.days, f"Choose between 1 and {FARTHEST.days} days ahead."),
    "most_per_day": (1, MOST_SESSIONS, "Choose at least one session a day, or leave it empty."),
    "most_per_week": (1, MOST_SESSIONS, "Choose at least one session a week, or leave it empty."),
}


@transaction.atomic
def set_availability(
    *,
    by: Membership,
    hours: Mapping[int, Sequence[Minutes]],
    time_zone: ZoneInfo | str,
    buffer_before: int,
    buffer_after: int,
    notice_hours: int,
    horizon_days: int,
    most_per_day: int | None,
    most_per_week: int | None,
    call_link: str,
) -> None:
    """Save the person's week and wishes in place of the earlier ones.

    Args:
        hours: weekday (0 is Monday) to open stretches; a weekday that is missing is not free.
        time_zone: the clock on which the hours are meant.
        call_link: their own room for calls, or "".

    Raises:
        DomainError: stretches overlap or have no length, the zone is unknown, a number is out of bounds, nobody could
            ever book, or the link is no https address.
    """
    stretches = {weekday: _stretches(weekday, hours[weekday]) for weekday in hours}
    wishes = {
        "time_zone": _known_zone(time_zone),
        "buffer_before": buffer_before,
        "buffer_after": buffer_after,
        "notice_hours": notice_hours,
        "horizon_days": horizon_days,
        "most_per_day": most_per_day,
        "most_per_week": most_per_week,
        "call_link": call_link,
    }
    _check_wishes(wishes)
    lock_people([by])
    Availability.objects.update_or_create(user=by.user, defaults=wishes)
    mine = WeeklyHours.objects.filter(user=by.user)
    mine.delete()
    rows = [
        WeeklyHours(user=by.user, weekday=weekday, from_minute=since, to_minute=until)
        for weekday in stretches
        for since, until in stretches[weekday]
    ]
    with _never_overlapping(rows, mine.all, lambda row: clock.DAYS[row.weekday]):
        WeeklyHours.objects.bulk_create(rows)
    record("set hours", by.user, by=by)


@transaction.atomic
def set_day(*, by: Membership, day: date, stretches: Sequence[Minutes]) -> None:
    """Give a date hours of its own, in place of its weekday's; without any it is a day off.

    Raises:
        DomainError: the date is past or too far off, or stretches overlap or have no length.
    """
    _check_dates(by, day, day, field="day")
    try:
        found = in_order(clock.day(day), stretches)
    except DomainError as error:
        raise DomainError(error.message, field="stretches") from None
    _replace_days(by, {day: found})
    record("set a day", by.user, by=by)


@transaction.atomic
def take_days_off(*, by: Membership, since: date, until: date) -> int:
    """Be free on no hour from one date to another, both included.

    Returns:
        How many days these are.

    Raises:
        DomainError: the last day is before the first, it is past or too far off, or these are too many at once.
    """
    number = (until - since).days + 1
    if number < 1:
        raise DomainError("The last day is before the first. Choose a later one.", field="until")
    _check_dates(by, since, until, field="since")
    if number > MOST_DAYS_OFF:
        raise DomainError(f"These are {number} days. Take up to {MOST_DAYS_OFF} at once.", field="until")
    _replace_days(by, {since + timedelta(days=passed): [] for passed in range(number)})
    record("took days off", by.user, by=by)
    return number


@transaction.atomic
def remove_day(*, by: Membership, day: date, until: date | None = None) -> None:
    """Let the hours of the week count again on a date, or up to `until`."""
    lock_people([by])
    removed, _ = DateOverride.objects.filter(user=by.user, day__range=(day, until or day)).delete()
    if removed:
        record("removed a day", by.user, by=by)


def _stretches(weekday: int, given: Sequence[Minutes]) -> list[Minutes]:
    if weekday not in range(7):
        raise DomainError("A week has seven days, from Monday to Sunday.")
    try:
        return in_order(clock.DAYS[weekday], given)
    except DomainError as error:
        raise DomainError(error.message, field=f"hours_{weekday}") from None


def _known_zone(zone: ZoneInfo | str) -> ZoneInfo:
    try:
        return ZoneInfo(str(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise DomainError("There is no such time zone. Choose a city.", field="time_zone") from None


def _check_wishes(wishes: Mapping) -> None:
    for name, (least, most, words) in BOUNDS.items():
        if wishes[name] is not None and not least <= wishes[name] <= most:
            raise DomainError(words, field=name)
    if wishes["notice_hours"] >= wishes["horizon_days"] * 24:
        raise DomainError(
            "The notice is as long as you plan ahead, so nobody could book you. Make one shorter or the other longer.",
            field="notice_hours",
        )
    link = wishes["call_link"]
    if link and not (link.startswith("https://") and len(link) <= 200):
        raise DomainError("Copy the whole address of your call. It begins with https://.", field="call_link")


def _check_dates(by: Membership, since: date, until: date, field: str) -> None:
    today = wishes_of(by.user).today
    if since < today:
        raise DomainError(f"{clock.day(since)} is past. Choose a day from today on.", field=field)
    if until > today + FARTHEST:
        raise DomainError("This is more than two years away. Choose an earlier day.", field=field)


def _replace_days(by: Membership, days: Mapping[date, Sequence[Minutes]]) -> None:
    lock_people([by])
    mine = DateOverride.objects.filter(user=by.user, day__in=days)
    mine.delete()
    rows = [
        DateOverride(user=by.user, day=day, from_minute=since, to_minute=until)
        for day, stretches in days.items()
        for since, until in stretches or [(None, None)]
    ]
    with _never_overlapping(rows, mine.all, lambda row: clock.day(row.day)):
        DateOverride.objects.bulk_create(rows)


@contextmanager
def _never_overlapping(rows: Sequence, others: Callable[[], Iterable], day_of: Callable[..., str]) -> Iterator[None]:
    """Turn the constraint's refusal into the sentence that the check says: somebody was faster with the same day."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if not isinstance(error.__cause__, ExclusionViolation):
            raise
        by_day: dict[str, list[Minutes]] = {}
        for row in [*rows, *others()]:
            stretch = (0, 24 * 60) if row.from_minute is None else (row.from_minute, row.to_minute)
            by_day.setdefault(day_of(row), []).append(stretch)
        for day, stretches in by_day.items():
            in_order(day, stretches)
        raise DomainError("Two of these times overlap. Load the page again and look at them.") from None
