"""What happens to contracts. `subject_id` is the contract, which has the id of its engagement."""

from dataclasses import dataclass
from uuid import UUID

from portal.outbox.events import Event


@dataclass(frozen=True)
class ContractSentForSigning(Event):
    """A version of the agreement waits for every party's signature."""

    version_id: UUID


@dataclass(frozen=True)
class ContractSigned(Event):
    """One party signed a version."""

    version_id: UUID
    participation_id: UUID


@dataclass(frozen=True)
class ContractAgreed(Event):
    """Every party signed the same version."""

    version_id: UUID


@dataclass(frozen=True)
class PartyGone(Event):
    """A party has no access to the organization any more, so those who run the program decide how it goes on."""

    participation_id: UUID


@dataclass(frozen=True)
class ContractPaused(Event):
    """No sessions are booked for a while."""


@dataclass(frozen=True)
class ContractResumed(Event):
    """Sessions go on."""


@dataclass(frozen=True)
class DesignHandedOver(Event):
    """It is the other side's turn to write the design."""

    turn: str


@dataclass(frozen=True)
class DesignCommented(Event):
    """Somebody said something about a part of the design."""

    comment_id: UUID


@dataclass(frozen=True)
class AmendmentProposed(Event):
    """A change of a signed agreement is being written."""

    amendment_id: UUID


@dataclass(frozen=True)
class AmendmentDropped(Event):
    """A change that did not come to be; what was signed holds."""

    amendment_id: UUID
