"""Sessions that were booked, moved or cancelled."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from portal.outbox.registry import handles
from programs.notifications.actions import tell
from programs.notifications.facts import about_session
from programs.notifications.queries import find_session, places_in
from programs.scheduling.events import (
    SessionCancelled,
    SessionKeptWallTime,
    SessionLostWallTime,
    SessionMoved,
    SessionPlaceChanged,
    SessionScheduled,
    TimeAccepted,
)
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import Session


def _as_told(event, state: SessionState = SessionState.CONFIRMED) -> Session | None:
    """The session, if it is still the version that the event speaks of; later events tell the rest."""
    session = find_session(event.subject_id)
    return session if session and session.sequence == event.sequence and session.state == state else None


@handles(SessionScheduled)
def on_session_scheduled(event: SessionScheduled) -> None:
    """Tell everybody."""
    session = _as_told(event)
    if session:
        facts = {**about_session(session), "by": str(session.created_by_id)}
        _tell_everybody("session-scheduled", session, facts, by=session.created_by_id, busy=event.busy)


@handles(SessionMoved)
def on_session_moved(event: SessionMoved) -> None:
    """Tell everybody, with the old time; also those who could not come then."""
    session = _as_told(event)
    if session:
        facts = {**about_session(session), "was": event.was.isoformat()}
        _tell_everybody("session-moved", session, facts, by=event.moved_by, busy=event.busy)


@handles(SessionKeptWallTime)
def on_session_kept_wall_time(event: SessionKeptWallTime) -> None:
    """Tell everybody: for whoever lives by another clock it is another time."""
    session = _as_told(event)
    if session:
        facts = {**about_session(session), "was": event.was.isoformat()}
        key = f"{session.pk}:{event.sequence}"
        tell(kind="session-kept-wall-time", key=key, subject_id=session.pk, people=places_in(session), facts=facts)


@handles(SessionLostWallTime)
def on_session_lost_wall_time(event: SessionLostWallTime) -> None:
    """Tell everybody in it; whoever plans it finds another time."""
    session = _as_told(event)
    if session:
        key = f"{session.pk}:{event.sequence}"
        facts = about_session(session)
        tell(kind="session-lost-wall-time", key=key, subject_id=session.pk, people=places_in(session), facts=facts)


@handles(SessionPlaceChanged)
def on_session_place_changed(event: SessionPlaceChanged) -> None:
    """Tell everybody, since their calendars have the old place."""
    session = _as_told(event)
    if session:
        _tell_everybody("session-place-changed", session, about_session(session), by=event.changed_by)


@handles(TimeAccepted)
def on_time_accepted(event: TimeAccepted) -> None:
    """Tell everybody that the session is planned."""
    session = _as_told(event)
    if session:
        facts = {**about_session(session), "by": str(event.accepted_by)}
        _tell_everybody("time-accepted", session, facts, by=event.accepted_by)


@handles(SessionCancelled)
def on_session_cancelled(event: SessionCancelled) -> None:
    """Tell everybody that the time is free; not for each session of something that is over, which is told once."""
    session = _as_told(event, SessionState.CANCELLED)
    if session and session.engagement.is_current:
        _tell_everybody("session-cancelled", session, about_session(session), by=session.cancelled_by_id)


def _tell_everybody(
    kind: str, session: Session, facts: Mapping, *, by: UUID | None, busy: Sequence[str] | None = ()
) -> None:
    """Whoever did it has just seen it on the page, and gets the mail for their calendar.

    A learner who has another session at the time hears that they are entered as not coming.
    """
    people, facts = places_in(session), {"by": str(by), **facts} if by else facts
    busy = set(busy or ())  # events that were written before this was known have none
    others = [person for person in people if person != by]
    for told, those in (
        (kind, [person for person in others if str(person) not in busy]),
        (f"{kind}-busy", [person for person in others if str(person) in busy]),
        (f"{kind}-own", [person for person in people if person == by]),
    ):
        tell(
            kind=told,
            key=f"{session.pk}:{session.sequence}",
            subject_id=session.pk,
            people=those,
            facts=facts,
            read=told.endswith("-own"),
        )
