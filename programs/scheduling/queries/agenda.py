"""Where the agenda of a session stands: what has come, who has looked at it, and whose topics it is made of."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from programs.covenant.items import Item
from programs.covenant.queries import reading_of
from programs.engagements.kinds import Kind
from programs.engagements.models import Participation
from programs.scheduling.asked import topics_asked_at
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import AgendaLook, Session, Topic

SESSIONS = 4  # of which the topics are counted
ENOUGH = 5  # topics before a share means something
MOST = 0.8  # of the topics by one side
NOBODY, ONE, READY = "nobody", "one", "ready"


@dataclass(frozen=True)
class Sent:
    """Topics that were sent ahead, from the side of who reads it.

    Args:
        count: to who leads, those of the others; to everybody else, their own.
        last_at: when the last of them came.
        asked_at: where none has come, when people were last asked for them.
    """

    count: int
    last_at: datetime | None = None
    asked_at: datetime | None = None


@dataclass(frozen=True)
class Looks:
    """Who has looked at a coaching agenda as it stands."""

    by: frozenset[UUID]
    people: int
    mine: bool

    @property
    def state(self) -> str:
        """Nobody, one, or ready."""
        if not self.by:
            return NOBODY
        return READY if len(self.by) >= self.people else ONE


@dataclass(frozen=True)
class Share:
    """That nearly all topics of the last sessions came from one person."""

    who: Participation
    brought: int
    topics: int


@dataclass(frozen=True)
class Agenda:
    """What a session's page says about its agenda before it begins."""

    sent: Sent
    looks: Looks | None = None
    share: Share | None = None


def agenda_of(
    session: Session, place: Participation, topics: Sequence[Topic], people: Collection[Participation]
) -> Agenda | None:
    """Where the agenda stands for this viewer; None once the session has begun or is not planned.

    Args:
        topics: those of the session that the viewer reads.
        people: who has a place in the session.
    """
    if not session.is_planned or session.has_begun:
        return None
    sent = sent_topics(session, place, topics)
    if session.engagement.kind != Kind.COACHING:
        return Agenda(sent)
    return Agenda(sent, _looks(session, place, people), share_of_agenda(session, place, people))


def sent_topics(session: Session, place: Participation, topics: Sequence[Topic]) -> Sent:
    """What was sent ahead: to who leads what has come, to everybody else what they sent."""
    those = [topic for topic in topics if (topic.proposed_by_id == place.pk) != place.leads]
    if those:
        return Sent(len(those), max(topic.proposed_at for topic in those))
    return Sent(0, asked_at=topics_asked_at(session) if place.leads else None)


def _looks(session: Session, place: Participation, people: Collection[Participation]) -> Looks:
    sitting = {person.pk for person in people}
    rows = AgendaLook.objects.filter(session=session).values_list("participation_id", flat=True)
    by = frozenset(rows) & sitting
    return Looks(by, len(sitting), place.pk in by)


def share_of_agenda(session: Session, place: Participation, people: Collection[Participation]) -> Share | None:
    """Who set nearly all topics of this session and those before it, as far as the viewer reads them.

    Two queries. Nothing is said of fewer than five topics.
    """
    mine = reading_of(place).rows(Item.TOPICS, owner="proposed_by", life="life")
    rows = Topic.objects.filter(
        mine,
        engagement=session.engagement_id,
        session__starts_at__lte=session.starts_at,
        session__state__in=[SessionState.CONFIRMED, SessionState.COMPLETED],
    ).order_by("-session__starts_at", "session_id")
    found = list(rows.values_list("session_id", "proposed_by_id")[:100])
    last = list(dict.fromkeys(session_id for session_id, _ in found))[:SESSIONS]
    counts = Counter(owner for session_id, owner in found if session_id in last)
    if counts.total() < ENOUGH:
        return None
    owner, brought = counts.most_common(1)[0]
    who = next((person for person in people if person.pk == owner), None)
    return Share(who, brought, counts.total()) if who and brought >= MOST * counts.total() else None
