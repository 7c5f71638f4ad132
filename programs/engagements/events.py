"""What happens to programs and engagements."""

from dataclasses import dataclass
from uuid import UUID

from portal.outbox.events import Event


@dataclass(frozen=True)
class ProgramCreated(Event):
    """A program was set up; `subject_id` is the program."""


@dataclass(frozen=True)
class ParticipantJoined(Event):
    """Somebody has a place in an engagement; `subject_id` is the engagement."""

    participation_id: UUID


@dataclass(frozen=True)
class ParticipantLeft(Event):
    """Somebody gave up their place in an engagement; `subject_id` is the engagement."""

    participation_id: UUID


@dataclass(frozen=True)
class EngagementStarted(Event):
    """An engagement became active; `subject_id` is the engagement."""


@dataclass(frozen=True)
class EngagementEvaluating(Event):
    """An engagement came to its end and is evaluated; `subject_id` is the engagement."""


@dataclass(frozen=True)
class EngagementClosed(Event):
    """An engagement is over; `subject_id` is the engagement."""


@dataclass(frozen=True)
class EngagementCancelled(Event):
    """An engagement will not take place; `subject_id` is the engagement."""


@dataclass(frozen=True)
class RemindersChanged(Event):
    """A program reminds at other times before its sessions; `subject_id` is the program."""


@dataclass(frozen=True)
class PersonRemindersChanged(Event):
    """Somebody is reminded of sessions at other times of their own; `subject_id` is the membership."""
