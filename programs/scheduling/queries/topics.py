"""Reads over topics."""

from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import Http404

from accounts.models import Membership
from programs.covenant.items import Item
from programs.covenant.policy import Reading
from programs.covenant.queries import reading_of
from programs.engagements.models import Engagement, Participation
from programs.scheduling.models import Session, Topic, TopicBacking


def topics_of(session: Session, viewer: Participation, reading: Reading | None = None) -> QuerySet[Topic]:
    """The session's topics that the viewer may read, chosen ones and those with many backers first.

    `.backers` counts “me too”; `.backed` tells whether the viewer is among them.

    Args:
        reading: the viewer's, where the page has asked for it already.
    """
    return _topics(viewer, reading).filter(session=session)


def waiting_topics(engagement: Engagement, viewer: Participation, reading: Reading | None = None) -> QuerySet[Topic]:
    """Topics that wait for the next session, as far as the viewer may read them."""
    return _topics(viewer, reading).filter(engagement=engagement, session__isnull=True)


def readable_topics(reading: Reading) -> QuerySet[Topic]:
    """What the covenant lets this person read; of their engagement only if the caller says so."""
    return Topic.objects.filter(reading.rows(Item.TOPICS, owner="proposed_by", life="life"))


def reads_topic(reading: Reading, topic: Topic) -> bool:
    """The same for one."""
    return reading.allows(Item.TOPICS, owner_id=topic.proposed_by_id, life=topic.life)


def _topics(viewer: Participation, reading: Reading | None) -> QuerySet[Topic]:
    mine = TopicBacking.objects.filter(topic=OuterRef("pk"), participation=viewer)
    return (
        readable_topics(reading or reading_of(viewer))
        .select_related("proposed_by__membership__user")
        .annotate(backers=Count("backings"), backed=Exists(mine))
        .order_by("-chosen", "-backers", "id")
    )


def get_topic_for(membership: Membership, topic_id: UUID) -> tuple[Topic, Participation]:
    """A topic that this person may read, and their place in its engagement, or 404."""
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
    place.engagement = topic.engagement
    if not reads_topic(reading_of(place), topic):
        raise Http404
    return topic, place
