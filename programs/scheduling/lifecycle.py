"""States of sessions, proposals and polls, and what a change of a series is meant for."""

from django.db.models import TextChoices


class SessionState(TextChoices):
    HELD = "held", "Proposed"  # a proposal that blocks the time until it expires
    CONFIRMED = "confirmed", "Planned"
    COMPLETED = "completed", "Held"
    CANCELLED = "cancelled", "Cancelled"


SESSION_TABLE = {
    SessionState.HELD: {SessionState.CONFIRMED, SessionState.CANCELLED},
    SessionState.CONFIRMED: {SessionState.COMPLETED, SessionState.CANCELLED},
}
BLOCKING = {SessionState.HELD, SessionState.CONFIRMED, SessionState.COMPLETED}


class ProposalState(TextChoices):
    OPEN = "open", "Waits for an answer"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"
    EXPIRED = "expired", "Expired"


PROPOSAL_TABLE = {
    ProposalState.OPEN: {
        ProposalState.ACCEPTED,
        ProposalState.DECLINED,
        ProposalState.WITHDRAWN,
        ProposalState.EXPIRED,
    },
}


class PollState(TextChoices):
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"  # past its day, not decided yet
    DECIDED = "decided", "Decided"
    DROPPED = "dropped", "Dropped"


POLL_TABLE = {
    PollState.OPEN: {PollState.CLOSED, PollState.DECIDED, PollState.DROPPED},
    PollState.CLOSED: {PollState.DECIDED, PollState.DROPPED},
}


class Scope(TextChoices):
    ONE = "one", "Only this one"
    FOLLOWING = "following", "This one and all that follow"
    ALL = "all", "All that are still planned"


class Answer(TextChoices):
    """What becomes of a planned session that no longer fits somebody's hours."""

    KEEP = "keep", "Keep it"
    MOVE = "move", "Propose new times"
    CANCEL = "cancel", "Cancel it"
    AWAY = "away", "Say that you can’t come"
