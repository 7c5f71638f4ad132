"""What happens to sessions, proposals, series and polls. `subject_id` is what the event is named after."""

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
class SessionKeptWallTime(Event):
    """A zone changed its rules; the session stays at the time of day that was agreed, which is another moment now."""

    sequence: int
    was: datetime
    busy: list[str]


@dataclass(frozen=True)
class SessionLostWallTime(Event):
    """The same, but somebody has another session at that moment: it stays at its moment and needs a new time."""

    sequence: int


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


@dataclass(frozen=True)
class PollOpened(Event):
    pass


@dataclass(frozen=True)
class PollChased(Event):
    """Those who have not answered are asked again; `asked_at` tells one time from the next."""

    asked_at: datetime


@dataclass(frozen=True)
class PollClosed(Event):
    """Its last day is over, and nobody has decided it yet."""


@dataclass(frozen=True)
class PollDropped(Event):
    pass


@dataclass(frozen=True)
class SeriesScheduled(Event):
    """Many sessions at once, of which people hear once; there is no event for each.

    `sessions` are mappings of `id` and `sequence`, by time; `busy`: of learners who have other sessions then and are
    entered there as not coming, the membership id and in how many.
    """

    sessions: list[dict]
    busy: dict[str, int]


@dataclass(frozen=True)
class SeriesMoved(Event):
    """Several sessions of a series got other times by one step; `moved_by` is the membership.

    The sessions also have `was`, their starts before the move.
    """

    sessions: list[dict]
    moved_by: UUID
    busy: dict[str, int]


@dataclass(frozen=True)
class SeriesCancelled(Event):
    """Several sessions of a series were called off by one step."""

    sessions: list[dict]
    cancelled_by: UUID


@dataclass(frozen=True)
class SeriesPlaceChanged(Event):
    """Several sessions of a series are in another place or call, at the times that they had."""

    sessions: list[dict]
    changed_by: UUID
