"""What client and coach write before everybody signs."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from programs.coaching.actions.chemistry import check_chosen
from programs.coaching.actions.clauses import copy_presets
from programs.coaching.actions.locks import lock_contract
from programs.coaching.actions.words import clean_lines, open_design
from programs.coaching.lifecycle import CONTRACT_TABLE
from programs.coaching.models import Contract
from programs.coaching.permissions import can_design, can_steer
from programs.coaching.queries import clients_of, parties_of
from programs.engagements.actions import move_engagement
from programs.engagements.lifecycle import State
from programs.engagements.models import Participation
from programs.engagements.queries import participation_of
from programs.goals.actions import change_objective, remove_objective, set_objective
from programs.goals.models import Objective


@transaction.atomic
def start_design(*, contract: Contract, by: Membership) -> None:
    """From draft to design: client and coach write it now, from the clauses that the program presets.

    Raises:
        NotAllowed: `by` is neither client nor coach, and does not run the program.
        IllegalTransition: the design has begun already.
    """
    lock_contract(contract)
    if not (can_design(participation_of(by, contract.engagement)) or can_steer(by, contract)):
        raise NotAllowed("The design is started by the client, the coach, or those who run the program.")
    check_chosen(contract)
    move_engagement(engagement=contract.engagement, to=State.DESIGN, table=CONTRACT_TABLE, by=by)
    contract.designed_at = timezone.now()
    contract.save(update_fields=["designed_at"])
    copy_presets(contract)


@transaction.atomic
def save_design(
    *, contract: Contract, purpose: str, focus_areas: str, working_arrangement: str, by: Membership
) -> None:
    """Keep what is written so far; parts can stay empty until it is sent for signing.

    A version that is out for signing can't be signed any more if this changes what it says.

    Raises:
        NotAllowed: `by` is neither client nor coach.
        DomainError: the design has not begun, or everybody has signed.
    """
    open_design(contract, by)
    contract.purpose = purpose.strip()
    contract.focus_areas = clean_lines(focus_areas)
    contract.working_arrangement = working_arrangement.strip()
    contract.save(update_fields=["purpose", "focus_areas", "working_arrangement"])
    record("changed design", contract, by=by)


@transaction.atomic
def add_contract_objective(
    *,
    contract: Contract,
    title: str,
    indicator: str,
    unit: str,
    baseline: Decimal,
    target: Decimal,
    due_on: date,
    by: Membership,
    life: bool = False,
    owner: Participation | None = None,
    **more,
) -> Objective:
    """One more objective of a client, measured from the start of the contract.

    Args:
        owner: whose it is; in a group a client's own if they write it, and to be said by the coach.
        more: what else `programs.goals.actions.set_objective` takes.

    Raises:
        NotAllowed: `by` is neither client nor coach.
        DomainError: the design is not open, nobody was named, or the date is outside of the contract.
    """
    open_design(contract, by)
    _check_due(contract, due_on)
    return set_objective(
        owner=owner or _owner(contract, by),
        title=title,
        indicator=indicator,
        unit=unit,
        baseline=baseline,
        target=target,
        starts_on=contract.engagement.starts_on,
        due_on=due_on,
        life=life,
        by=by,
        **more,
    )


def _owner(contract: Contract, by: Membership) -> Participation:
    clients = clients_of(parties_of(contract))
    own = next((place for place in clients if place.membership_id == by.pk), None)
    if own is None and len(clients) > 1:
        raise DomainError("Say whose objective it is.", field="owner")
    return own or clients[0]


@transaction.atomic
def change_contract_objective(
    *,
    contract: Contract,
    objective: Objective,
    title: str,
    indicator: str,
    unit: str,
    baseline: Decimal,
    target: Decimal,
    due_on: date,
    by: Membership,
    life: bool | None = None,
    **more,
) -> None:
    """Write an objective anew; the errors and `more` are those of adding one."""
    open_design(contract, by)
    _check_due(contract, due_on)
    change_objective(
        objective=objective,
        title=title,
        indicator=indicator,
        unit=unit,
        baseline=baseline,
        target=target,
        starts_on=contract.engagement.starts_on,
        due_on=due_on,
        life=life,
        by=by,
        **more,
    )


@transaction.atomic
def remove_contract_objective(*, contract: Contract, objective: Objective, by: Membership) -> None:
    """Take an objective out of the design."""
    open_design(contract, by)
    remove_objective(objective=objective, by=by)


def _check_due(contract: Contract, due_on: date) -> None:
    engagement = contract.engagement
    if not engagement.starts_on < due_on <= engagement.ends_on:
        last = f"{engagement.ends_on.day} {engagement.ends_on:%B %Y}"
        raise DomainError(f"Choose a date after the start of the contract and until {last}.", field="due_on")
