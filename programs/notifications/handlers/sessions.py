"""Sessions that were booked, moved or cancelled, and reminders of them."""

from uuid import UUID

from portal.outbox.registry import handles
from programs.notifications.actions import tell
from programs.notifications.handlers.facts import about_session
from programs.notifications.queries import find_session, places_in
from programs.scheduling.events import SessionCancelled, SessionMoved, SessionReminderDue, SessionScheduled
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import Session


def _as_told(event) -> Session | None:
    """The session, if it is still the version that the event speaks of; later events tell the rest."""
    session = find_session(event.subject_id)
    return session if session and session.sequence == event.sequence else None


@handles(SessionScheduled)
def on_session_scheduled(event: SessionScheduled) -> None:
    """Tell the others; who booked it has just seen it on the page."""
    session = _as_told(event)
    if session and session.state == SessionState.CONFIRMED:
        facts = {**about_session(session), "by": str(session.created_by_id)}
        _tell_of_time("session-scheduled", session, event, but=session.created_by_id, facts=facts)


@handles(SessionMoved)
def on_session_moved(event: SessionMoved) -> None:
    """Tell the others, with the old time; also those who could not come then."""
    session = _as_told(event)
    if session and session.state == SessionState.CONFIRMED:
        facts = {**about_session(session), "was": event.was.isoformat()}
        _tell_of_time("session-moved", session, event, but=event.moved_by, facts=facts)


def _tell_of_time(kind: str, session: Session, event, *, but: UUID, facts: dict) -> None:
    """A learner who has another session at the new time hears that they are entered as not coming."""
    people = places_in(session)
    busy = set(event.busy or ())  # events that were written before this was known have none
    for told, those in (
        (kind, [person for person in people if str(person) not in busy]),
        (f"{kind}-busy", [person for person in people if str(person) in busy]),
    ):
        tell(
            kind=told,
            key=f"{session.pk}:{event.sequence}",
            subject_id=session.pk,
            people=those,
            but=[but],
            facts=facts,
        )


@handles(SessionCancelled)
def on_session_cancelled(event: SessionCancelled) -> None:
    """Tell the others that the time is free; not for each session of something that is over, which is told once."""
    session = _as_told(event)
    if session and session.state == SessionState.CANCELLED and session.engagement.is_current:
        tell(
            kind="session-cancelled",
            key=f"{session.pk}:{event.sequence}",
            subject_id=session.pk,
            people=places_in(session),
            but=[session.cancelled_by_id],
            facts=about_session(session),
        )


@handles(SessionReminderDue)
def on_session_reminder_due(event: SessionReminderDue) -> None:
    """Remind everybody who has not said that they can't come, once for each lead time of this version."""
    session = _as_told(event)
    if session and session.state == SessionState.CONFIRMED:
        tell(
            kind="session-reminder",
            key=f"{session.pk}:{event.sequence}:{event.minutes}",
            subject_id=session.pk,
            people=places_in(session, coming=True),
            facts={**about_session(session), "minutes": event.minutes},
        )
