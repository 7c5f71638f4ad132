"""Reads over sessions."""

from datetime import datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, QuerySet
from django.http import Http404

from accounts.models import Membership
from programs.covenant.policy import Reading
from programs.engagements.models import Engagement, Participation
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import Session, SessionPlace
from programs.scheduling.queries.attendance import shown_places


def sessions_of(engagement: Engagement) -> QuerySet[Session]:
    """All sessions of an engagement in the order of their times; not times that are only proposed."""
    return Session.objects.filter(engagement=engagement, proposal__isnull=True).order_by("starts_at", "id")


def with_attendance(sessions: QuerySet[Session], reading: Reading | None = None) -> QuerySet[Session]:
    """The same with `.seen_places`: each person's place with their name, and `.shown` where `reading` allows it."""
    places = shown_places(reading).select_related("participation__membership__user").order_by("user__name")
    return sessions.prefetch_related(Prefetch("places", queryset=places, to_attr="seen_places"))


def with_marks(sessions: QuerySet[Session], reading: Reading) -> QuerySet[Session]:
    """The same with `.marks`: who came, a mark for each person, None where `reading` does not allow it; one query."""
    marks = shown_places(reading).filter(session=OuterRef("pk")).values("shown")
    return sessions.annotate(marks=ArraySubquery(marks))


def sessions_for(membership: Membership) -> QuerySet[Session]:
    """The sessions in which this person has a place, in the engagements that they have not left."""
    return (
        Session.objects.filter(
            places__participation__membership=membership,
            places__participation__left_at__isnull=True,
            proposal__isnull=True,
        )
        .select_related("engagement__program")
        .order_by("starts_at", "id")
    )


def coming_sessions_for(membership: Membership, now: datetime) -> QuerySet[Session]:
    """Planned sessions of this person that have not ended."""
    return sessions_for(membership).filter(state=SessionState.CONFIRMED, ends_at__gt=now)


def unfiled_sessions_for(membership: Membership, now: datetime) -> QuerySet[Session]:
    """Past sessions that this person leads and has not marked as held."""
    return sessions_for(membership).filter(
        state=SessionState.CONFIRMED,
        ends_at__lte=now,
        places__participation__membership=membership,
        places__participation__role__in=Participation.LEADS,
    )


def next_session(engagement: Engagement, now: datetime) -> Session | None:
    """The next planned session that has not ended."""
    return planned_sessions_of(engagement, now).first()


def next_session_with_people(engagement: Engagement, now: datetime) -> Session | None:
    """The same with `.seen_places`, for the banner `scheduling/_next_session.html`."""
    return with_attendance(planned_sessions_of(engagement, now)).first()


def planned_sessions_of(engagement: Engagement, now: datetime) -> QuerySet[Session]:
    """Planned sessions that have not ended, the next one first."""
    return sessions_of(engagement).filter(state=SessionState.CONFIRMED, ends_at__gt=now)


def past_sessions_of(engagement: Engagement, now: datetime, reading: Reading | None = None) -> QuerySet[Session]:
    """Sessions that were held, or whose time has passed, the latest first, with `.seen_places`."""
    past = sessions_of(engagement).filter(ends_at__lte=now).exclude(state=SessionState.CANCELLED)
    return with_attendance(past, reading).order_by("-starts_at", "-id")


def past_sessions_for(membership: Membership, now: datetime) -> QuerySet[Session]:
    """The same for one person, in all their engagements."""
    past = sessions_for(membership).filter(ends_at__lte=now).exclude(state=SessionState.CANCELLED)
    return past.order_by("-starts_at", "-id")


def session_between(engagement: Engagement, starts_at: datetime, ends_at: datetime) -> Session | None:
    """The engagement's session of that time, planned or held; the first if there are more."""
    kept = [SessionState.CONFIRMED, SessionState.COMPLETED]
    return sessions_of(engagement).filter(state__in=kept, starts_at__lt=ends_at, ends_at__gt=starts_at).first()


def session_number(session: Session) -> int:
    """Which session of its engagement this is, by time; cancelled ones do not count."""
    earlier = sessions_of(session.engagement).exclude(state=SessionState.CANCELLED)
    return earlier.filter(starts_at__lt=session.starts_at).count() + 1


def get_session_for(membership: Membership, session_id: UUID) -> tuple[Session, Participation]:
    """A session of an engagement that this person takes part in, and their participation; 404 for everybody else."""
    try:
        session = Session.objects.select_related("engagement__program").get(pk=session_id)
    except Session.DoesNotExist:
        raise Http404 from None
    place = (
        Participation.objects.filter(engagement=session.engagement_id, membership=membership, left_at__isnull=True)
        .select_related("membership__user", "membership__organization")
        .first()
    )
    if place is None:
        raise Http404
    place.engagement = session.engagement
    return session, place


def get_session_in(engagement: Engagement, session_id: str) -> Session | None:
    """The session with this id (as a form sends it) if it belongs to the engagement, else 404; None for an empty id."""
    if not session_id:
        return None
    try:
        return Session.objects.get(pk=UUID(session_id), engagement=engagement)
    except (ValueError, Session.DoesNotExist):
        raise Http404 from None


def places_of(session: Session, reading: Reading | None = None) -> QuerySet[SessionPlace]:
    """Everybody's place in the session, with names, who marked them, and `.shown` where `reading` allows it."""
    return (
        shown_places(reading)
        .filter(session=session)
        .select_related("participation__membership__user", "marked_by__user")
        .order_by("user__name", "id")
    )


def get_own_place(session: Session, membership: Membership) -> SessionPlace:
    """This member's place in the session with all that a calendar wants to know, or 404."""
    return _one_place(session=session, participation__membership=membership)


def get_place_behind(place_id: UUID) -> SessionPlace:
    """The place that a link from a mail is for, or 404: it is gone, or its person or organization has no access."""
    return _one_place(
        pk=place_id,
        participation__membership__is_active=True,
        participation__membership__user__is_active=True,
        organization__is_active=True,
    )


def _one_place(**which) -> SessionPlace:
    found = SessionPlace.objects.select_related(
        "session__engagement__program", "participation__membership__user", "participation__membership__organization"
    )
    place = found.filter(participation__left_at__isnull=True, session__proposal__isnull=True, **which).first()
    if place is None:
        raise Http404
    place.participation.engagement = place.session.engagement
    return place
