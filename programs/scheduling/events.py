"""What happens to sessions and proposals. `subject_id` is the session, or the proposal where times are proposed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from portal.outbox.events import Event


@dataclass(frozen=True)
class SessionScheduled(Event):
    """`busy`: membership ids of learners who have another session then and are entered as not coming."""

    sequence: int
    busy: list[str]


@dataclass(frozen=True)
class SessionMoved(Event):
    """`was` is the start before the move, `moved_by` the membership of who did it, `busy` as above."""

    sequence: int
    was: datetime
    moved_by: UUID
    busy: list[str]


@dataclass(frozen=True)
class SessionPlaceChanged(Event):
    """Another place or call, at the same time."""

    sequence: int
    changed_by: UUID


@dataclass(frozen=True)
class SessionCancelled(Event):
    sequence: int


@dataclass(frozen=True)
class SessionsEnded(Event):
    """The engagement, `subject_id`, came to its end, and these planned sessions with it."""

    sessions: list[str]
    ended_by: UUID


@dataclass(frozen=True)
class PlacesGivenUp(Event):
    """Whoever has the participation `subject_id` left, and has no place in these planned sessions any more."""

    sessions: list[str]


@dataclass(frozen=True)
class SessionCompleted(Event):
    pass


@dataclass(frozen=True)
class SessionReminderDue(Event):
    """It begins in about `minutes` minutes; true only for this `sequence` of the session."""

    sequence: int
    minutes: int


@dataclass(frozen=True)
class TimesProposed(Event):
    """Somebody offers times, for a new session or for one that would move."""


@dataclass(frozen=True)
class TimeAccepted(Event):
    """A proposed time was taken: the session is planned. A session that moves says `SessionMoved` instead."""

    sequence: int
    accepted_by: UUID


@dataclass(frozen=True)
class TimesDeclined(Event):
    declined_by: UUID


@dataclass(frozen=True)
class TimesWithdrawn(Event):
    """Taken back by whoever proposed them, or of no use any more."""


@dataclass(frozen=True)
class TimesExpired(Event):
    """Nobody answered in time."""
