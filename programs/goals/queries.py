"""Reads over objectives, measurements and actions. Administrators appear in none of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import F, QuerySet
from django.http import Http404
from django.utils import timezone

from accounts.models import Membership
from programs.engagements.lifecycle import CURRENT
from programs.engagements.models import Engagement, Participation
from programs.engagements.queries import people_of
from programs.goals.lifecycle import ObjectiveState
from programs.goals.models import Action, Measurement, Objective
from programs.scheduling.models import Session
from programs.scheduling.queries import sessions_of
from programs.scheduling.roles import VISITING_ROLES

OWNING_ROLES = frozenset({Participation.Role.CLIENT, Participation.Role.MENTEE})  # who sets objectives for themselves
ON_COURSE, BEHIND, TOO_EARLY = "on course", "behind", "too early to tell"
TONES = {ON_COURSE: "ok", BEHIND: "warn", TOO_EARLY: ""}
EARLY = Decimal("0.2")  # so much of the time has to pass before a status means something
ENOUGH = Decimal("0.9")  # so much of the planned change counts as on course


@dataclass(frozen=True)
class ObjectivePath:
    """Where an objective stands.

    Args:
        points: what was measured, oldest first.
        now: the last measured value, None without a measurement.
        planned: the value of the planned line today.
        status: "on course", "behind" or "too early to tell".
    """

    points: list[tuple[date, Decimal]]
    now: Decimal | None
    planned: Decimal
    status: str

    @property
    def tone(self) -> str:
        """The tone of the status mark."""
        return TONES[self.status]


def planned_value(objective: Objective, on: date) -> Decimal:
    """The straight line from the baseline at the start to the target at the due date; level before and after."""
    return objective.baseline + (objective.target - objective.baseline) * _share_of_time(objective, on)


def _share_of_time(objective: Objective, on: date) -> Decimal:
    passed = Decimal((on - objective.starts_on).days) / Decimal((objective.due_on - objective.starts_on).days)
    return min(max(passed, Decimal(0)), Decimal(1))


def status_of(objective: Objective, points: list[tuple[date, Decimal]], today: date) -> str:
    """Compare the last measured value with the planned line at its own date, in the direction of the target."""
    if not points or _share_of_time(objective, today) < EARLY:
        return TOO_EARLY
    when, value = points[-1]
    change, planned = value - objective.baseline, planned_value(objective, when) - objective.baseline
    if objective.target < objective.baseline:
        change, planned = -change, -planned
    return ON_COURSE if change >= planned * ENOUGH else BEHIND


def with_path(objective: Objective, today: date | None = None) -> ObjectivePath:
    """Where the objective stands; it is also left at `objective.path`, for templates."""
    today = today or timezone.localdate()
    points = sorted((row.measured_on, row.value) for row in objective.measurements.all())
    objective.path = ObjectivePath(
        points=points,
        now=points[-1][1] if points else None,
        planned=round(planned_value(objective, today), 2),
        status=status_of(objective, points, today),
    )
    return objective.path


def _with_paths(objectives: QuerySet[Objective]) -> list[Objective]:
    found = list(
        objectives.select_related("owner__membership__user", "owner__engagement__program").prefetch_related(
            "measurements"
        )
    )
    for objective in found:
        with_path(objective)
    return found


def objectives_of(owner: Participation) -> list[Objective]:
    """What this participant set out to do, in their order, each with `.path`."""
    return _with_paths(Objective.objects.filter(owner=owner).order_by("position", "id"))


def objectives_in(engagement: Engagement, viewer: Participation) -> list[Objective]:
    """The objectives of an engagement that this participant may see: leads and sponsors all, others their own."""
    rows = Objective.objects.filter(owner__engagement=engagement, owner__left_at__isnull=True)
    if not sees_all_objectives(viewer):
        rows = rows.filter(owner=viewer)
    return _with_paths(rows.order_by("owner_id", "position", "id"))


def objectives_for(membership: Membership) -> list[Objective]:
    """This person's open objectives in all their current engagements, each with `.path`; the next due first."""
    return _with_paths(
        Objective.objects.filter(
            owner__membership=membership,
            owner__left_at__isnull=True,
            owner__engagement__state__in=CURRENT,
            state=ObjectiveState.OPEN,
        ).order_by("due_on", "position", "id")
    )


def sees_all_objectives(viewer: Participation) -> bool:
    """Those who lead, and sponsors, who see objectives and numbers but nothing else."""
    return viewer.leads or viewer.role == Participation.Role.SPONSOR


def get_objective_for(membership: Membership, objective_id: UUID) -> tuple[Objective, Participation]:
    """An objective and the viewer's place beside it: the owner, the lead or a sponsor. 404 for everybody else."""
    try:
        objective = Objective.objects.select_related("owner__membership__user", "owner__engagement__program").get(
            pk=objective_id
        )
    except Objective.DoesNotExist:
        raise Http404 from None
    viewer = _place(membership, objective.owner.engagement_id)
    if viewer is None or not (sees_all_objectives(viewer) or objective.owner_id == viewer.pk):
        raise Http404
    return objective, viewer


def _place(membership: Membership, engagement_id: UUID) -> Participation | None:
    return (
        Participation.objects.filter(engagement_id=engagement_id, membership=membership, left_at__isnull=True)
        .select_related("membership__user", "engagement__program")
        .first()
    )


def measurements_of(objective: Objective) -> QuerySet[Measurement]:
    """What was measured, the newest first, with who wrote it down."""
    return (
        Measurement.objects.filter(objective=objective)
        .select_related("recorded_by__user")
        .order_by("-measured_on", "-id")
    )


def measured_days(objective: Objective) -> set[date]:
    """The days that have a measurement already."""
    return set(Measurement.objects.filter(objective=objective).values_list("measured_on", flat=True))


def sits_in(place: Participation | None) -> bool:
    """Whether this is a place in the sessions; sponsors have none, and see no actions."""
    return place is not None and place.left_at is None and place.role not in VISITING_ROLES


def actions_of(engagement: Engagement, viewer: Participation | None = None) -> list[Action]:
    """What was agreed here, open ones first by their date, then what was done, the newest first.

    With a viewer, `.may_finish` says which of them that person may tick. A sponsor gets none.
    """
    if viewer is not None and not sits_in(viewer):
        return []
    rows = _actions().filter(owner__engagement=engagement)
    return _for_viewer(rows.order_by("-done_at", F("due_on").asc(nulls_last=True), "id"), viewer)


def actions_of_session(session: Session, viewer: Participation) -> list[Action]:
    """What was agreed in a session."""
    if not sits_in(viewer):
        return []
    return _for_viewer(_actions().filter(session=session).order_by(F("due_on").asc(nulls_last=True), "id"), viewer)


def open_actions_for(membership: Membership) -> list[Action]:
    """What this person said they would do in their current engagements, the next due first."""
    rows = _actions().filter(
        owner__membership=membership,
        owner__left_at__isnull=True,
        owner__engagement__state__in=CURRENT,
        done_at__isnull=True,
    )
    found = list(rows.order_by(F("due_on").asc(nulls_last=True), "id"))
    for action in found:
        action.may_finish = True
    return found


def _actions() -> QuerySet[Action]:
    return Action.objects.select_related("owner__membership__user", "owner__engagement__program", "objective")


def _for_viewer(rows: Iterable[Action], viewer: Participation | None) -> list[Action]:
    found = list(rows)
    for action in found:
        action.may_finish = viewer is not None and finishes(viewer, action)
    return found


def finishes(place: Participation, action: Action) -> bool:
    """Whose tick it is: the owner's, and the lead's."""
    return action.owner_id == place.pk or (place.leads and place.engagement_id == action.owner.engagement_id)


def get_action_for(membership: Membership, action_id: UUID) -> tuple[Action, Participation]:
    """An action of an engagement in whose sessions this person sits, and their place, or 404."""
    try:
        action = _actions().get(pk=action_id)
    except Action.DoesNotExist:
        raise Http404 from None
    place = _place(membership, action.owner.engagement_id)
    if not sits_in(place):
        raise Http404
    action.may_finish = finishes(place, action)
    return action, place


def readers_of(owner: Participation, viewer: Participation) -> str:
    """Who can read an objective and its numbers, in words, before anybody writes."""
    others = [
        person.name
        for person in people_of(owner.engagement)
        if person.pk != viewer.pk and (person.pk == owner.pk or sees_all_objectives(person))
    ]
    return f"{_listed(['You', *others])} can read this. Nobody else can, not even administrators."


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def people_sitting_in(engagement: Engagement) -> list[Participation]:
    """Who can own an action."""
    found = [person for person in people_of(engagement) if person.role not in VISITING_ROLES]
    for person in found:
        person.engagement = engagement
    return found


def recent_sessions(engagement: Engagement) -> list[Session]:
    """The sessions that an action can come from: those that have begun, the newest first."""
    return list(sessions_of(engagement).filter(starts_at__lte=timezone.now()).order_by("-starts_at")[:12])
