"""The secret address at which other calendars read a person's sessions.

The row is the person's own, so nobody is asked for a right; the audit entry says that it was done, never the address.
"""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError
from programs.scheduling.models import CalendarFeed


@transaction.atomic
def make_feed(*, by: Membership) -> CalendarFeed:
    """Make the address; who has one keeps it."""
    feed, made = CalendarFeed.objects.get_or_create(user=by.user, defaults={"made_at": timezone.now()})
    if made:
        record("made a calendar address", by.user, by=by)
    return feed


@transaction.atomic
def replace_feed(*, by: Membership) -> None:
    """Give the feed another address; whoever has the old one reads nothing any more.

    Raises:
        DomainError: there is none yet.
    """
    found = CalendarFeed.objects.filter(user=by.user)
    if not found.update(version=F("version") + 1, made_at=timezone.now()):
        raise DomainError("You have no address yet, so there is nothing to replace. Make one first.")
    record("replaced a calendar address", by.user, by=by)
