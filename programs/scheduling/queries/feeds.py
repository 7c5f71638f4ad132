"""A person's feed: the sessions of all their organizations, behind one secret address."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from accounts.models import Membership, User
from accounts.queries import memberships_of
from portal.tenancy.context import organization_context, user_context
from programs.scheduling.ical import Entry
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.links import feed_token, is_feed_token
from programs.scheduling.models import CalendarFeed, SessionPlace
from programs.scheduling.queries.entries import entry_of, sequence_of, times_left

BACK, AHEAD, CANCELLED = timedelta(days=90), timedelta(days=400), timedelta(days=30)
MOST = 1000
CALENDARS_READ = {SessionState.CONFIRMED, SessionState.COMPLETED}


@dataclass(frozen=True)
class Feed:
    """What a calendar that subscribes gets to see."""

    name: str
    entries: list[Entry]

    @property
    def etag(self) -> str:
        """Changes when something would look different in a calendar; when it was written does not count."""
        shown = [replace(entry, stamped_at=entry.created_at) for entry in self.entries]
        return hashlib.sha256(repr((self.name, shown)).encode()).hexdigest()[:32]


def own_feed(user: User) -> CalendarFeed | None:
    """The feed of the person of the running context, if they have made one."""
    return CalendarFeed.objects.filter(user=user).first()


def feed_address(feed: CalendarFeed) -> str:
    """The secret address; whoever has it can read the feed."""
    token = feed_token(feed.user_id, feed.version)
    return settings.SITE_URL + reverse("calendar-file", kwargs={"user_id": feed.user_id, "token": token})


def reader_of(user_id: UUID, token: str) -> User | None:
    """Whose feed stands behind an address; nobody's if it is made up, was replaced, or the person may not sign in."""
    with user_context(user_id), transaction.atomic():
        feed = CalendarFeed.objects.select_related("user").filter(user=user_id, user__is_active=True).first()
    return feed.user if feed and is_feed_token(token, user_id, feed.version) else None


def feed_of(user: User, now: datetime) -> Feed:
    """A person's sessions in all their organizations by time; two queries for each of these.

    A session that they said they can't come to is not in it, as it takes none of their time.
    """
    memberships = memberships_of(user)
    entries: list[Entry] = []
    for membership in memberships:
        with organization_context(membership.organization_id, user.pk), transaction.atomic():
            entries += _entries_of(membership, now)
    entries.sort(key=lambda entry: (entry.starts_at, entry.uid))
    name = f"Sessions at {memberships[0].organization.name}" if len(memberships) == 1 else "Sessions"
    return Feed(name, entries[:MOST])


def _entries_of(membership: Membership, now: datetime) -> Iterable[Entry]:
    just_cancelled = Q(session__state=SessionState.CANCELLED, session__cancelled_at__gt=now - CANCELLED)
    places = (
        SessionPlace.objects.filter(
            Q(session__state__in=CALENDARS_READ) | just_cancelled,
            participation__membership=membership,
            participation__left_at__isnull=True,
            session__proposal__isnull=True,
            session__starts_at__range=(now - BACK, now + AHEAD),
        )
        .exclude(reply=SessionPlace.Reply.NOT_COMING)
        .select_related("session__engagement__program")
        .order_by("session__starts_at", "session")[:MOST]
    )
    sessions = [place.session for place in places]
    left = times_left(membership, (session.engagement_id for session in sessions))
    for session in sessions:
        sequence = sequence_of(session, left.get(session.engagement_id, 0))
        yield entry_of(session, membership.organization, now, sequence=sequence)
