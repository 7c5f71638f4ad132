"""Read subscribed calendars when they are due, in a context with their person.

The due moment is the lease (docs/adr/0005). A calendar is claimed in one transaction, fetched and understood outside of
any, since a server may take its time, and kept in another one, if the claim still holds. Where reading fails the busy
times that are known go on counting: an old calendar is better than a free week.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from psycopg.types.range import TimestamptzRange

from accounts.models import User
from accounts.queries import memberships_of
from portal.errors import DomainError
from portal.fetch import FetchFailed, fetch
from portal.tenancy.context import current
from programs.scheduling.actions.calendars import OWN_SESSIONS, leads_here
from programs.scheduling.foreign import MOST_BYTES, busy_periods
from programs.scheduling.ical import is_uid_of
from programs.scheduling.models import BusyCalendar, BusyPeriod
from programs.scheduling.queries.hours import wishes_of

log = logging.getLogger(__name__)

EVERY = timedelta(minutes=10)
LEASE = timedelta(seconds=settings.LEASE_SECONDS)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=5), timedelta(hours=6)  # after one failure, and after many
FETCH_SECONDS = 10
BACK, AHEAD = timedelta(days=1), timedelta(days=400)
LONGEST_MARK = 200
KINDS = "text/calendar, */*;q=0.1"
NOT_UNDERSTOOD = "The calendar could not be understood."


def read_due_calendars(*, stop_at: datetime | None = None) -> int:
    """Read the calendars of the person of the running context that are due. Call it outside of any transaction.

    Args:
        stop_at: no further calendar is begun from then on.

    Returns:
        How many were tried.
    """
    user = _reader()
    tried = 0
    while user and not (stop_at and timezone.now() >= stop_at):
        calendar = _claim(user)
        if calendar is None:
            break
        _read(calendar, user)
        tried += 1
    return tried


def _reader() -> User | None:
    """The person, if they still take part somewhere; the calendars of others are left alone."""
    with transaction.atomic():
        user = User.objects.get(pk=current().user_id)
    if user.is_active and memberships_of(user):
        return user
    now = timezone.now()
    with transaction.atomic():
        BusyCalendar.objects.filter(user=user, read_due_at__lte=now).update(read_due_at=now + LONGEST_PAUSE)
    return None


@transaction.atomic
def _claim(user: User) -> BusyCalendar | None:
    now = timezone.now()
    due = BusyCalendar.objects.select_for_update(skip_locked=True).filter(user=user, read_due_at__lte=now)
    calendar = due.order_by("read_due_at", "id").first()
    if calendar:
        calendar.read_due_at = now + LEASE
        calendar.save(update_fields=["read_due_at"])
    return calendar


def _read(calendar: BusyCalendar, user: User) -> None:
    try:
        periods, changes = _look(calendar, user)
    except (FetchFailed, DomainError) as problem:
        _failed(calendar, str(problem))
    except Exception as problem:  # whatever a stranger's file does to the reader: the other calendars are read
        log.warning("Calendar %s could not be read (%s)", calendar.pk, type(problem).__name__)  # its text may tell
        _failed(calendar, NOT_UNDERSTOOD)
    else:
        keep_busy_times(calendar, periods, **changes)


def _look(calendar: BusyCalendar, user: User) -> tuple[Sequence[tuple[datetime, datetime]] | None, dict]:
    """When the calendar says busy, or None if nothing changed; and what to write down of it.

    Whether something changed is not asked on the first time of a day, since the window has moved, nor after the person
    changed their zone, by which days without one are read. The sessions of this portal, which stand in the calendar by
    its own invitations, are not read there: they would be in the way of moving them.
    """
    with transaction.atomic():
        zone = wishes_of(user).time_zone
    since = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) - BACK
    same = calendar.zone == zone.key and calendar.read_at is not None and calendar.read_at >= since + BACK
    found = fetch(
        calendar.address,
        most_bytes=MOST_BYTES,
        seconds=FETCH_SECONDS,
        accept=KINDS,
        etag=calendar.etag if same else "",
    )
    if leads_here(found.address):
        raise DomainError(OWN_SESSIONS)
    if found.unchanged:
        return None, {}
    mine = {user.email}
    periods = busy_periods(
        found.content,
        since=since,
        until=since + BACK + AHEAD,
        zone=zone,
        mine=mine,
        known=partial(is_uid_of, site_url=settings.SITE_URL),
    )
    return periods, {"etag": found.etag if len(found.etag) <= LONGEST_MARK else "", "zone": zone.key}


@transaction.atomic
def keep_busy_times(
    calendar: BusyCalendar,
    periods: Sequence[tuple[datetime, datetime]] | None,
    *,
    next_time: timedelta = EVERY,
    **changes: str,
) -> None:
    """Write down that a calendar was read, if it is still claimed as it was when `calendar` was loaded.

    Args:
        periods: when it says busy, in place of what was known; None if nothing has changed.
        next_time: how long until it is read again.
        changes: further columns of the calendar.
    """
    if not _is_ours(calendar):
        return
    if periods is not None:
        _replace_periods(calendar, periods)
    now = timezone.now()
    done = {"read_at": now, "read_due_at": now + next_time, "awaited": False, "failures": 0, "failure": ""}
    BusyCalendar.objects.filter(pk=calendar.pk).update(**done, **changes)


@transaction.atomic
def _failed(calendar: BusyCalendar, why: str) -> None:
    if not _is_ours(calendar):
        return
    failures = min(calendar.failures + 1, 1000)
    pause = min(FIRST_PAUSE * 2 ** min(failures - 1, 10), LONGEST_PAUSE)
    BusyCalendar.objects.filter(pk=calendar.pk).update(
        failures=failures, failure=why, awaited=False, read_due_at=timezone.now() + pause
    )


def _is_ours(calendar: BusyCalendar) -> bool:
    """Lock the row, unless somebody else has claimed it since, or the person removed it."""
    claimed = BusyCalendar.objects.select_for_update().filter(pk=calendar.pk, read_due_at=calendar.read_due_at)
    return claimed.first() is not None


def _replace_periods(calendar: BusyCalendar, periods: Sequence[tuple[datetime, datetime]]) -> None:
    """Write only what differs: most readings bring what is known."""
    wanted = set(periods)
    gone = []
    for row in BusyPeriod.objects.filter(calendar=calendar):
        known = (row.period.lower, row.period.upper)
        if known in wanted:
            wanted.remove(known)
        else:
            gone.append(row.pk)
    BusyPeriod.objects.filter(pk__in=gone).delete()
    rows = [
        BusyPeriod(user_id=calendar.user_id, calendar=calendar, period=TimestamptzRange(*period))
        for period in sorted(wanted)
    ]
    BusyPeriod.objects.bulk_create(rows, batch_size=1000)
