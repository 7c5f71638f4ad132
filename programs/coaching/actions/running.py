"""What a contract asks of bookings, the step into activity, and breaks."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from programs.coaching.actions.chemistry import check_first_meeting
from programs.coaching.actions.locks import lock_contract
from programs.coaching.events import ContractPaused, ContractResumed
from programs.coaching.lifecycle import BOOKABLE, CONTRACT_TABLE
from programs.coaching.models import Contract
from programs.coaching.permissions import can_steer
from programs.coaching.queries import coach_is_missing, sessions_used
from programs.engagements.actions import move_engagement
from programs.engagements.lifecycle import PREPARING, State
from programs.engagements.models import Engagement
from programs.scheduling.models import Session
from programs.scheduling.rules import TooMany


def check_bookable(engagement: Engagement, sessions: int = 1) -> None:
    """What a contract asks before any booking, from whichever page: its state, and its number of sessions.

    The contract stays locked until the end of the transaction, so that two bookings are counted one after the other.
    """
    contract = Contract.objects.filter(pk=engagement.pk).first()
    if contract is None:
        return
    lock_contract(contract)
    if check_first_meeting(contract, sessions):
        return
    state = contract.engagement.state
    if state in PREPARING and state not in BOOKABLE:
        raise DomainError("Sessions can be booked once everybody has signed the agreement. Nothing was booked.")
    if state == State.PAUSED:
        raise DomainError("The contract is paused. Resume it, then book. Nothing was booked.")
    if state not in BOOKABLE:
        raise DomainError("The sessions of this contract are over. Nothing was booked.")
    if refusal := coach_is_missing(contract):
        raise DomainError(f"{refusal} Nothing was booked.")
    left = max(contract.session_budget - sessions_used(contract), 0)
    if not left:
        raise TooMany(
            f"All {contract.session_budget} sessions of this contract are used or planned. "
            "Nothing was booked; cancel a planned one in time to use it again.",
            left,
        )
    if sessions > left:
        raise TooMany(
            f"This contract has {contract.session_budget} sessions, and {left} of them can still be booked. "
            f"Nothing was booked; choose at most {left}.",
            left,
        )


@transaction.atomic
def activate_contract(*, contract: Contract, session: Session) -> bool:
    """The first completed session of an agreed contract makes it active; later ones change nothing.

    Returns:
        Whether it became active now.
    """
    lock_contract(contract)
    if contract.engagement.state != State.AGREED or session.completed_by is None:
        return False
    move_engagement(engagement=contract.engagement, to=State.ACTIVE, table=CONTRACT_TABLE, by=session.completed_by)
    contract.activated_at = session.completed_at or timezone.now()
    contract.save(update_fields=["activated_at"])
    return True


@transaction.atomic
def pause_contract(*, contract: Contract, by: Membership) -> None:
    """Nothing is booked until it is resumed; planned sessions stay.

    Raises:
        NotAllowed: `by` is not the coach and does not run the program.
        IllegalTransition: the contract is not active.
    """
    _steer(contract, State.PAUSED, by)
    publish(ContractPaused(subject_id=contract.pk))


@transaction.atomic
def resume_contract(*, contract: Contract, by: Membership) -> None:
    """Go on after a break; the errors are those of pausing."""
    if contract.engagement.state != State.PAUSED:
        raise DomainError("This contract is not paused.")
    _steer(contract, State.ACTIVE, by)
    publish(ContractResumed(subject_id=contract.pk))


def _steer(contract: Contract, to: State, by: Membership) -> None:
    lock_contract(contract)
    if not can_steer(by, contract):
        raise NotAllowed("The coach and those who run the program decide about breaks.")
    move_engagement(engagement=contract.engagement, to=to, table=CONTRACT_TABLE, by=by)
    record("paused" if to == State.PAUSED else "resumed", contract, by=by)
