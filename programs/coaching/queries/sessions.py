"""The session budget: which sessions count. Held and planned ones do, and those that a client cancelled too late.

`Charge` says where it is not the plain way. A session of a group counts once, whoever came.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from accounts.models import Membership
from portal.ui import clock
from programs.coaching.lifecycle import BOOKABLE
from programs.coaching.models import Charge, Contract
from programs.coaching.queries.choices import meeting_proposal
from programs.engagements.lifecycle import State
from programs.engagements.models import Engagement, Participation
from programs.engagements.queries import participation_of
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import Session
from programs.scheduling.queries import sessions_of
from programs.scheduling.rules import BookingNote
from programs.scheduling.wording import joined

COUNTING = ~Q(state=SessionState.CANCELLED) & ~Q(charge__kind=Charge.Kind.FREE) | Q(
    state=SessionState.CANCELLED, charge__kind=Charge.Kind.LATE
)


@dataclass(frozen=True)
class SessionCount:
    """The sessions of a contract against its budget."""

    budget: int
    held: int
    next: Session | None  # planned or running, not over
    later: int  # planned after the next one
    unfiled: Session | None  # over, and nobody said yet whether it was held
    past_unfiled: int
    late: int = 0  # cancelled too late, so used up

    @property
    def used(self) -> int:
        """Held and planned ones, and those cancelled too late: what counts against the budget."""
        return self.held + self.past_unfiled + (1 if self.next else 0) + self.later + self.late

    @property
    def left(self) -> int:
        """How many can still be booked."""
        return max(self.budget - self.used, 0)


def sessions_used(contract: Contract) -> int:
    """How many sessions count against the budget."""
    return sessions_of(contract.engagement).filter(COUNTING).count()


def first_meetings(contract: Contract) -> int:
    """How many sessions are held or planned, whether they count or not: before a choice there is at most one."""
    return sessions_of(contract.engagement).exclude(state=SessionState.CANCELLED).count()


def charges_of(contract: Contract) -> dict[UUID, str]:
    """The kind of `Charge` by the id of its session, of those sessions that have one."""
    return dict(Charge.objects.filter(session__engagement=contract.pk).values_list("session_id", "kind"))


def count_sessions(
    contract: Contract, sessions: Iterable[Session], now: datetime, charges: Mapping[UUID, str] | None = None
) -> SessionCount:
    """The sessions of a contract, counted.

    Args:
        sessions: in the order of their times; cancelled ones can be among them or not.
        charges: from `charges_of`, where the page has asked already.
    """
    charges = charges_of(contract) if charges is None else charges
    counting = [session for session in sessions if charges.get(session.pk) != Charge.Kind.FREE]
    kept = [session for session in counting if session.state != SessionState.CANCELLED]
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
        late=sum(kind == Charge.Kind.LATE for kind in charges.values()),
    )


def counts_if_cancelled(contract: Contract, session: Session, by: Participation, now: datetime) -> bool:
    """Whether the agreement has it that this session is used up if this person cancels it now."""
    late = timedelta(hours=contract.engagement.program.late_hours)
    by_client = by.role == Participation.Role.CLIENT and by.engagement_id == session.engagement_id
    return contract.late_counts and bool(late) and by_client and session.starts_at - now < late


def late_contract_of(session: Session) -> Contract | None:
    """The contract that a session belongs to, if it has a rule for late cancellations."""
    rows = Contract.objects.select_related("engagement__program").filter(pk=session.engagement_id, late_counts=True)
    return rows.first()


def note_on_cancelling(sessions: Sequence[Session], place: Participation) -> str:
    """What a client has to know before they cancel: which of these sessions would be used up.

    Only sessions that begin soon are looked up.
    """
    now = timezone.now()
    soon = [row for row in sessions if row.starts_at - now < timedelta(hours=place.engagement.program.late_hours)]
    contract = late_contract_of(soon[0]) if soon and place.role == Participation.Role.CLIENT else None
    if contract is None:
        return ""
    free = {pk for pk, kind in charges_of(contract).items() if kind == Charge.Kind.FREE}
    late = [row for row in soon if row.pk not in free and counts_if_cancelled(contract, row, place, now)]
    if not late:
        return ""
    hours = f"less than {contract.engagement.program.late_hours} hours before it begins"
    agreed = f"You agreed that a session cancelled {hours} is used up"
    if len(sessions) == 1:
        return f"{agreed}. If you cancel this one now, it counts."
    zone = place.membership.user.time_zone
    times = joined([clock.moment(row.starts_at, zone, now) for row in late])
    return f"{agreed}. If you cancel now, this counts: {times}."


def charge_of(session: Session) -> Charge | None:
    """How a session stands to the budget, where it is not the plain way."""
    return Charge.objects.filter(session=session).first()


def get_charge_for(membership: Membership, session_id: UUID) -> tuple[Charge, Participation]:
    """How a session stands to the budget, for client and coach, and their place; 404 for everybody else."""
    rows = Charge.objects.select_related("session__engagement__program", "session__engagement__contract")
    charge = rows.filter(session=session_id).first()
    place = participation_of(membership, charge.session.engagement) if charge else None
    if charge is None or place is None or place.role not in {Participation.Role.CLIENT, Participation.Role.COACH}:
        raise Http404
    return charge, place


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
        closed = f"All {contract.session_budget} sessions of this contract are used or planned."
        return BookingNote(f"{closed} Cancel a planned one in time to use it again.", closed=True)
    return BookingNote(f"Session {used + 1} of {contract.session_budget}.")


def _note_on_meeting(contract: Contract) -> BookingNote:
    """Before the choice there is one session, which does not count."""
    if first_meetings(contract):
        text = "The session to get to know each other is held or planned. More can be booked after the choice."
        return BookingNote(text, closed=True)
    return BookingNote("One session to get to know each other. It does not count as one of the contract’s sessions.")


@dataclass(frozen=True)
class Counted:
    """How one session stands to the budget: the kind of its charge, "" for the plain way."""

    session: Session
    charge: str

    @property
    def counts(self) -> bool:
        if self.session.is_cancelled:
            return self.charge == Charge.Kind.LATE
        return self.charge != Charge.Kind.FREE


def budget_of(contract: Contract) -> list[Counted]:
    """Every session of a contract, cancelled ones too, with how it counts; two queries."""
    charges = charges_of(contract)
    return [Counted(session, charges.get(session.pk, "")) for session in sessions_of(contract.engagement)]
