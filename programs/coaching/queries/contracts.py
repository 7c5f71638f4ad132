"""Which contracts somebody may see, and who their parties are."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from accounts.models import Membership
from programs.coaching.models import Contract
from programs.covenant.policy import Reading
from programs.engagements.kinds import Kind
from programs.engagements.models import Engagement, Participation, Program
from programs.engagements.queries import engagements_for, get_program_for, people_of, programs_for, with_people
from programs.goals.lifecycle import ObjectiveState
from programs.goals.models import Objective
from programs.goals.queries import objectives_of
from programs.goals.reading import readable_objectives
from programs.scheduling.models import Session

Role = Participation.Role
PARTY_ORDER = (Role.CLIENT, Role.COACH, Role.SPONSOR)


def get_coaching_program(membership: Membership, program_id: UUID) -> Program:
    """A coaching program that this person configures, or 404."""
    program = get_program_for(membership, program_id)
    if program.kind != Kind.COACHING:
        raise Http404
    return program


def contracts_for(membership: Membership) -> QuerySet[Engagement]:
    """The engagements behind the contracts that this person is a party of, newest first, with `.present` people."""
    mine = engagements_for(membership).filter(contract__isnull=False)
    return with_people(mine.order_by("-starts_on", "-id"))


def contracts_overseen_by(membership: Membership) -> QuerySet[Engagement]:
    """The same for those in the programs that this person runs."""
    theirs = Engagement.objects.filter(
        contract__isnull=False, program__in=programs_for(membership).values("pk")
    ).select_related("program")
    return with_people(theirs.order_by("-starts_on", "-id"))


def get_contract_for(membership: Membership, engagement_id: UUID) -> tuple[Contract, Participation]:
    """A contract that this person is a party of, and their place; 404 for everybody else, whatever their role."""
    place = (
        Participation.objects.filter(
            engagement_id=engagement_id,
            engagement__contract__isnull=False,
            membership=membership,
            left_at__isnull=True,
        )
        .select_related("engagement__program", "engagement__contract", "membership__user")
        .first()
    )
    if place is None:
        raise Http404
    contract = place.engagement.contract
    contract.engagement = place.engagement
    return contract, place


def get_contract_to_design(membership: Membership, engagement_id: UUID) -> tuple[Contract, Participation]:
    """The same for the pages of client and coach; 404 also for a sponsor."""
    contract, place = get_contract_for(membership, engagement_id)
    if place.role not in {Role.CLIENT, Role.COACH}:
        raise Http404
    return contract, place


def get_contract_to_close(membership: Membership, engagement_id: UUID) -> tuple[Contract, Participation]:
    """The same for the coach's pages."""
    contract, place = get_contract_for(membership, engagement_id)
    if place.role != Role.COACH:
        raise Http404
    return contract, place


def get_contract_to_steer(membership: Membership, engagement_id: UUID) -> tuple[Contract, Participation | None]:
    """A contract for its coach, with their place, or for those who run its program; 404 for everybody else."""
    try:
        return get_contract_to_close(membership, engagement_id)
    except Http404:
        return get_overseen_contract(membership, engagement_id), None


def get_overseen_contract(membership: Membership, engagement_id: UUID) -> Contract:
    """A contract of a program that this person runs, or 404; for pages with names, dates and states only."""
    try:
        return Contract.objects.select_related("engagement__program").get(
            pk=engagement_id, engagement__program__in=programs_for(membership).values("pk")
        )
    except Contract.DoesNotExist:
        raise Http404 from None


def parties_of(contract: Contract) -> list[Participation]:
    """Who signs: client, coach, and the sponsor if there is one."""
    return sorted(people_of(contract.engagement), key=lambda place: PARTY_ORDER.index(place.role))


def clients_of(parties: Iterable[Participation]) -> list[Participation]:
    """The places of the client, or of the clients of a group; each owns their objectives."""
    return [place for place in parties if place.role == Role.CLIENT]


def client_for(parties: Sequence[Participation], place: Participation) -> Participation:
    """Whose contract a page shows to this party: a client sees it as their own, others as the first client's."""
    clients = clients_of(parties)
    return next((client for client in clients if client.pk == place.pk), clients[0])


def names_of(places: Sequence[Participation]) -> str:
    """As headings have it: "Amara Okafor", "Amara and Tomás", "Amara, Tomás and 3 more"."""
    if len(places) == 1:
        return places[0].name
    first = [place.membership.user.first_name for place in places]
    return f"{first[0]} and {first[1]}" if len(first) == 2 else f"{first[0]}, {first[1]} and {len(first) - 2} more"


def coach_of(parties: Iterable[Participation]) -> Participation:
    """The coach's place."""
    return next(place for place in parties if place.role == Role.COACH)


def objectives_of_contract(parties: Iterable[Participation], reading: Reading | None = None) -> list[Objective]:
    """The clients' objectives in their order.

    Args:
        reading: of who looks at them, for a page; without one all of them, for what is decided and not shown.
    """
    return [objective for client in clients_of(parties) for objective in objectives_of(client, reading)]


def open_objectives(objectives: Iterable[Objective]) -> list[Objective]:
    """Those without an outcome yet."""
    return [row for row in objectives if row.state == ObjectiveState.OPEN]


def get_contract_objective(contract: Contract, objective_id: UUID, reading: Reading) -> Objective:
    """One of the contract's objectives that this person may read, or 404."""
    rows = readable_objectives(reading).filter(pk=objective_id, owner__engagement=contract.pk)
    objective = rows.select_related("owner__engagement", "owner__membership__user").first()
    if objective is None:
        raise Http404
    return objective


def contract_of_session(session_id: UUID) -> tuple[Contract, Session] | None:
    """The contract that a session belongs to, if it belongs to one."""
    session = Session.objects.select_related("completed_by").filter(pk=session_id).first()
    if session is None:
        return None
    contract = Contract.objects.select_related("engagement__program").filter(pk=session.engagement_id).first()
    return (contract, session) if contract else None
