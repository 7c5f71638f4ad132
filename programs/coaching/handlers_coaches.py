"""Sessions to get to know each other do not count."""

from uuid import UUID

from portal.outbox.registry import handles
from programs.coaching.actions import set_free
from programs.coaching.queries.choices import is_first_meeting
from programs.coaching.queries.contracts import contract_of_session
from programs.scheduling.events import SeriesScheduled, SessionCompleted, SessionScheduled, TimeAccepted


@handles(SessionScheduled, TimeAccepted, SessionCompleted)
def free_first_meeting(event: SessionScheduled | TimeAccepted | SessionCompleted) -> None:
    """What was booked before the choice is free, however it was booked, and whatever was decided since."""
    _free(event.subject_id)


@handles(SeriesScheduled)
def free_first_meeting_of_series(event: SeriesScheduled) -> None:
    """The same for a series of one."""
    for row in event.sessions:
        _free(UUID(row["id"]))


def _free(session_id: UUID) -> None:
    found = contract_of_session(session_id)
    if found and is_first_meeting(*found):
        set_free(session=found[1], by=None)
