"""Who may do what with sessions and topics."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from programs.engagements.models import Engagement, Participation
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import Proposal, Session, Topic
from programs.scheduling.roles import VISITING_ROLES, YIELDING_ROLES


def sits_in_sessions(place: Participation | None, engagement: Engagement) -> bool:
    """Whether this place is one in the engagement's sessions: not left, and no sponsor's."""
    return (
        place is not None
        and place.engagement_id == engagement.pk
        and place.left_at is None
        and place.role not in VISITING_ROLES
    )


def can_schedule_session(place: Participation | None, engagement: Engagement) -> bool:
    """Everybody in the sessions may book one until the engagement looks back; learners leave it to the trainer."""
    return plans_sessions(place, engagement) and engagement.still_meets


def plans_sessions(place: Participation | None, engagement: Engagement) -> bool:
    """Whether this is somebody who books, moves and cancels here, whatever the engagement's state."""
    return sits_in_sessions(place, engagement) and place.role != Participation.Role.LEARNER


def can_change_session(place: Participation | None, session: Session) -> bool:
    """Move or cancel: those who may book; also while the engagement looks back, since a planned time stays."""
    return (
        session.state in {SessionState.HELD, SessionState.CONFIRMED}
        and plans_sessions(place, session.engagement)
        and session.engagement.is_current
    )


def leads_session(place: Participation | None, session: Session) -> bool:
    """Whether this is the mentor, coach or trainer of the session's engagement."""
    return sits_in_sessions(place, session.engagement) and place.leads


def can_complete_session(place: Participation | None, session: Session) -> bool:
    """The mentor, coach or trainer says that it was held."""
    return leads_session(place, session) and session.is_planned


def can_mark_attendance(place: Participation | None, session: Session) -> bool:
    """The mentor, coach or trainer says who came, and may correct it."""
    return leads_session(place, session)


def can_propose_topic(place: Participation | None, engagement: Engagement) -> bool:
    """Everybody who sits in the sessions, until the engagement looks back."""
    return sits_in_sessions(place, engagement) and engagement.still_meets


def can_back_topic(place: Participation | None, topic: Topic) -> bool:
    """The same people."""
    return can_propose_topic(place, topic.engagement)


def can_choose_topic(place: Participation | None, engagement: Engagement) -> bool:
    """Who leads the sessions; in coaching the client too, whose agenda it is."""
    return can_propose_topic(place, engagement) and (place.leads or place.role == Participation.Role.CLIENT)


def can_propose_times(place: Participation | None, engagement: Engagement, people: Sequence[Participation]) -> bool:
    """Those who plan, while people meet, if there is somebody who can answer.

    Args:
        people: for whom a session must suit.
    """
    return plans_sessions(place, engagement) and engagement.is_current and bool(whose_yes(place, people))


def whose_yes(proposer: Participation, people: Sequence[Participation]) -> list[Participation]:
    """Who answers when `proposer` offers times: the other of two; in a circle who leads it.

    Nobody if the proposer leads several: they ask with a poll, or book.
    """
    others = [person for person in people if person.pk != proposer.pk]
    if len(others) <= 1:
        return others
    return [person for person in others if person.leads]


def answers_proposal(place: Participation | None, proposal: Proposal, people: Sequence[Participation]) -> bool:
    """Whether the proposal asks this person."""
    return place is not None and any(person.pk == place.pk for person in whose_yes(proposal.proposed_by, people))


def needs_yes(by: Participation, session: Session, people: Sequence[Participation], now: datetime) -> bool:
    """Whether the session begins so soon, by the program's rule, that somebody else has to agree to another time."""
    late = timedelta(hours=session.engagement.program.late_hours)
    firm = [person for person in people if person.role not in YIELDING_ROLES]
    return session.starts_at - now < late and bool(whose_yes(by, firm))
