"""The session budget: sessions held and planned."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from programs.coaching.lifecycle import BOOKABLE
from programs.coaching.models import Contract
from programs.coaching.queries.choices import meeting_proposal
from programs.engagements.lifecycle import State
from programs.engagements.models import Engagement
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import Session
from programs.scheduling.queries import sessions_of
from programs.scheduling.rules import BookingNote


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


def note_on_booking(engagement: Engagement) -> BookingNote | None:
    """What the page says where a session of a contract is booked: which one it is, or why none can be."""
    contract = Contract.objects.filter(pk=engagement.pk).first()
    if contract is None:
        return None
    if engagement.state == State.DRAFT and meeting_proposal(contract):
        return _note_on_meeting(contract)
    if engagement.state not in BOOKABLE:
        closed = "Sessions are booked from the last signature until the evaluation, and not during a break."
        return BookingNote(closed, closed=True)
    used = sessions_used(contract)
    if used >= contract.session_budget:
        closed = f"All {contract.session_budget} sessions of this contract are held or planned."
        return BookingNote(f"{closed} Cancel a planned one to use it again.", closed=True)
    return BookingNote(f"Session {used + 1} of {contract.session_budget}.")


def _note_on_meeting(contract: Contract) -> BookingNote:
    """Before the choice there is one session, which does not count."""
    if sessions_used(contract):
        text = "The session to get to know each other is held or planned. More can be booked after the choice."
        return BookingNote(text, closed=True)
    return BookingNote("One session to get to know each other. It does not count as one of the contract’s sessions.")
