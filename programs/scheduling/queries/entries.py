"""Sessions as calendars get to see them: one entry for a person's place, whichever way it goes out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from accounts.models import Membership, Organization
from programs.engagements.kinds import Kind
from programs.engagements.models import Engagement, Participation
from programs.scheduling.ical import Attendee, Entry, Person, cancellation, invitation, uid_of
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import Session, SessionPlace
from programs.scheduling.models.sessions import SAME_STEP

PARTSTAT = {
    "": "NEEDS-ACTION",
    SessionPlace.Reply.COMING: "ACCEPTED",
    SessionPlace.Reply.NOT_COMING: "DECLINED",
}


@dataclass(frozen=True)
class CalendarFile:
    """One iTIP message for one person. `place` is theirs in the session; None when it is gone."""

    content: bytes
    entry: Entry
    place: SessionPlace | None


def entry_of(session: Session, organization: Organization, now: datetime, *, sequence: int) -> Entry:
    """What calendars see. The title is the engagement's; only sessions of a course add what they are called there.

    Args:
        session: with its engagement and program.
        now: when this is written; of two entries with the same sequence, calendars believe the later one.
        sequence: see `sequence_of`.
    """
    engagement = session.engagement
    own = session.title if engagement.kind == Kind.TRAINING else ""
    page = reverse("scheduling:session-detail", kwargs={"organization": organization.slug, "session_id": session.pk})
    return Entry(
        uid=uid_of(session.pk, settings.SITE_URL),
        sequence=sequence,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        zone=session.time_zone,
        title=f"{engagement.title}: {own}" if own else engagement.title,
        organization=organization.name,
        page=settings.SITE_URL + page,
        created_at=session.created_at,
        stamped_at=now,
        organizer=Person(organization.name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]),
        place=session.place,
        join_url=session.join_url,
        cancelled=session.is_cancelled,
    )


def sequence_of(session: Session, left: int) -> int:
    """The number by which one person's calendar knows what is newer.

    It grows with the session's own, and by two each time that the person leaves the engagement: one for what takes the
    session out of their calendar, and one for the invitation should they come back.

    Args:
        left: how often they have left.
    """
    return session.sequence + 2 * left


def entry_for(place: SessionPlace, now: datetime) -> Entry:
    """The entry of one person. `place` comes with session, engagement, program, membership and organization."""
    membership = place.participation.membership
    left = times_left(membership, [place.session.engagement_id])
    sequence = sequence_of(place.session, left.get(place.session.engagement_id, 0))
    return entry_of(place.session, membership.organization, now, sequence=sequence)


def times_left(membership: Membership, engagements: Iterable[UUID]) -> dict[UUID, int]:
    """How often this member has left each of these engagements; one query."""
    rows = Participation.objects.filter(membership=membership, engagement__in=set(engagements), left_at__isnull=False)
    return dict(rows.values_list("engagement").annotate(Count("pk")))


def invitations_for(
    membership: Membership, sessions: Iterable[UUID], now: datetime, *, accepted: bool = False
) -> list[CalendarFile]:
    """A REQUEST for each of these sessions that is planned and in which the member has a place; three queries.

    Args:
        accepted: it was the member who chose the time, so the entry stands there as accepted unless they said no.
    """
    found = _sessions(sessions).filter(state=SessionState.CONFIRMED, ends_at__gt=now)
    rows = [row for row in _with_places(found, membership) if row.place]
    if accepted:
        for row in rows:
            row.place.reply = row.place.reply or SessionPlace.Reply.COMING
    return [_file(invitation, row, membership, now) for row in rows]


def cancellations_for(membership: Membership, sessions: Iterable[UUID], now: datetime) -> list[CalendarFile]:
    """A CANCEL for each of these sessions that the member will not have; none for one in which they have a place.

    What is planned in an engagement that is over is as good as cancelled, whoever comes first to say so.
    """
    found = [
        row
        for row in _with_places(_sessions(sessions).filter(ends_at__gt=now), membership)
        if row.session.is_cancelled or not row.place or row.session.engagement.has_ended
    ]
    return [_file(cancellation, row, membership, now) for row in found]


def sessions_gone_with(engagement: Engagement) -> QuerySet[Session]:
    """The sessions that were still to come when the engagement ended."""
    gone = Q(state=SessionState.CANCELLED, cancelled_at__gte=engagement.ended_at - SAME_STEP)
    coming = Session.objects.filter(engagement=engagement, proposal__isnull=True, starts_at__gt=engagement.ended_at)
    return coming.filter(gone | Q(state=SessionState.CONFIRMED)).order_by("starts_at", "id")


@dataclass(frozen=True)
class _Row:
    session: Session
    place: SessionPlace | None
    left: int

    @property
    def sequence(self) -> int:
        sequence = sequence_of(self.session, self.left)
        if self.session.is_planned and self.session.engagement.has_ended:
            return sequence + 1  # as its cancellation will have
        return sequence if self.place else max(sequence - 1, 0)  # between the invitation before and one after


def _sessions(ids: Iterable[UUID]) -> QuerySet[Session]:
    found = Session.objects.filter(pk__in=list(ids), proposal__isnull=True)
    return found.select_related("engagement__program").order_by("starts_at", "id")


def _with_places(found: QuerySet[Session], membership: Membership) -> list[_Row]:
    sessions = list(found)
    places = SessionPlace.objects.filter(
        session__in=sessions, participation__membership=membership, participation__left_at__isnull=True
    )
    own = {place.session_id: place for place in places}
    left = times_left(membership, (session.engagement_id for session in sessions))
    return [_Row(session, own.get(session.pk), left.get(session.engagement_id, 0)) for session in sessions]


def _file(write: Callable[[Entry, Attendee], bytes], row: _Row, membership: Membership, now: datetime) -> CalendarFile:
    entry = entry_of(row.session, membership.organization, now, sequence=row.sequence)
    reply = row.place.reply if row.place else ""
    attendee = Attendee(membership.name, membership.user.email, PARTSTAT[reply])
    return CalendarFile(write(entry, attendee), entry, row.place)
