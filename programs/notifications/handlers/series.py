"""Series that were booked, moved or cancelled: one message for all of the sessions that it concerns."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from portal.outbox.registry import handles
from programs.notifications.actions import tell
from programs.notifications.handlers.facts import about_series
from programs.notifications.queries import find_sessions_as_told, places_in_any
from programs.scheduling.events import SeriesCancelled, SeriesMoved, SeriesScheduled
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import Session


@handles(SeriesScheduled)
def on_series_scheduled(event: SeriesScheduled) -> None:
    """Tell the others; who booked it has just seen it on the page."""
    sessions = find_sessions_as_told(event.sessions, SessionState.CONFIRMED)
    if sessions:
        by = sessions[0].created_by_id
        _tell("series-scheduled", event, sessions, but=by, busy=event.busy, by=str(by))


@handles(SeriesMoved)
def on_series_moved(event: SeriesMoved) -> None:
    """Tell the others, with the old time of the first one; also those who could not come then."""
    sessions = find_sessions_as_told(event.sessions, SessionState.CONFIRMED)
    if sessions:
        was = next(told["was"] for told in event.sessions if told["id"] == str(sessions[0].pk))
        _tell("series-moved", event, sessions, but=event.moved_by, busy=event.busy, was=was)


@handles(SeriesCancelled)
def on_series_cancelled(event: SeriesCancelled) -> None:
    """Tell the others that the times are free; not when all is over, which is told once."""
    sessions = find_sessions_as_told(event.sessions, SessionState.CANCELLED)
    if sessions and sessions[0].engagement.is_current:
        _tell("series-cancelled", event, sessions, but=event.cancelled_by, busy={})


def _tell(kind: str, event, sessions: Sequence[Session], *, but: UUID, busy: Mapping[str, int], **facts) -> None:
    """Those with as many clashes as each other get the same words."""
    by_clashes = defaultdict(list)
    for person in places_in_any(sessions):
        by_clashes[busy.get(str(person), 0)].append(person)
    for clashes, people in by_clashes.items():
        tell(
            kind=kind,
            key=f"{event.subject_id}:{event.sessions[0]['id']}:{event.sessions[0]['sequence']}",
            subject_id=event.subject_id,
            people=people,
            but=[but],
            facts={**about_series(sessions), **facts, "clashes": clashes},
        )
