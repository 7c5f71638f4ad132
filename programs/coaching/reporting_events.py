"""What happens to reports to a sponsor, and to a 360 that a coach plans. `subject_id` is the contract."""

from dataclasses import dataclass
from uuid import UUID

from portal.outbox.events import Event


@dataclass(frozen=True)
class ReportReleased(Event):
    """A client lets sponsor and coach read a report."""

    report_id: UUID


@dataclass(frozen=True)
class ReportTakenBack(Event):
    """A client lets nobody read it any more."""

    report_id: UUID


@dataclass(frozen=True)
class FeedbackPlanned(Event):
    """A coach named people for a 360 about a client; they are asked in a day unless the client stops it."""

    round_id: UUID
