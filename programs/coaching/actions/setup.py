"""The first and the shortest way of a contract."""

from datetime import date

from django.db import transaction

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from programs.coaching.actions.locks import lock_contract
from programs.coaching.lifecycle import CONTRACT_TABLE
from programs.coaching.models import Contract
from programs.coaching.permissions import can_create_contract
from programs.engagements.actions import add_participant, create_engagement, move_engagement
from programs.engagements.kinds import Kind
from programs.engagements.lifecycle import End, State
from programs.engagements.models import Participation, Program
from programs.engagements.permissions import can_run_program

MOST_SESSIONS = 100
Role = Participation.Role


@transaction.atomic
def create_contract(
    *,
    program: Program,
    client: Membership,
    coach: Membership,
    sponsor: Membership | None,
    starts_on: date,
    ends_on: date,
    session_budget: int,
    by: Membership,
) -> Contract:
    """A draft with its parties, its term and its number of sessions.

    Raises:
        NotAllowed: `by` does not run the program.
        DomainError: two parties are one person, the dates are in the wrong order, or the program is closed.
    """
    if not can_create_contract(by, program):
        raise NotAllowed("Contracts of this program are set up by those who run it.")
    if program.kind != Kind.COACHING:
        raise DomainError(f"“{program.name}” is no coaching program.")
    _check_parties(client, coach, sponsor)
    if ends_on <= starts_on:
        raise DomainError("The end is not after the start. Choose a later end.", field="ends_on")
    if not 1 <= session_budget <= MOST_SESSIONS:
        raise DomainError(f"Choose between 1 and {MOST_SESSIONS} sessions.", field="session_budget")
    engagement = create_engagement(
        program=program,
        title=f"{client.name} with {coach.name}"[:140],
        state=State.DRAFT,
        starts_on=starts_on,
        ends_on=ends_on,
        by=by,
    )
    contract = Contract.objects.create(id=engagement.pk, engagement=engagement, session_budget=session_budget)
    places = [(client, Role.CLIENT), (coach, Role.COACH), (sponsor, Role.SPONSOR)]
    for membership, role in places:
        if membership is not None:
            add_participant(engagement=engagement, membership=membership, role=role, by=by)
    record("created", contract, by=by, sessions=session_budget)
    return contract


def _check_parties(client: Membership, coach: Membership, sponsor: Membership | None) -> None:
    if client.pk == coach.pk:
        raise DomainError(f"{client.name} can't coach themselves. Choose another coach.", field="coach")
    if sponsor is not None and sponsor.pk == coach.pk:
        raise DomainError(f"{coach.name} is the coach. Choose another sponsor, or none.", field="sponsor")
    if sponsor is not None and sponsor.pk == client.pk:
        raise DomainError(f"{client.name} is the client. Choose another sponsor, or none.", field="sponsor")


@transaction.atomic
def cancel_contract(*, contract: Contract, by: Membership, reason: str = "") -> None:
    """A contract that has not begun will not take place; scheduling frees what was planned.

    Raises:
        NotAllowed: `by` does not run the program.
        IllegalTransition: it has begun.
    """
    lock_contract(contract)
    if not can_run_program(by, contract.engagement.program):
        raise NotAllowed("A contract is cancelled by those who run its program.")
    move_engagement(
        engagement=contract.engagement,
        to=State.CANCELLED,
        table=CONTRACT_TABLE,
        by=by,
        end=End.NO_FAULT,
        reason=reason,
    )
