"""Reads over sessions and topics."""

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet
from django.http import Http404

from accounts.models import Membership
from programs.engagements.models import Engagement, Participation
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import Session, SessionPlace, Topic, TopicBacking


def sessions_of(engagement: Engagement) -> QuerySet[Session]:
    """All sessions of an engagement in the order of their times."""
    return Session.objects.filter(engagement=engagement).order_by("starts_at", "id")


def with_attendance(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """The same with `.seen_places`: each person's place with their name."""
    places = SessionPlace.objects.select_related("participation__membership__user").order_by("user__name")
    return sessions.prefetch_related(Prefetch("places", queryset=places, to_attr="seen_places"))


def sessions_for(membership: Membership) -> QuerySet[Session]:
    """The sessions in which this person has a place, in all their engagements."""
    return (
        Session.objects.filter(places__participation__membership=membership)
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
    return sessions_of(engagement).filter(state=SessionState.CONFIRMED, ends_at__gt=now).first()


def get_session_for(membership: Membership, session_id: UUID) -> tuple[Session, Participation]:
    """A session of an engagement that this person takes part in, and their participation; 404 for everybody else."""
    try:
        session = Session.objects.select_related("engagement__program").get(pk=session_id)
    except Session.DoesNotExist:
        raise Http404 from None
    place = (
        Participation.objects.filter(engagement=session.engagement_id, membership=membership, left_at__isnull=True)
        .select_related("membership__user")
        .first()
    )
    if place is None:
        raise Http404
    place.engagement = session.engagement
    return session, place


def places_of(session: Session) -> QuerySet[SessionPlace]:
    """Everybody's place in the session, with names."""
    return (
        SessionPlace.objects.filter(session=session)
        .select_related("participation__membership__user")
        .order_by("user__name", "id")
    )


def topics_of(session: Session, viewer: Participation) -> QuerySet[Topic]:
    """The session's topics, chosen ones and those with many backers first.

    `.backers` counts “me too”; `.backed` tells whether the viewer is among them.
    """
    return _topics(viewer).filter(session=session)


def waiting_topics(engagement: Engagement, viewer: Participation) -> QuerySet[Topic]:
    """Topics that wait for the next session."""
    return _topics(viewer).filter(engagement=engagement, session__isnull=True)


def _topics(viewer: Participation) -> QuerySet[Topic]:
    mine = TopicBacking.objects.filter(topic=OuterRef("pk"), participation=viewer)
    return (
        Topic.objects.select_related("proposed_by__membership__user")
        .annotate(backers=Count("backings"), backed=Exists(mine))
        .order_by("-chosen", "-backers", "id")
    )


def get_topic_for(membership: Membership, topic_id: UUID) -> tuple[Topic, Participation]:
    """A topic of an engagement that this person takes part in, and their participation, or 404."""
    try:
        topic = Topic.objects.select_related("engagement__program", "session").get(pk=topic_id)
    except Topic.DoesNotExist:
        raise Http404 from None
    place = Participation.objects.filter(
        engagement=topic.engagement_id, membership=membership, left_at__isnull=True
    ).first()
    if place is None:
        raise Http404
    return topic, place
