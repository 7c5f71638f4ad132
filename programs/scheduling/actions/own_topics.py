"""Change a topic of one's own, or take it back, until its session begins."""

from django.db import transaction

from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from programs.engagements.models import Participation
from programs.scheduling.actions.agenda import take_looks_back
from programs.scheduling.actions.locks import lock_engagement
from programs.scheduling.actions.topic_words import topic_words
from programs.scheduling.models import Topic
from programs.scheduling.permissions import can_change_topic


@transaction.atomic
def change_topic(
    *,
    topic: Topic,
    text: str,
    by: Participation,
    kind: str = "",
    tried: str = "",
    hoped: str = "",
    life: bool | None = None,
) -> None:
    """Say it in other words, or as another kind. Whoever said “me too” stays with it.

    Args:
        life: whether it is a question of life from now on; None leaves that as it was.

    Raises:
        NotAllowed: it is somebody else's.
        DomainError: its session has begun, or the words do not fit.
    """
    _check_own(topic, by)
    for name, value in topic_words(text=text, kind=kind, tried=tried, hoped=hoped).items():
        setattr(topic, name, value)
    topic.life = topic.life if life is None else life
    topic.save(update_fields=["text", "kind", "tried", "hoped", "life"])
    take_looks_back(topic, by)
    record("changed", topic, by=by.membership)


@transaction.atomic
def take_topic_back(*, topic: Topic, by: Participation) -> None:
    """Remove a topic of one's own.

    Raises:
        NotAllowed: it is somebody else's.
        DomainError: its session has begun.
    """
    _check_own(topic, by)
    take_looks_back(topic, by)
    record("taken back", topic, by=by.membership)
    topic.delete()


def _check_own(topic: Topic, by: Participation) -> None:
    if topic.proposed_by_id != by.pk:
        raise NotAllowed("A topic is changed and taken back by the person who proposed it.")
    topic.engagement = lock_engagement(topic.engagement)
    topic.refresh_from_db(fields=["session"])
    if not can_change_topic(by, topic):
        raise DomainError("The session of this topic has begun, or is over. The topic stays as it is.")
