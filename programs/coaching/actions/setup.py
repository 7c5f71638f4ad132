"""The first and the shortest way of a contract."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from programs.coaching.actions.locks import lock_contract
from programs.coaching.lifecycle import CONTRACT_TABLE
from programs.coaching.models import Contract
from programs.coaching.permissions import can_create_contract
from programs.coaching.queries import title_of
from programs.engagements.actions import add_participant, create_engagement, move_engagement
from programs.engagements.kinds import Kind
from programs.engagements.lifecycle import End, State
from programs.engagements.models import Participation, Program
from programs.engagements.permissions import can_run_program

MOST_SESSIONS = 100
MOST_CLIENTS = 15  # what professional bodies count as a group
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
    also: Sequence[Membership] = (),
) -> Contract:
    """A draft with its parties, its term and its number of sessions.

    Args:
        also: the other clients of a group, who share the sessions; each has their own objectives.

    Raises:
        NotAllowed: `by` does not run the program.
        DomainError: two parties are one person, the dates are in the wrong order, or the program is closed.
    """
    if not can_create_contract(by, program):
        raise NotAllowed("Contracts of this program are set up by those who run it.")
    if program.kind != Kind.COACHING:
        raise DomainError(f"“{program.name}” is no coaching program.")
    clients = [client, *also]
    _check_parties(clients, coach, sponsor)
    if ends_on <= starts_on:
        raise DomainError("The end is not after the start. Choose a later end.", field="ends_on")
    if not 1 <= session_budget <= MOST_SESSIONS:
        raise DomainError(f"Choose between 1 and {MOST_SESSIONS} sessions.", field="session_budget")
    engagement = create_engagement(
        program=program,
        title=title_of(clients, coach),
        state=State.DRAFT,
        starts_on=starts_on,
        ends_on=ends_on,
        by=by,
    )
    contract = Contract.objects.create(id=engagement.pk, engagement=engagement, session_budget=session_budget)
    places = [*((person, Role.CLIENT) for person in clients), (coach, Role.COACH), (sponsor, Role.SPONSOR)]
    for membership, role in places:
        if membership is not None:
            add_participant(engagement=engagement, membership=membership, role=role, by=by)
    record("created", contract, by=by, sessions=session_budget)
    return contract


def _check_parties(clients: Sequence[Membership], coach: Membership, sponsor: Membership | None) -> None:
    if len({person.pk for person in clients}) < len(clients):
        raise DomainError("Somebody stands twice among the clients. Name each person once.", field="also")
    if len(clients) > MOST_CLIENTS:
        raise DomainError(f"A group has at most {MOST_CLIENTS} clients.", field="also")
    for client in clients:
        if client.pk == coach.pk:
            raise DomainError(f"{client.name} can't coach themselves. Choose another coach.", field="coach")
        if sponsor is not None and sponsor.pk == client.pk:
            raise DomainError(f"{client.name} is a client. Choose another sponsor, or none.", field="sponsor")
    if sponsor is not None and sponsor.pk == coach.pk:
        raise DomainError(f"{coach.name} is the coach. Choose another sponsor, or none.", field="sponsor")


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
