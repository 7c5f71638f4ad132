"""What happens to circles, beside the events of their engagements. `subject_id` is the circle."""

from dataclasses import dataclass
from uuid import UUID

from portal.outbox.events import Event


@dataclass(frozen=True)
class AgreementChanged(Event):
    """What the circle agreed has a new version, so everybody is asked to agree again."""

    version: int
    participation_id: UUID


@dataclass(frozen=True)
class MemberLeft(Event):
    """Somebody left the circle."""

    participation_id: UUID


@dataclass(frozen=True)
class PersonTakenOut(Event):
    """Those who run the program took a member out of the circle, or gave its lead to another mentor."""

    participation_id: UUID


@dataclass(frozen=True)
class IntroductionProposed(Event):
    """The mentor proposed that somebody in the circle meets somebody else of the organization."""

    introduction_id: UUID


@dataclass(frozen=True)
class IntroductionAnswered(Event):
    """One of the two has said yes or no."""

    introduction_id: UUID
