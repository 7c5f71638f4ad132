"""What happens to learners. `subject_id` is the enrollment in all of them."""

from dataclasses import dataclass
from uuid import UUID

from portal.outbox.events import Event


@dataclass(frozen=True)
class LearnerEnrolled(Event):
    """Somebody got a place at once; `clashes` sessions are at times when they have another one."""

    clashes: int


@dataclass(frozen=True)
class LearnerWaitlisted(Event):
    """The cohort was full, so they wait."""


@dataclass(frozen=True)
class PlaceOpened(Event):
    """Somebody who waited has a place now; `clashes` as above."""

    clashes: int


@dataclass(frozen=True)
class LearnerWithdrew(Event):
    """Somebody gave up their place, or left the waiting list (`waited`)."""

    waited: bool


@dataclass(frozen=True)
class WaitingListClosed(Event):
    """The run ended or was cancelled before a place came free for this person."""


@dataclass(frozen=True)
class CertificateIssued(Event):
    """A learner completed the course and has a certificate."""

    certificate_id: UUID
