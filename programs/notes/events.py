"""What happens to openings, for other rooms. Payloads are ids; the reason stays on the pages."""

from dataclasses import dataclass

from portal.outbox.events import Event


@dataclass(frozen=True)
class NotesOpened(Event):
    """The opening `subject_id` lets somebody who runs the program read notes, from now on."""


@dataclass(frozen=True)
class EmergencyAsked(Event):
    """An administrator asks for the opening `subject_id`; another one decides."""


@dataclass(frozen=True)
class EmergencyRefused(Event):
    """Another administrator refused the opening `subject_id`."""
