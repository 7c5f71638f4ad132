"""What happens to questions. `subject_id` is the question; what it asks is never in an event."""

from dataclasses import dataclass
from uuid import UUID

from portal.outbox.events import Event


@dataclass(frozen=True)
class QuestionAsked(Event):
    pass


@dataclass(frozen=True)
class QuestionAnswered(Event):
    """`answered_by` is the membership of who marked it."""

    answered_by: UUID
