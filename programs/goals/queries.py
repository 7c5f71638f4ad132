"""Reads over objectives, measurements and actions. Administrators appear in none of them."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, TextField
from django.db.models.functions import Cast, JSONObject
from django.http import Http404
from django.utils import timezone

from accounts.models import Membership
from programs.covenant.policy import Reading
from programs.covenant.queries import reading_of
from programs.engagements.lifecycle import CURRENT
from programs.engagements.models import Engagement, Participation
from programs.goals.check_ins import read_check_ins
from programs.goals.lifecycle import ObjectiveState
from programs.goals.models import Action, Measurement, Milestone, Objective
from programs.goals.path import ObjectivePath, corners, planned_value, status_of, steps_of
from programs.goals.reading import (
    readable_actions,
    readable_measurements,
    readable_objectives,
    reads_action,
    reads_measurements,
    reads_objective,
    with_engagement,
)
from programs.scheduling.models import Session
from programs.scheduling.queries import sessions_of
from programs.scheduling.roles import VISITING_ROLES

OWNING_ROLES = frozenset({Participation.Role.CLIENT, Participation.Role.MENTEE})  # who sets objectives for themselves


def with_path(objective: Objective, today: date | None = None, reading: Reading | None = None) -> ObjectivePath:
    """Where the objective stands; it is also left at `objective.path`, for templates.

    Args:
        reading: the viewer's; who may not read what was measured gets a path without it, and no
            `objective.reads_numbers`. Without one it is for the objective's owner, or for no page.
    """
    today = today or timezone.localdate()
    objective.reads_numbers = reading is None or reads_measurements(reading, objective)
    points = _measured(objective) if objective.reads_numbers else []
    steps = _steps(objective)
    objective.path = ObjectivePath(
        points=points,
        plan=corners(objective, steps),
        now=points[-1][1] if points else None,
        planned=round(planned_value(objective, today, steps), 2),
        status=status_of(objective, points, today, steps),
    )
    return objective.path


def _measured(objective: Objective) -> list[tuple[date, Decimal]]:
    if (rows := objective.__dict__.get("measured_json")) is not None:
        return _pairs(rows)
    return sorted((row.measured_on, row.value) for row in objective.measurements.all())


def _steps(objective: Objective) -> list[tuple[date, Decimal]]:
    if (rows := objective.__dict__.get("steps_json")) is not None:
        return _pairs(rows)
    return steps_of(objective.milestones.all())


def _pairs(rows: list[dict]) -> list[tuple[date, Decimal]]:
    return sorted((date.fromisoformat(row["on"]), Decimal(row["value"])) for row in rows)


def _as_json(rows: QuerySet, day: str) -> ArraySubquery:
    """Days and values of these rows: numbers are read with their objective, in one query for all objectives."""
    return ArraySubquery(rows.values(json=JSONObject(on=day, value=Cast("value", TextField()))))


def _with_paths(objectives: QuerySet[Objective], reading: Reading | None = None) -> list[Objective]:
    measured = readable_measurements(reading) if reading else Measurement.objects.all()
    steps = Milestone.objects.filter(objective=OuterRef("pk"), value__isnull=False)
    found = list(
        objectives.select_related("owner__membership__user", "owner__engagement__program").annotate(
            measured_json=_as_json(measured.filter(objective=OuterRef("pk")), "measured_on"),
            steps_json=_as_json(steps, "due_on"),
        )
    )
    for objective in found:
        with_path(objective, reading=reading)
    return found


def objectives_of(owner: Participation, reading: Reading | None = None) -> list[Objective]:
    """What this participant set out to do, in their order, each with `.path`.

    Args:
        reading: the viewer's, for a page; without one all of them, for what is decided and not shown.
    """
    rows = (readable_objectives(reading) if reading else Objective.objects.all()).filter(owner=owner)
    return _with_paths(rows.order_by("position", "id"), reading)


def objectives_in(engagement: Engagement, viewer: Participation, reading: Reading | None = None) -> list[Objective]:
    """The objectives of an engagement that this participant may read, each with `.path`."""
    reading = reading or reading_of(viewer)
    rows = readable_objectives(reading).filter(owner__engagement=engagement, owner__left_at__isnull=True)
    return _with_paths(rows.order_by("owner_id", "position", "id"), reading)


def objectives_for(membership: Membership) -> list[Objective]:
    """This person's open objectives in all their current engagements, each with `.path`; the next due first.

    One's own objectives and numbers are one's own, whatever a covenant says.
    """
    return _with_paths(
        Objective.objects.filter(
            owner__membership=membership,
            owner__left_at__isnull=True,
            owner__engagement__state__in=CURRENT,
            state=ObjectiveState.OPEN,
        ).order_by("due_on", "position", "id")
    )


def get_objective_for(membership: Membership, objective_id: UUID) -> tuple[Objective, Participation, Reading]:
    """An objective, the place of a viewer who may read it, and what they read there. 404 for everybody else."""
    try:
        rows = Objective.objects.select_related("owner__membership__user", "owner__engagement__program", "competency")
        objective = rows.get(pk=objective_id)
    except Objective.DoesNotExist:
        raise Http404 from None
    viewer = _place(membership, objective.owner.engagement_id)
    reading = reading_of(viewer) if viewer else None
    if viewer is None or reading is None or not reads_objective(reading, objective):
        raise Http404
    objective.reads_numbers = reads_measurements(reading, objective)
    return objective, viewer, reading


def _place(membership: Membership, engagement_id: UUID) -> Participation | None:
    return (
        Participation.objects.filter(engagement_id=engagement_id, membership=membership, left_at__isnull=True)
        .select_related("membership__user", "engagement__program")
        .first()
    )


def measurements_of(objective: Objective, reading: Reading) -> QuerySet[Measurement]:
    """What was measured, as far as it may be read, the newest first, with who wrote it down."""
    return (
        readable_measurements(reading)
        .filter(objective=objective)
        .select_related("recorded_by__user")
        .order_by("-measured_on", "-id")
    )


def measured_days(objective: Objective) -> set[date]:
    """The days that have a measurement already."""
    return set(Measurement.objects.filter(objective=objective).values_list("measured_on", flat=True))


def sits_in(place: Participation | None) -> bool:
    """Whether this is a place in the sessions: who has one agrees actions; who reads them, the covenant says."""
    return place is not None and place.left_at is None and place.role not in VISITING_ROLES


def actions_of(engagement: Engagement, viewer: Participation, reading: Reading | None = None) -> list[Action]:
    """What was agreed here and this person may read: open ones first by their date, then done ones, the newest first.

    `.may_finish` says which of them that person may tick.
    """
    rows = readable_actions(reading or reading_of(viewer)).filter(owner__engagement=engagement)
    return _for_viewer(rows.order_by("-done_at", F("due_on").asc(nulls_last=True), "id"), viewer)


def actions_of_session(session: Session, viewer: Participation, reading: Reading | None = None) -> list[Action]:
    """What was agreed in a session, as far as this person may read it."""
    rows = readable_actions(reading or reading_of(viewer)).filter(session=session)
    return _for_viewer(rows.order_by(F("due_on").asc(nulls_last=True), "id"), viewer)


def open_actions_for(membership: Membership) -> list[Action]:
    """What this person said they would do in their current engagements, the next due first.

    Whatever a covenant says, one's own is one's own: no cell of those who can own an action holds less than that.
    """
    rows = with_engagement(Action.objects.all()).filter(
        owner__membership=membership,
        owner__left_at__isnull=True,
        owner__engagement__state__in=CURRENT,
        done_at__isnull=True,
    )
    found = list(rows.order_by(F("due_on").asc(nulls_last=True), "id"))
    for action in found:
        action.may_finish = True
    read_check_ins(found)
    return found


def _for_viewer(rows: Iterable[Action], viewer: Participation) -> list[Action]:
    found = list(rows)
    for action in found:
        action.may_finish = sits_in(viewer) and finishes(viewer, action)
    read_check_ins(found)
    return found


def finishes(place: Participation, action: Action) -> bool:
    """Whose tick it is: the owner's, and the lead's."""
    return action.owner_id == place.pk or (place.leads and place.engagement_id == action.owner.engagement_id)


def get_action_for(membership: Membership, action_id: UUID) -> tuple[Action, Participation]:
    """An action that this person may read and in whose sessions they sit, and their place, or 404."""
    try:
        action = with_engagement(Action.objects.all()).get(pk=action_id)
    except Action.DoesNotExist:
        raise Http404 from None
    place = _place(membership, action.owner.engagement_id)
    if not sits_in(place) or not reads_action(reading_of(place), action):
        raise Http404
    action.may_finish = finishes(place, action)
    read_check_ins([action])
    return action, place


def sitting(engagement: Engagement, people: Iterable[Participation]) -> list[Participation]:
    """Those of the people in an engagement who can own an action."""
    found = [person for person in people if person.role not in VISITING_ROLES]
    for person in found:
        person.engagement = engagement
    return found


def recent_sessions(engagement: Engagement) -> list[Session]:
    """The sessions that an action can come from: those that have begun, the newest first."""
    return list(sessions_of(engagement).filter(starts_at__lte=timezone.now()).order_by("-starts_at")[:12])
