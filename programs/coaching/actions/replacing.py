"""Parties who leave in the middle: another coach, another sponsor or none, a group that goes on without somebody.

What a departed person wrote stays with their name, under the covenant. Where the agreement was signed, the new party
signs it like all the others: a change is opened and sent by itself, and what was signed holds until then.
"""

from django.db import transaction

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from programs.coaching.actions.amending import write_amendment
from programs.coaching.actions.locks import lock_contract
from programs.coaching.actions.signing import put_out
from programs.coaching.events import ContractPaused, PartyGone
from programs.coaching.lifecycle import AMENDABLE, CONTRACT_TABLE
from programs.coaching.models import Contract
from programs.coaching.queries import (
    clients_of,
    coach_of,
    current_agreement,
    objectives_of_contract,
    open_amendment,
    parties_of,
    room_with,
    title_of,
)
from programs.engagements.actions import add_participant, end_participation, move_engagement
from programs.engagements.lifecycle import State
from programs.engagements.models import Participation
from programs.engagements.permissions import can_run_program
from programs.scheduling.actions import add_person_to_sessions, hold_people, remove_person_from_sessions

ANOTHER_COACH, ANOTHER_SPONSOR = "Another coach", "Another sponsor"
Role = Participation.Role


@transaction.atomic
def replace_coach(*, contract: Contract, membership: Membership, by: Membership) -> Participation:
    """Give a contract to another coach, with its planned sessions; new ones are booked after that coach's signature.

    Raises:
        NotAllowed: `by` does not run the program.
        DomainError: they are a party already, have left, have no room for more clients, or the contract is over.
    """
    parties = _open(contract, by)
    _check_new(membership, parties, field="coach")
    clients = clients_of(parties)
    if refusal := room_with(membership, len(clients)):
        raise DomainError(refusal, field="coach")
    old = coach_of(parties)
    hold_people(engagement=contract.engagement, people=[old, membership])
    _end(old, by)
    place = add_participant(engagement=contract.engagement, membership=membership, role=Role.COACH, by=by)
    add_person_to_sessions(participation=place)
    contract.engagement.title = title_of([client.membership for client in clients], membership)
    contract.engagement.save(update_fields=["title"])
    record("replaced coach", contract, by=by)
    _ask_again(contract, ANOTHER_COACH, by)
    return place


@transaction.atomic
def replace_sponsor(*, contract: Contract, membership: Membership | None, by: Membership) -> Participation | None:
    """Name another sponsor, or go on without one; then nobody signs again.

    Raises:
        NotAllowed: `by` does not run the program.
        DomainError: they are a party already, have left, nothing would change, or the contract is over.
    """
    parties = _open(contract, by)
    old = next((place for place in parties if place.role == Role.SPONSOR), None)
    if membership is None and old is None:
        raise DomainError("This contract has no sponsor. Name one, or leave it as it is.", field="sponsor")
    if membership is not None:
        _check_new(membership, parties, field="sponsor")
    if old is not None:
        end_participation(participation=old, by=by)
    record("replaced sponsor", contract, by=by, named=membership is not None)
    if membership is None:
        return None
    place = add_participant(engagement=contract.engagement, membership=membership, role=Role.SPONSOR, by=by)
    _ask_again(contract, ANOTHER_SPONSOR, by)
    return place


@transaction.atomic
def remove_client(*, contract: Contract, place: Participation, by: Membership) -> None:
    """A client leaves a group, and the rest go on as agreed.

    Raises:
        NotAllowed: `by` does not run the program, or this is no client of the contract.
        DomainError: it is the only client, who left already, or the contract is over.
    """
    clients = clients_of(_open(contract, by))
    if place.pk not in {client.pk for client in clients}:
        raise NotAllowed("This is no client of the contract.")
    if len(clients) == 1:
        raise DomainError("A contract can’t go on without a client. End it instead.")
    hold_people(engagement=contract.engagement, people=[place])
    _end(place, by)
    left = [client.membership for client in clients if client.pk != place.pk]
    contract.engagement.title = title_of(left, coach_of(parties_of(contract)).membership)
    contract.engagement.save(update_fields=["title"])
    record("removed client", contract, by=by)


@transaction.atomic
def tell_of_gone_party(*, contract: Contract, place: Participation) -> None:
    """Somebody has no access any more: without its coach an active contract rests, and those who run it are told."""
    lock_contract(contract)
    if place.role == Role.COACH and contract.engagement.state == State.ACTIVE:
        move_engagement(engagement=contract.engagement, to=State.PAUSED, table=CONTRACT_TABLE, by=None)
        record("paused", contract, by=None)
        publish(ContractPaused(subject_id=contract.pk))
    publish(PartyGone(subject_id=contract.pk, participation_id=place.pk))


def _open(contract: Contract, by: Membership) -> list[Participation]:
    lock_contract(contract)
    if not can_run_program(by, contract.engagement.program):
        raise NotAllowed("Who is a party of a contract is decided by those who run its program.")
    if contract.engagement.has_ended:
        raise DomainError("This contract is over, so its parties stay as they were.")
    return parties_of(contract)


def _check_new(membership: Membership, parties: list[Participation], *, field: str) -> None:
    for place in parties:
        if place.membership_id == membership.pk:
            role = place.get_role_display().lower()
            raise DomainError(f"{membership.name} is the {role} of this contract. Choose somebody else.", field=field)
    if not Membership.objects.filter(pk=membership.pk, is_active=True).exists():
        raise DomainError(f"{membership.name} has left the organization. Choose somebody else.", field=field)


def _end(place: Participation, by: Membership) -> None:
    remove_person_from_sessions(participation=place)
    end_participation(participation=place, by=by)


def _ask_again(contract: Contract, reason: str, by: Membership) -> None:
    """Send what was signed with the new names; a change that is written already takes them in when it is sent."""
    if contract.engagement.state not in AMENDABLE or open_amendment(contract):
        return
    amendment = write_amendment(contract, reason, by)
    parties = parties_of(contract)
    put_out(contract, current_agreement(contract, parties, objectives_of_contract(parties), amendment), amendment, by)
