"""What happens to covenants, for other rooms. Payloads are ids; the facts are read when they are told."""

from dataclasses import dataclass
from uuid import UUID

from portal.outbox.events import Event


@dataclass(frozen=True)
class CovenantProposed(Event):
    """Other terms were proposed for the engagement `subject_id`; everybody is asked to sign."""

    covenant_id: UUID


@dataclass(frozen=True)
class CovenantSigned(Event):
    """Somebody signed a version."""

    covenant_id: UUID
    participation_id: UUID


@dataclass(frozen=True)
class CovenantInForce(Event):
    """Everybody has signed a version: it holds."""

    covenant_id: UUID


@dataclass(frozen=True)
class CovenantDropped(Event):
    """A proposal was taken back, or somebody keeps the old terms."""

    covenant_id: UUID
    participation_id: UUID


@dataclass(frozen=True)
class DeletionTold(Event):
    """The day is fixed on which the text of the ended engagement `subject_id` is deleted."""
