"""Propose, back and choose what to talk about."""

from django.db import transaction
from django.utils import timezone

from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from programs.covenant.queries import reading_of
from programs.engagements.models import Engagement, Participation
from programs.scheduling.actions.agenda import take_looks_back
from programs.scheduling.actions.locks import lock_engagement
from programs.scheduling.actions.topic_words import topic_words
from programs.scheduling.models import AgendaLook, Session, Topic, TopicBacking
from programs.scheduling.permissions import can_back_topic, can_choose_topic, can_propose_topic, sits_in_sessions
from programs.scheduling.queries import next_session, reads_topic


@transaction.atomic
def propose_topic(
    *,
    engagement: Engagement,
    text: str,
    by: Participation,
    session: Session | None = None,
    kind: str = "",
    tried: str = "",
    hoped: str = "",
    life: bool = False,
) -> Topic:
    """Say what you want to talk about.

    Args:
        session: for this session; without one, for the engagement's next planned session. Where none is planned
            the topic waits until one is.
        kind: a question, challenge, goal or opportunity; "" for none of them.
        tried, hoped: of a challenge: what was tried, and what a good outcome would be.
        life: a question of life beyond work: only its owner and who leads read it.

    Raises:
        NotAllowed: `by` does not sit in the sessions.
        DomainError: the words are missing or too long, or the session is over or cancelled.
    """
    if not sits_in_sessions(by, engagement):
        raise NotAllowed("Topics are proposed by the people who sit in the sessions.")
    words = topic_words(text=text, kind=kind, tried=tried, hoped=hoped)
    engagement = lock_engagement(engagement)
    if not can_propose_topic(by, engagement):
        raise NotAllowed("This has come to its end, so no topics are proposed here any more.")
    if session is None:
        session = next_session(engagement, timezone.now())
    elif session.engagement_id != engagement.pk or not session.is_planned or session.is_over:
        raise DomainError("This session is over or cancelled. Propose the topic for the next one.")
    if same := _said_already(engagement, session, by, words["text"]):
        return same
    topic = Topic.objects.create(
        engagement=engagement, session=session, proposed_by=by, proposed_at=timezone.now(), life=life, **words
    )
    take_looks_back(topic, by)
    record("proposed", topic, by=by.membership)
    return topic


def _said_already(engagement, session, by, text) -> Topic | None:
    """The same words of the same person for the same session: the form was sent twice."""
    mine = Topic.objects.filter(engagement=engagement, session=session, proposed_by=by)
    return next((topic for topic in mine if topic.text == text), None)


@transaction.atomic
def back_topic(*, topic: Topic, by: Participation, back: bool) -> None:
    """Say “me too”, or take it back. Doing either twice changes nothing.

    Raises:
        NotAllowed: `by` does not sit in the sessions, or may not read it.
        DomainError: it is their own topic, or its session is over.
    """
    if not can_back_topic(by, topic):
        raise NotAllowed("Topics are backed by the people who sit in the sessions.")
    _check_read(topic, by)
    if topic.proposed_by_id == by.pk:
        raise DomainError("You proposed this topic, so everybody knows that you want it.")
    _check_open(topic)
    if back:
        TopicBacking.objects.bulk_create([TopicBacking(topic=topic, participation=by)], ignore_conflicts=True)
    else:
        TopicBacking.objects.filter(topic=topic, participation=by).delete()


@transaction.atomic
def choose_topic(*, topic: Topic, by: Participation, chosen: bool) -> None:
    """Pick a topic for the session, or put it back.

    Raises:
        NotAllowed: `by` neither leads the sessions nor is the client, or may not read it.
        DomainError: the topic's session is over.
    """
    if not can_choose_topic(by, topic.engagement):
        raise NotAllowed("Topics are chosen by the person who leads the session.")
    _check_read(topic, by)
    _check_open(topic)
    Topic.objects.filter(pk=topic.pk).update(chosen=chosen)
    topic.chosen = chosen
    record("chosen" if chosen else "put back", topic, by=by.membership)


def _check_read(topic: Topic, by: Participation) -> None:
    if not reads_topic(reading_of(by), topic):
        raise NotAllowed("This topic is not yours to read.")


def _check_open(topic: Topic) -> None:
    if topic.session_id and (not topic.session.is_planned or topic.session.is_over):
        raise DomainError("This topic belongs to a session that is over.")


def attach_waiting_topics(session: Session) -> None:
    """Topics that waited for a session have one now."""
    Topic.objects.filter(engagement=session.engagement_id, session__isnull=True).update(session=session)


def pass_topics_on(session: Session, *, only_unchosen: bool = False) -> None:
    """Topics go to the next planned session, or wait for one."""
    topics = Topic.objects.filter(session=session)
    if only_unchosen:
        topics = topics.filter(chosen=False)
    following = next_session(session.engagement, timezone.now())
    if topics.update(session=following) and following:
        AgendaLook.objects.filter(session=following).delete()  # nobody has looked at what came over
