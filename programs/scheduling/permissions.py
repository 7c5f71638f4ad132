"""Who may do what with sessions, topics and polls."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from programs.engagements.kinds import Kind
from programs.engagements.models import BookedBy, Engagement, Participation
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.limits import POLL_PEOPLE
from programs.scheduling.models import Poll, Proposal, Session, Topic
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
    """Whom the program lets book, until the engagement looks back."""
    return books_sessions(place, engagement) and engagement.still_meets


def books_sessions(place: Participation | None, engagement: Engagement) -> bool:
    """Whether this is somebody who books here, whatever the engagement's state.

    The program says who; a trainer always does, since nobody else in a course could.
    """
    if not plans_sessions(place, engagement):
        return False
    if place.role == Participation.Role.TRAINER or engagement.program.booked_by == BookedBy.EVERYBODY:
        return True
    return place.leads == (engagement.program.booked_by == BookedBy.LEADS)


def plans_sessions(place: Participation | None, engagement: Engagement) -> bool:
    """Whether this is somebody who moves and cancels here, whatever the engagement's state: not a learner."""
    return sits_in_sessions(place, engagement) and place.role != Participation.Role.LEARNER


def can_log_session(place: Participation | None, engagement: Engagement) -> bool:
    """Write down a session that took place: those who may book, and always who leads."""
    return (
        plans_sessions(place, engagement)
        and engagement.still_meets
        and (place.leads or books_sessions(place, engagement))
    )


def can_change_session(place: Participation | None, session: Session) -> bool:
    """Move or cancel: everybody in the sessions but learners, whoever books.

    Also while the engagement looks back, since a planned time stays.
    """
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


def can_correct_attendance(place: Participation | None, session: Session) -> bool:
    """The same people, once the session was marked as held and as long as it runs."""
    return can_mark_attendance(place, session) and session.is_completed and session.engagement.still_meets


def says_attendance(place: Participation | None, session: Session) -> bool:
    """Whether this is somebody who says who came as they saw it: in the sessions, and not leading them."""
    return sits_in_sessions(place, session.engagement) and not place.leads


def can_say_attendance(place: Participation | None, session: Session) -> bool:
    """The same people, once the session has begun, and not of one that was cancelled."""
    return says_attendance(place, session) and session.may_have_been_held


def can_propose_topic(place: Participation | None, engagement: Engagement) -> bool:
    """Everybody who sits in the sessions, until the engagement looks back."""
    return sits_in_sessions(place, engagement) and engagement.still_meets


def can_back_topic(place: Participation | None, topic: Topic) -> bool:
    """The same people."""
    return can_propose_topic(place, topic.engagement)


def can_choose_topic(place: Participation | None, engagement: Engagement) -> bool:
    """Who leads the sessions; in coaching the client too, whose agenda it is."""
    return can_propose_topic(place, engagement) and (place.leads or place.role == Participation.Role.CLIENT)


def can_change_topic(place: Participation | None, topic: Topic) -> bool:
    """Whoever proposed it, until its session begins."""
    if place is None or topic.proposed_by_id != place.pk or not can_propose_topic(place, topic.engagement):
        return False
    return topic.session_id is None or (topic.session.is_planned and not topic.session.has_begun)


def looks_at_agendas(place: Participation | None, engagement: Engagement) -> bool:
    """Coach and client, whose agenda is ready when both have looked at it."""
    return engagement.kind == Kind.COACHING and sits_in_sessions(place, engagement)


def can_look_at_agenda(place: Participation | None, session: Session) -> bool:
    """The same people, until the session begins."""
    return looks_at_agendas(place, session.engagement) and session.is_planned and not session.has_begun


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
    """Whether the session begins so soon, by the program's rule, that somebody else has to agree to another time.

    Without a number of hours nobody is asked, however late it is.
    """
    late = timedelta(hours=session.engagement.program.late_hours)
    firm = [person for person in people if person.role not in YIELDING_ROLES]
    return bool(late) and session.starts_at - now < late and bool(whose_yes(by, firm))


def can_open_poll(place: Participation | None, engagement: Engagement, people: int) -> bool:
    """Who may book a session may also ask which time suits.

    Args:
        people: how many sit in the sessions; two would just propose times to each other.
    """
    return can_schedule_session(place, engagement) and people >= POLL_PEOPLE


def can_vote(place: Participation | None, poll: Poll) -> bool:
    """Everybody who sits in the sessions, until the poll's last day is over."""
    return sits_in_sessions(place, poll.engagement) and poll.engagement.still_meets and poll.takes_answers


def looks_after_poll(place: Participation | None, poll: Poll) -> bool:
    """Remind and drop: who opened it and who leads, until it is settled."""
    return (
        sits_in_sessions(place, poll.engagement)
        and not poll.is_settled
        and (place.leads or place.pk == poll.opened_by_id)
    )


def can_decide_poll(place: Participation | None, poll: Poll) -> bool:
    """The same people, as far as they may book a session."""
    return looks_after_poll(place, poll) and can_schedule_session(place, poll.engagement)
