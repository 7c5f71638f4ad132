"""The end of a contract: looking back, then saying what became of each objective."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from programs.coaching.actions.locks import lock_contract
from programs.coaching.lifecycle import CONTRACT_TABLE
from programs.coaching.models import Contract
from programs.coaching.permissions import can_close, can_steer
from programs.coaching.queries import clients_of, coach_of, objectives_of_contract, open_objectives, parties_of
from programs.covenant.queries import reading_of
from programs.engagements.actions import move_engagement
from programs.engagements.lifecycle import End, State
from programs.engagements.models import Participation
from programs.engagements.queries import participation_of
from programs.goals.actions import close_objective
from programs.goals.lifecycle import ObjectiveState
from programs.goals.reading import reads_objective

OUTCOMES = frozenset({ObjectiveState.REACHED, ObjectiveState.PARTLY, ObjectiveState.NOT_REACHED})


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
def close_contract(
    *,
    contract: Contract,
    outcomes: Mapping[UUID, ObjectiveState],
    by: Membership,
    end: End = End.COMPLETED,
    reason: str = "",
) -> None:
    """Say what became of each objective, and end the contract. Scheduling frees the times still planned.

    Args:
        outcomes: for each open objective's id: reached, partly or not reached.
        end: how the contract ended.
        reason: private to the coordinator.

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
    _close_objectives(contract, outcomes, by)
    move_engagement(
        engagement=contract.engagement, to=State.CLOSED, table=CONTRACT_TABLE, by=by, end=end, reason=reason
    )
    record("closed", contract, by=by, end=end)


def _check_read(parties: list[Participation]) -> None:
    """Who does not read the client's objectives leaves it to the client to say what became of them."""
    reading = reading_of(coach_of(parties))
    unread = {
        row.owner_id for row in open_objectives(objectives_of_contract(parties)) if not reads_objective(reading, row)
    }
    names = [client.name for client in clients_of(parties) if client.pk in unread]
    if names:
        raise DomainError(f"First {' and '.join(names)} say what became of their objectives.")


def _close_objectives(contract: Contract, outcomes: Mapping[UUID, ObjectiveState], by: Membership) -> None:
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
        close_objective(objective=objective, outcome=outcomes[objective.pk], by=by)
