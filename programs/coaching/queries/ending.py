"""The end of a contract: what the numbers suggest, what was said, what comes next, and the document that stays."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.http import Http404

from accounts.models import Membership
from programs.coaching.lifecycle import LOOKING_BACK
from programs.coaching.models import Contract, NextStep
from programs.coaching.queries.contracts import clients_of, get_contract_for, objectives_of_contract, parties_of
from programs.coaching.queries.feedback import FEEDBACK
from programs.covenant.queries import reading_of
from programs.engagements.models import Participation, Program
from programs.evaluations.models import Round
from programs.goals.lifecycle import ObjectiveState
from programs.goals.models import Objective
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.queries import sessions_of

ENOUGH = 5  # clients who chose, before a program's page tells ways apart
Role = Participation.Role


def suggested_outcome(objective: Objective) -> ObjectiveState | None:
    """What the last measurement suggests; None without one. For a hint: people decide."""
    now = objective.path.now
    if now is None:
        return None
    way, change = objective.target - objective.baseline, now - objective.baseline
    if way < 0:
        way, change = -way, -change
    if change >= way:
        return ObjectiveState.REACHED
    return ObjectiveState.PARTLY if change > 0 else ObjectiveState.NOT_REACHED


def contract_to_say(membership: Membership, engagement_id: UUID) -> tuple[Contract, Participation]:
    """A contract for the pages of its clients, with their place; 404 for every other party."""
    contract, place = get_contract_for(membership, engagement_id)
    if place.role != Role.CLIENT:
        raise Http404
    return contract, place


def next_step_of(place: Participation) -> NextStep | None:
    """What this client chose to go on with."""
    return NextStep.objects.filter(client=place).first()


def client_steps(clients: Sequence[Participation], viewer: Participation) -> dict[UUID, NextStep]:
    """By client the next steps that this party reads: a client their own, the coach all, nobody else any."""
    if viewer.role == Role.COACH:
        shown = [client.pk for client in clients]
    else:
        shown = [client.pk for client in clients if client.pk == viewer.pk]
    return {row.client_id: row for row in NextStep.objects.filter(client__in=shown)} if shown else {}


@dataclass(frozen=True)
class NextSteps:
    """What the clients of a program go on with, in numbers.

    Args:
        ended: clients of contracts that are evaluated or closed.
        chosen: how many of them chose something.
        ways: words and number, once enough of them did.
    """

    ended: int
    chosen: int
    ways: list[tuple[str, int]] = field(default_factory=list)


def next_steps_of_program(program: Program) -> NextSteps | None:
    """The numbers for those who run a program; None before a contract comes to its end."""
    clients = Participation.objects.filter(
        role=Role.CLIENT,
        left_at__isnull=True,
        engagement__program=program,
        engagement__contract__isnull=False,
        engagement__state__in=LOOKING_BACK,
    )
    ended = clients.count()
    if not ended:
        return None
    counted = Counter(NextStep.objects.filter(client__in=clients).values_list("way", flat=True))
    ways = [(way.label, counted[way]) for way in NextStep.Way if counted[way]]
    return NextSteps(ended, counted.total(), ways if counted.total() >= ENOUGH else [])


def chosen_steps(contract: Contract) -> tuple[int, int]:
    """How many clients of a contract chose what comes next, and how many there are."""
    clients = Participation.objects.filter(engagement=contract.pk, role=Role.CLIENT, left_at__isnull=True)
    return NextStep.objects.filter(client__in=clients).count(), clients.count()


@dataclass(frozen=True)
class ClientEnd:
    """One client's part of the closing document, as its reader may see it."""

    client: Participation
    objectives: list[Objective]
    step: NextStep | None
    feedback: list[str]  # the stages of 360s that were asked, for client and coach


@dataclass(frozen=True)
class ClosingPage:
    """The closing document for one party."""

    parties: list[Participation]
    gone: list[Participation]
    held: int
    clients: list[ClientEnd]


def closing_of(contract: Contract, viewer: Participation) -> ClosingPage:
    """What this party may read of how a contract ended."""
    parties = parties_of(contract)
    clients = clients_of(parties)
    objectives = objectives_of_contract(parties, reading_of(viewer))
    steps, feedback = client_steps(clients, viewer), _feedback_stages(contract, viewer)
    gone = Participation.objects.filter(engagement=contract.pk, left_at__isnull=False)
    return ClosingPage(
        parties=parties,
        gone=list(gone.select_related("membership__user").order_by("left_at", "id")),
        held=sessions_of(contract.engagement).filter(state=SessionState.COMPLETED).count(),
        clients=[
            ClientEnd(
                client=client,
                objectives=[row for row in objectives if row.owner_id == client.pk],
                step=steps.get(client.pk),
                feedback=feedback.get(client.pk, []),
            )
            for client in clients
        ],
    )


def _feedback_stages(contract: Contract, viewer: Participation) -> dict[UUID, list[str]]:
    rows = Round.objects.filter(engagement=contract.pk, questionnaire__code=FEEDBACK)
    if viewer.role != Role.COACH:
        rows = rows.filter(subject=viewer.pk)
    found: dict[UUID, list[str]] = {}
    for subject, stage in rows.order_by("opens_at").values_list("subject_id", "stage"):
        found.setdefault(subject, []).append(Round.Stage(stage).label)
    return found
