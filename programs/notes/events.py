"""What happens in this room that others are told of. Never what anybody wrote."""

from dataclasses import dataclass
from uuid import UUID

from portal.outbox.events import Event


@dataclass(frozen=True)
class StoryWritten(Event):
    """A story waits for the yes of the person whose question it answers; `subject_id` is the program."""

    story_id: UUID


@dataclass(frozen=True)
class StoryPublished(Event):
    """Both have said yes: everybody in the program reads it; `subject_id` is the program."""

    story_id: UUID


@dataclass(frozen=True)
class NotesOpened(Event):
    """The opening `subject_id` lets somebody who runs the program read notes, from now on."""


@dataclass(frozen=True)
class EmergencyAsked(Event):
    """An administrator asks for the opening `subject_id`; another one decides."""


@dataclass(frozen=True)
class EmergencyRefused(Event):
    """Another administrator refused the opening `subject_id`."""
