"""Writes on milestones: steps on the way to the target."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.ui.clock import day
from programs.covenant.queries import reading_of
from programs.engagements.models import Engagement, Participation
from programs.goals.models import Milestone, Objective
from programs.goals.permissions import can_plan_milestones
from programs.goals.plan import check_scale, stored
from programs.goals.reading import reads_objective

MOST = 12


@transaction.atomic
def add_milestone(
    *, objective: Objective, title: str, due_on: date, by: Participation, value: Decimal | None = None
) -> Milestone:
    """Put a step on the way. With a value it bends the planned path.

    Args:
        due_on: between the start and the date of the target; one milestone per day.
        by: the owner's place, or the lead's.

    Raises:
        NotAllowed: `by` is neither or may not read it, or the objective or the engagement is closed.
        DomainError: there is no title, the day does not fit, or the scale does not have the value.
    """
    _may_plan(objective, by)
    if objective.milestones.count() >= MOST:
        raise DomainError(f"{MOST} milestones are enough for one path. Remove one first.")
    milestone = Milestone(objective=objective)
    _save(milestone, title, due_on, value)
    record("added milestone", objective, by=by.membership, due_on=due_on)
    return milestone


@transaction.atomic
def change_milestone(
    *, milestone: Milestone, title: str, due_on: date, by: Participation, value: Decimal | None = None
) -> None:
    """Write a milestone anew; the same rules as for adding one."""
    _may_plan(milestone.objective, by)
    _save(milestone, title, due_on, value)
    record("changed milestone", milestone.objective, by=by.membership, due_on=due_on)


@transaction.atomic
def reach_milestone(*, milestone: Milestone, reached: bool, by: Participation) -> None:
    """Say that a milestone is reached, or take that back. Saying it twice changes nothing."""
    _may_plan(milestone.objective, by)
    row = Milestone.objects.get(pk=milestone.pk)
    if (row.reached_at is not None) == reached:
        return
    row.reached_at, row.reached_by = (timezone.now(), by.membership) if reached else (None, None)
    row.save(update_fields=["reached_at", "reached_by"])
    record("reached milestone" if reached else "reopened milestone", milestone.objective, by=by.membership)


@transaction.atomic
def remove_milestone(*, milestone: Milestone, by: Participation) -> None:
    """Take a milestone off the way; the path goes straight there again."""
    _may_plan(milestone.objective, by)
    record("removed milestone", milestone.objective, by=by.membership, due_on=milestone.due_on)
    milestone.delete()


def _may_plan(objective: Objective, by: Participation) -> None:
    kept = Objective.objects.select_for_update().get(pk=objective.pk)
    for name in ("state", "starts_on", "due_on", "lowest", "highest"):
        setattr(objective, name, getattr(kept, name))
    objective.owner.engagement.state = Engagement.objects.get(pk=objective.owner.engagement_id).state
    if not can_plan_milestones(by, objective):
        raise NotAllowed("Milestones are set by whose objective it is and by who leads, until it is closed.")
    if not reads_objective(reading_of(by), objective):
        raise NotAllowed("Objectives here are read and written by those whose they are.")


def _save(milestone: Milestone, title: str, due_on: date, value: Decimal | None) -> None:
    objective = milestone.objective
    if not title.strip():
        raise DomainError("Say what is reached by then.", field="title")
    if not objective.starts_on < due_on < objective.due_on:
        between = f"after {day(objective.starts_on)} and before {day(objective.due_on)}"
        raise DomainError(f"Choose a day {between}, the date of the target.", field="due_on")
    if objective.milestones.filter(due_on=due_on).exclude(pk=milestone.pk).exists():
        raise DomainError(f"There is a milestone on {day(due_on)} already. Choose another day.", field="due_on")
    if value is not None:
        value = stored("value", value)
        check_scale(objective, value, "value")
    milestone.title, milestone.due_on, milestone.value = title.strip(), due_on, value
    milestone.save()
