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
from programs.coaching.queries.overlaps import overlapping_contracts
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
    paid: bool = True,
    late_counts: bool = True,
    longer: bool = True,
    overlapping: bool = True,
) -> Contract:
    """A draft with its parties, its term and its number of sessions.

    Args:
        also: the other clients of a group, who share the sessions; each has their own objectives.
        paid: or pro bono.
        late_counts: a session cancelled later than the program's hours is used up.
        longer: more than a year is meant; a form asks.
        overlapping: that a client has another contract in that time is known and meant; a form asks.

    Raises:
        NotAllowed: `by` does not run the program.
        DomainError: two parties are one person, the dates are in the wrong order, the program is closed, or something
            unusual was not said to be meant.
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
    if not longer and ends_on > a_year_after(starts_on):
        raise DomainError("This is longer than a year. Choose an earlier end, or say that you mean it.", field="longer")
    if not overlapping:
        _check_overlaps(clients, starts_on, ends_on, by)
    engagement = create_engagement(
        program=program,
        title=title_of(clients, coach),
        state=State.DRAFT,
        starts_on=starts_on,
        ends_on=ends_on,
        by=by,
    )
    contract = Contract.objects.create(
        id=engagement.pk,
        engagement=engagement,
        session_budget=session_budget,
        paid=paid,
        late_counts=late_counts,
    )
    places = [*((person, Role.CLIENT) for person in clients), (coach, Role.COACH), (sponsor, Role.SPONSOR)]
    for membership, role in places:
        if membership is not None:
            add_participant(engagement=engagement, membership=membership, role=role, by=by)
    record("created", contract, by=by, sessions=session_budget, paid=paid)
    return contract


def a_year_after(day: date) -> date:
    """The same day a year later; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def _check_overlaps(clients: Sequence[Membership], starts_on: date, ends_on: date, by: Membership) -> None:
    """Ask before a client has two contracts at once. With whom is named to those who run that program alone."""
    found = [
        f"{row.client.name} has a contract {f'with {row.coach} ' if row.coach else ''}until {_day(row.ends_on)}"
        for row in overlapping_contracts(clients, starts_on, ends_on, by)
    ]
    if found:
        raise DomainError(f"{'; '.join(found)}. Say that you mean both.", field="overlapping")


def _day(value: date) -> str:
    return f"{value.day} {value:%B %Y}"


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
