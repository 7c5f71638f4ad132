"""States of programs and engagements.

An engagement's state is one column with the states of all kinds; which step may follow which is in the table of the
kind's own room. Nothing here asks which kind it is.
"""

from django.db.models import TextChoices


class ProgramState(TextChoices):
    DRAFT = "draft", "Draft"
    DESIGN = "design", "Design"
    OPEN = "open", "Open"
    RUNNING = "running", "Running"
    CLOSED = "closed", "Closed"
    ARCHIVED = "archived", "Archived"


PROGRAM_TABLE = {
    ProgramState.DRAFT: {ProgramState.DESIGN, ProgramState.OPEN},
    ProgramState.DESIGN: {ProgramState.DRAFT, ProgramState.OPEN},
    ProgramState.OPEN: {ProgramState.RUNNING, ProgramState.CLOSED},
    ProgramState.RUNNING: {ProgramState.CLOSED},
    ProgramState.CLOSED: {ProgramState.ARCHIVED, ProgramState.RUNNING},
}
ACCEPTING = {ProgramState.OPEN, ProgramState.RUNNING}  # new engagements may start


class State(TextChoices):
    FORMING = "forming", "Forming"
    DRAFT = "draft", "Draft"
    DESIGN = "design", "Design"
    AGREED = "agreed", "Agreed"
    ENROLLING = "enrolling", "Enrolling"
    ACTIVE = "active", "Active"
    PAUSED = "paused", "Paused"
    EVALUATING = "evaluating", "Evaluating"
    CLOSED = "closed", "Closed"
    CANCELLED = "cancelled", "Cancelled"


PREPARING = {State.FORMING, State.DRAFT, State.DESIGN, State.AGREED, State.ENROLLING}
ENDED = {State.CLOSED, State.CANCELLED}
CURRENT = set(State) - ENDED
MEETING = CURRENT - {State.EVALUATING}  # people still plan sessions; afterwards they look back


class End(TextChoices):
    """How an engagement ended. The reason behind it is private to the coordinator."""

    COMPLETED = "completed", "Completed"
    COMPLETED_EARLY = "completed_early", "Completed early"
    NO_FAULT = "no_fault", "Ended without fault"
    STOPPED = "stopped", "Stopped for cause"
