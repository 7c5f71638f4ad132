"""How a cancelled session stands to the budget: used up when it was too late, unless the coach lets it go."""

from django.db import transaction
from django.utils import timezone

from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from programs.coaching.actions.locks import lock_contract
from programs.coaching.models import Charge, Contract
from programs.coaching.queries import counts_if_cancelled, late_contract_of, sessions_used
from programs.engagements.models import Participation
from programs.scheduling.models import Session

Kind = Charge.Kind


def charge_late_cancelling(session: Session, by: Participation) -> None:
    """A client who cancels later than was agreed uses the session up. Runs while it is cancelled, which is locked.

    The number of sessions in use stays the same, so no lock of the contract is needed.
    """
    if by.role != Participation.Role.CLIENT or not session.is_planned:
        return
    contract = late_contract_of(session)
    now = timezone.now()
    if contract is None or not counts_if_cancelled(contract, session, by, now):
        return
    if Charge.objects.filter(session=session).exists():  # getting to know each other, which never counts
        return
    charge = Charge.objects.create(session=session, kind=Kind.LATE, charged_at=now, charged_by=by.membership)
    record("charged", charge, by=by.membership, session=session.pk)


@transaction.atomic
def waive_charge(*, charge: Charge, by: Participation) -> None:
    """Let a late cancellation go: the session can be booked again. Doing it twice changes nothing.

    Raises:
        NotAllowed: `by` is not the coach, or the contract is over.
        DomainError: this session does not count anyway.
    """
    _decide(charge, by)
    if charge.kind == Kind.FREE:
        raise DomainError("This session does not count anyway.")
    _change(charge, Kind.WAIVED, by, "waived")


@transaction.atomic
def charge_again(*, charge: Charge, by: Participation) -> None:
    """Take a waiver back: the session counts. Doing it twice changes nothing.

    Raises:
        NotAllowed: `by` is not the coach, or the contract is over.
        DomainError: nothing was let go, or the session was booked again in the meantime, so that none is left for it.
    """
    contract = _decide(charge, by)
    if charge.kind == Kind.FREE:
        raise DomainError("This session never counts.")
    if charge.kind == Kind.WAIVED and sessions_used(contract) >= contract.session_budget:
        raise DomainError(
            f"All {contract.session_budget} sessions of this contract are used or planned, so this one stays let go."
        )
    _change(charge, Kind.LATE, by, "charged")


def _decide(charge: Charge, by: Participation) -> Contract:
    """The contract, locked: nobody books while it is decided what is left."""
    contract = Contract.objects.get(pk=charge.session.engagement_id)
    lock_contract(contract)
    if by.role != Participation.Role.COACH or by.engagement_id != contract.pk or by.left_at is not None:
        raise NotAllowed("The coach decides whether a late cancellation counts.")
    if not contract.engagement.is_current:
        raise NotAllowed("This contract is over, so its count of sessions stays as it is.")
    charge.refresh_from_db(fields=["kind"])
    return contract


def _change(charge: Charge, kind: str, by: Participation, verb: str) -> None:
    if charge.kind == kind:
        return
    charge.kind, charge.charged_at, charge.charged_by = kind, timezone.now(), by.membership
    charge.save(update_fields=["kind", "charged_at", "charged_by"])
    record(verb, charge, by=by.membership, session=charge.session_id)
