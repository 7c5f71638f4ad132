"""What happens to questions and revisions. What they say is never in an event."""

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


@dataclass(frozen=True)
class RevisionProposed(Event):
    """`subject_id` is the revision; it waits for others."""


@dataclass(frozen=True)
class RevisionSettled(Event):
    """`subject_id` is the revision; everybody agreed, and the objective says it now."""
