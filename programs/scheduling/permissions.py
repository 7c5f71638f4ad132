"""Who may do what with sessions and topics."""

from programs.engagements.models import Engagement, Participation
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import Session

VISITING_ROLES = {Participation.Role.SPONSOR}  # they see dates, and take no part in sessions


def can_schedule_session(place: Participation | None, engagement: Engagement) -> bool:
    """Everybody in the sessions may book one while the engagement is current; learners leave it to the trainer."""
    if place is None or place.role in VISITING_ROLES or place.role == Participation.Role.LEARNER:
        return False
    return engagement.is_current


def can_change_session(place: Participation | None, session: Session) -> bool:
    """Move or cancel: those who may book."""
    return session.state in {SessionState.HELD, SessionState.CONFIRMED} and can_schedule_session(
        place, session.engagement
    )


def can_complete_session(place: Participation | None, session: Session) -> bool:
    """The mentor, coach or trainer says that it was held."""
    return place is not None and place.leads and session.state == SessionState.CONFIRMED


def can_propose_topic(place: Participation | None, engagement: Engagement) -> bool:
    """Everybody who sits in the sessions."""
    return place is not None and place.role not in VISITING_ROLES and engagement.is_current
