"""The session budget: sessions held and planned."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from programs.coaching.models import Contract
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import Session
from programs.scheduling.queries import sessions_of


@dataclass(frozen=True)
class SessionCount:
    """The sessions of a contract against its budget."""

    budget: int
    held: int
    next: Session | None  # planned or running, not over
    later: int  # planned after the next one
    unfiled: Session | None  # over, and nobody said yet whether it was held
    past_unfiled: int

    @property
    def used(self) -> int:
        """Held and planned ones: what counts against the budget."""
        return self.held + self.past_unfiled + (1 if self.next else 0) + self.later

    @property
    def left(self) -> int:
        """How many can still be booked."""
        return max(self.budget - self.used, 0)


def sessions_used(contract: Contract) -> int:
    """How many sessions count against the budget: all that were not cancelled."""
    return sessions_of(contract.engagement).exclude(state=SessionState.CANCELLED).count()


def count_sessions(contract: Contract, sessions: Iterable[Session], now: datetime) -> SessionCount:
    """The sessions of a contract, counted; they come in the order of their times."""
    kept = [session for session in sessions if session.state != SessionState.CANCELLED]
    planned = [session for session in kept if session.state != SessionState.COMPLETED]
    coming = [session for session in planned if session.ends_at > now]
    over = [session for session in planned if session.ends_at <= now]
    return SessionCount(
        budget=contract.session_budget,
        held=len(kept) - len(planned),
        next=coming[0] if coming else None,
        later=max(len(coming) - 1, 0),
        unfiled=over[0] if over else None,
        past_unfiled=len(over),
    )
