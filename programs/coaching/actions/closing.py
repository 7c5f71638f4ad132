"""The end of a contract: looking back, saying what became of each objective, and what comes next."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from programs.coaching.actions.locks import lock_contract
from programs.coaching.lifecycle import CONTRACT_TABLE, ENDABLE, LOOKING_BACK
from programs.coaching.models import Contract, NextStep
from programs.coaching.permissions import can_close, can_steer
from programs.coaching.queries import (
    clients_of,
    coach_of,
    objectives_of_contract,
    open_amendment,
    open_objectives,
    parties_of,
)
from programs.covenant.queries import reading_of
from programs.engagements.actions import move_engagement
from programs.engagements.lifecycle import End, State
from programs.engagements.models import Participation
from programs.engagements.permissions import can_run_program
from programs.engagements.queries import participation_of
from programs.goals.actions import close_objective
from programs.goals.lifecycle import ObjectiveState
from programs.goals.reading import reads_objective

OUTCOMES = frozenset({ObjectiveState.REACHED, ObjectiveState.PARTLY, ObjectiveState.NOT_REACHED})
Outcomes = Mapping[UUID, ObjectiveState]


@transaction.atomic
def evaluate_contract(*, contract: Contract, by: Membership) -> None:
    """The sessions are over; everybody is asked how it went.

    Raises:
        NotAllowed: `by` is not the coach and does not run the program.
        IllegalTransition: the contract has not begun or is evaluated already.
    """
    lock_contract(contract)
    if not can_steer(by, contract):
        raise NotAllowed("The coach and those who run the program begin the evaluation.")
    move_engagement(engagement=contract.engagement, to=State.EVALUATING, table=CONTRACT_TABLE, by=by)
    contract.evaluating_at = timezone.now()
    contract.save(update_fields=["evaluating_at"])


@transaction.atomic
def say_outcomes(
    *, contract: Contract, outcomes: Outcomes, by: Membership, proofs: Mapping[UUID, str] | None = None
) -> int:
    """A client says what became of their own objectives; what they leave out stays for later, or for the coach.

    Args:
        outcomes, proofs: as for closing.

    Returns:
        How many were said.

    Raises:
        NotAllowed: `by` is no client of the contract.
        DomainError: nobody looks back now, nothing was said, or something was said already.
    """
    lock_contract(contract)
    place = participation_of(by, contract.engagement)
    if place is None or place.role != Participation.Role.CLIENT:
        raise NotAllowed("What became of an objective is said by the client whose it is, or by the coach.")
    if contract.engagement.state != State.EVALUATING:
        raise DomainError("Outcomes are said while you look back, between the last session and the end.")
    mine = [row for row in objectives_of_contract([place]) if outcomes.get(row.pk) in OUTCOMES]
    if not mine:
        raise DomainError("Say what became of at least one objective. Nothing was saved.")
    for objective in mine:
        close_objective(
            objective=objective, outcome=outcomes[objective.pk], by=by, proof=(proofs or {}).get(objective.pk, "")
        )
    record("said outcomes", contract, by=by, objectives=len(mine))
    return len(mine)


@transaction.atomic
def close_contract(
    *,
    contract: Contract,
    outcomes: Outcomes,
    by: Membership,
    end: End = End.COMPLETED,
    reason: str = "",
    proofs: Mapping[UUID, str] | None = None,
) -> None:
    """Say what became of each objective, and end the contract. Scheduling frees the times still planned.

    Args:
        outcomes: for each open objective's id: reached, partly or not reached.
        end: how the contract ended.
        reason: private to the coordinator.
        proofs: for an objective's id what shows its outcome.

    Raises:
        NotAllowed: `by` is not the coach.
        DomainError: an objective has no outcome.
        IllegalTransition: the evaluation has not begun.
    """
    lock_contract(contract)
    if not can_close(participation_of(by, contract.engagement)):
        raise NotAllowed("The coach closes the contract.")
    if contract.engagement.state != State.EVALUATING:
        raise DomainError("Begin the evaluation first; after it the contract can be closed.")
    _close_objectives(contract, outcomes, proofs or {}, by)
    move_engagement(
        engagement=contract.engagement, to=State.CLOSED, table=CONTRACT_TABLE, by=by, end=end, reason=reason
    )
    record("closed", contract, by=by, end=end)


@transaction.atomic
def end_early(*, contract: Contract, end: End, reason: str, by: Membership) -> None:
    """End a signed contract that can't go on, as when its client left. Scheduling frees the times still planned.

    Objectives without an outcome stay without one: those who run the program read none, so they judge none.

    Args:
        end: completed early, no fault, or stopped.
        reason: private to those who run the program.

    Raises:
        NotAllowed: `by` does not run the program.
        DomainError: it is not signed yet, or over; or it would have been completed.
    """
    lock_contract(contract)
    if not can_run_program(by, contract.engagement.program):
        raise NotAllowed("A contract is ended early by those who run its program. Its coach evaluates and closes it.")
    if contract.engagement.state not in ENDABLE:
        raise DomainError("Only a signed contract can be ended. One that is not signed is cancelled.")
    if end not in {End.COMPLETED_EARLY, End.NO_FAULT, End.STOPPED}:
        raise DomainError("Say how it ends before its time.", field="end")
    if amendment := open_amendment(contract):
        amendment.dropped_at, amendment.dropped_by = timezone.now(), by
        amendment.save(update_fields=["dropped_at", "dropped_by"])
    move_engagement(
        engagement=contract.engagement, to=State.CLOSED, table=CONTRACT_TABLE, by=by, end=end, reason=reason
    )
    record("ended", contract, by=by, end=end)


@transaction.atomic
def choose_next_step(*, contract: Contract, way: str, by: Membership, note: str = "") -> NextStep:
    """A client says what they go on with; they can change it.

    Args:
        note: for client and coach.

    Raises:
        NotAllowed: `by` is no client of the contract.
        DomainError: the contract has not come to its end, or there is no such way.
    """
    lock_contract(contract)
    place = participation_of(by, contract.engagement)
    if place is None or place.role != Participation.Role.CLIENT:
        raise NotAllowed("What comes next is chosen by the client.")
    if contract.engagement.state not in LOOKING_BACK:
        raise DomainError("What comes next is chosen when you look back on the sessions.")
    if way not in NextStep.Way.values:
        raise DomainError("Choose one of these ways.", field="way")
    values = {"way": way, "note": note.strip(), "chosen_at": timezone.now(), "chosen_by": by}
    step, _ = NextStep.objects.update_or_create(client=place, defaults=values)
    record("chose next step", contract, by=by)
    return step


def _check_read(parties: list[Participation]) -> None:
    """Who does not read the client's objectives leaves it to the client to say what became of them."""
    reading = reading_of(coach_of(parties))
    unread = {
        row.owner_id for row in open_objectives(objectives_of_contract(parties)) if not reads_objective(reading, row)
    }
    names = [client.name for client in clients_of(parties) if client.pk in unread]
    if names:
        raise DomainError(f"First {' and '.join(names)} say what became of their objectives.")


def _close_objectives(contract: Contract, outcomes: Outcomes, proofs: Mapping[UUID, str], by: Membership) -> None:
    parties = parties_of(contract)
    _check_read(parties)
    objectives = objectives_of_contract(parties)
    still_open = [row for row in objectives if row.state == ObjectiveState.OPEN]
    without = [row for row in still_open if outcomes.get(row.pk) not in OUTCOMES]
    if without:
        raise DomainError(
            f"Say what became of each objective: {len(without)} of {len(still_open)} have no outcome yet. "
            "Nothing was closed."
        )
    for objective in still_open:
        close_objective(objective=objective, outcome=outcomes[objective.pk], by=by, proof=proofs.get(objective.pk, ""))
