"""Reads over topics."""

from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import Http404

from accounts.models import Membership
from programs.engagements.models import Engagement, Participation
from programs.scheduling.models import Session, Topic, TopicBacking


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
    place = (
        Participation.objects.filter(engagement=topic.engagement_id, membership=membership, left_at__isnull=True)
        .select_related("membership__user")
        .first()
    )
    if place is None:
        raise Http404
    return topic, place
