"""Series that were booked, moved or cancelled: one message for all of the sessions that it concerns."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from portal.outbox.registry import handles
from programs.notifications.actions import tell
from programs.notifications.facts import about_series
from programs.notifications.queries import find_sessions_as_told, places_in_any
from programs.scheduling.events import SeriesCancelled, SeriesMoved, SeriesPlaceChanged, SeriesScheduled
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import Session

NOBODY: Mapping[str, int] = {}


@handles(SeriesScheduled)
def on_series_scheduled(event: SeriesScheduled) -> None:
    """Tell everybody."""
    sessions = find_sessions_as_told(event.sessions, SessionState.CONFIRMED)
    if sessions:
        by = sessions[0].created_by_id
        _tell_everybody("series-scheduled", event, sessions, done_by=by, busy=event.busy, by=str(by))


@handles(SeriesMoved)
def on_series_moved(event: SeriesMoved) -> None:
    """Tell everybody, with the old time of the first one; also those who could not come then."""
    sessions = find_sessions_as_told(event.sessions, SessionState.CONFIRMED)
    if sessions:
        was = next(told["was"] for told in event.sessions if told["id"] == str(sessions[0].pk))
        _tell_everybody("series-moved", event, sessions, done_by=event.moved_by, busy=event.busy, was=was)


@handles(SeriesPlaceChanged)
def on_series_place_changed(event: SeriesPlaceChanged) -> None:
    """Tell everybody, since their calendars have the old place."""
    sessions = find_sessions_as_told(event.sessions, SessionState.CONFIRMED)
    if sessions:
        _tell_everybody("series-place-changed", event, sessions, done_by=event.changed_by)


@handles(SeriesCancelled)
def on_series_cancelled(event: SeriesCancelled) -> None:
    """Tell everybody that the times are free; not when all is over, which is told once."""
    sessions = find_sessions_as_told(event.sessions, SessionState.CANCELLED)
    if sessions and sessions[0].engagement.is_current:
        _tell_everybody("series-cancelled", event, sessions, done_by=event.cancelled_by)


def _tell_everybody(
    kind: str, event, sessions: Sequence[Session], *, done_by: UUID, busy: Mapping[str, int] = NOBODY, **facts
) -> None:
    """Those with as many clashes as each other get the same words; whoever did it gets the mail for their calendar."""
    facts = {"by": str(done_by), **facts}
    people = places_in_any(session.pk for session in sessions)
    by_clashes = defaultdict(list)
    for person in people:
        if person != done_by:
            by_clashes[busy.get(str(person), 0)].append(person)
    for clashes, those in by_clashes.items():
        _tell(kind, event, sessions, those, clashes=clashes, **facts)
    if done_by in people:
        _tell(f"{kind}-own", event, sessions, [done_by], read=True, **facts)


def _tell(kind: str, event, sessions: Sequence[Session], people: list[UUID], *, read: bool = False, **facts) -> None:
    tell(
        kind=kind,
        key=f"{event.subject_id}:{event.sessions[0]['id']}:{event.sessions[0]['sequence']}",
        subject_id=event.subject_id,
        people=people,
        facts={**about_series(sessions), **facts},
        read=read,
    )
