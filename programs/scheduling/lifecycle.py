"""States of a session."""

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
