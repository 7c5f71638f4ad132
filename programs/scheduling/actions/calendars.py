"""Subscribe calendars of other providers: what they say of one's time counts, and nothing else of them is kept.

The rows are the person's own, so nobody is asked for a right. The audit entry says that it was done, never the address:
whoever has it reads the whole calendar.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError
from portal.fetch import FetchRefused, read_address
from portal.outbox.wake import wake_after_commit
from programs.scheduling.actions.locks import lock_people
from programs.scheduling.limits import MOST_CALENDARS, READ_AGAIN_AFTER
from programs.scheduling.models import BusyCalendar

READ_TASK = "programs.scheduling.tasks.read_due_calendars_everywhere"
LONGEST_NAME = 60
OWN_SESSIONS = "This is an address of this portal. Your sessions here count already, in all your organizations."


@transaction.atomic
def subscribe_calendar(*, name: str, address: str, by: Membership) -> BusyCalendar:
    """Let a calendar say when the person is busy; it is read at once.

    An address that is subscribed already gets the new name and stays one calendar.

    Raises:
        DomainError: the address is none that is read, or this portal's; there is no name; these are too many.
    """
    tidy, known_name = _tidy(address), _known_name(name)
    lock_people([by])
    mine = list(BusyCalendar.objects.filter(user=by.user))
    calendar = next((one for one in mine if one.address == tidy), None)
    if not calendar and len(mine) >= MOST_CALENDARS:
        raise DomainError(f"You have {MOST_CALENDARS} calendars already, the most there can be. Remove one first.")
    if calendar:
        calendar.name = known_name
        calendar.save(update_fields=["name"])
        record("renamed a calendar", by.user, by=by)
        return calendar
    now = timezone.now()
    calendar = BusyCalendar.objects.create(
        user=by.user, name=known_name, address=tidy, created_at=now, read_due_at=now, awaited=True
    )
    record("subscribed a calendar", by.user, by=by)
    wake_after_commit(READ_TASK)
    return calendar


@transaction.atomic
def unsubscribe_calendar(*, calendar: BusyCalendar, by: Membership) -> None:
    """Forget a calendar and all its busy times. Whoever writes new ones at this moment is waited for."""
    found = BusyCalendar.objects.select_for_update().filter(pk=calendar.pk, user=by.user).first()
    if found:
        found.delete()
        record("removed a calendar", by.user, by=by)


@transaction.atomic
def read_again(*, calendar: BusyCalendar, by: Membership) -> None:
    """Read a calendar now. Who asks again before it was read, or right after it, changes nothing."""
    now = timezone.now()
    old = ~Q(failure="") | Q(read_at__lt=now - READ_AGAIN_AFTER)
    found = BusyCalendar.objects.filter(old, pk=calendar.pk, user=by.user, awaited=False)
    if found.update(read_due_at=now, awaited=True):
        record("read a calendar again", by.user, by=by)
        wake_after_commit(READ_TASK)


def leads_here(address: str) -> bool:
    """Whether an address is one of this portal: its sessions would take the time of those who are in them twice."""
    return urlsplit(address).hostname == urlsplit(settings.SITE_URL).hostname


def _tidy(address: str) -> str:
    try:
        tidy = str(read_address(address))
    except FetchRefused as refusal:
        raise DomainError(str(refusal), field="address") from None
    if leads_here(tidy):
        raise DomainError(OWN_SESSIONS, field="address")
    return tidy


def _known_name(name: str) -> str:
    name = name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise DomainError(f"Give it a name of at most {LONGEST_NAME} characters.", field="name")
    return name
