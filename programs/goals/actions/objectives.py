"""Writes on objectives."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.lifecycle import transition
from programs.covenant.queries import reading_of
from programs.engagements.models import Engagement, Participation
from programs.engagements.queries import participation_of
from programs.goals.lifecycle import OBJECTIVE_TABLE, ObjectiveState
from programs.goals.models import Competency, Objective
from programs.goals.permissions import can_close_objective, can_write_objectives, owns_or_leads
from programs.goals.plan import Plan, fill
from programs.goals.queries import OWNING_ROLES
from programs.goals.reading import reads_objective

NOT_YOURS = "Objectives here are read and written by those whose they are."


@transaction.atomic
def set_objective(
    *,
    owner: Participation,
    title: str,
    indicator: str,
    unit: str,
    baseline: Decimal,
    target: Decimal,
    starts_on: date,
    due_on: date,
    by: Membership,
    life: bool = False,
    evidence: str = "",
    area: str = "",
    competency: Competency | None = None,
    lowest: Decimal | None = None,
    highest: Decimal | None = None,
) -> Objective:
    """Write down an objective for a mentee or client.

    Args:
        owner: the place of the person whose objective it is.
        indicator: what is counted, and by whom.
        unit: as "%" or "days"; may be empty.
        by: the owner, or the mentor or coach.
        life: a question of life beyond work: only the owner and who leads read it.
        evidence: where the number comes from; for this and what follows see `programs.goals.plan.Plan`.

    Raises:
        NotAllowed: `by` is neither, could not read it, or the engagement has begun.
        DomainError: what it says does not hold together, or it is there already.
    """
    objective = Objective(owner=owner, life=life)
    _may_write(by, objective)
    Participation.objects.select_for_update(no_key=True).get(pk=owner.pk)  # the same form twice waits here
    if any(row.title == title.strip() for row in Objective.objects.filter(owner=owner, due_on=due_on)):
        raise DomainError("This objective is there already. Change that one instead.", field="title")
    objective.position = _next_position(owner)
    words = {"title": title, "indicator": indicator, "unit": unit, "evidence": evidence, "area": area}
    numbers = {"baseline": baseline, "target": target, "lowest": lowest, "highest": highest}
    plan = Plan(**words, **numbers, competency=competency, starts_on=starts_on, due_on=due_on)
    write_plan(objective, plan)
    objective.save()
    record("set", objective, by=by, starts_on=starts_on, due_on=due_on)
    return objective


@transaction.atomic
def change_objective(
    *,
    objective: Objective,
    title: str,
    indicator: str,
    unit: str,
    baseline: Decimal,
    target: Decimal,
    starts_on: date,
    due_on: date,
    by: Membership,
    life: bool | None = None,
    evidence: str = "",
    area: str = "",
    competency: Competency | None = None,
    lowest: Decimal | None = None,
    highest: Decimal | None = None,
) -> Objective:
    """Save an objective anew; the same rules as for setting it.

    Args:
        life: whether it is a question of life beyond work; None leaves that as it is. Only its owner takes the mark
            away, since more people read it then.
    """
    _may_write(by, objective)
    if life is not None:
        if objective.life and not life and objective.owner.membership_id != by.pk:
            raise DomainError(f"Only {objective.owner.name} can open this to the others.", field="life")
        objective.life = life
    words = {"title": title, "indicator": indicator, "unit": unit, "evidence": evidence, "area": area}
    numbers = {"baseline": baseline, "target": target, "lowest": lowest, "highest": highest}
    plan = Plan(**words, **numbers, competency=competency, starts_on=starts_on, due_on=due_on)
    write_plan(objective, plan)
    objective.save()
    record("changed", objective, by=by, starts_on=starts_on, due_on=due_on)
    return objective


@transaction.atomic
def remove_objective(*, objective: Objective, by: Membership) -> None:
    """Take an objective away while the engagement is prepared. Actions that helped it stay."""
    _may_write(by, objective)
    record("removed", objective, by=by)
    objective.delete()


@transaction.atomic
def close_objective(*, objective: Objective, outcome: ObjectiveState, by: Membership, proof: str = "") -> None:
    """Say at the end whether the objective was reached.

    Args:
        outcome: reached, partly or not reached.
        proof: what shows it, for those who read the objective.

    Raises:
        NotAllowed: `by` is neither the owner nor the lead, may not read it, or the engagement is not evaluated now.
        IllegalTransition: it was closed before, or `outcome` is none.
    """
    place = participation_of(by, objective.owner.engagement)
    if not owns_or_leads(by, objective.owner):
        raise NotAllowed("Objectives are closed by their owner and by the coach or mentor.")
    if place is None or not reads_objective(reading_of(place), objective):
        raise NotAllowed(NOT_YOURS)
    if not can_close_objective(place, objective):
        raise NotAllowed("Objectives are closed at the end, when you look back together. Until then, add measurements.")
    transition(
        objective,
        outcome,
        table=OBJECTIVE_TABLE,
        refusal="This objective has been closed already.",
        closed_at=timezone.now(),
        closed_by=by,
    )
    if proof.strip():
        objective.proof = proof.strip()
        objective.save(update_fields=["proof"])
    record("closed", objective, by=by, outcome=outcome)


def _may_write(by: Membership, objective: Objective) -> None:
    owner = objective.owner
    # The row lock keeps the engagement from starting between this check and the commit.
    owner.engagement.state = Engagement.objects.select_for_update(no_key=True).get(pk=owner.engagement_id).state
    place = participation_of(by, owner.engagement)
    if place is not None and can_write_objectives(place, owner):
        if not reads_objective(reading_of(place), objective):
            raise NotAllowed(NOT_YOURS)
        return
    if owner.role not in OWNING_ROLES or not owns_or_leads(by, owner):
        raise NotAllowed("Objectives are written by the person whose they are, and by their coach or mentor.")
    raise NotAllowed("Objectives stay as they were agreed. Add measurements instead, once it has begun.")


def _next_position(owner: Participation) -> int:
    last = Objective.objects.filter(owner=owner).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def write_plan(objective: Objective, plan: Plan) -> None:
    """Let an objective say this. It is not saved yet.

    Raises:
        DomainError: what it says does not hold together, or milestones and measurements do not fit the scale.
    """
    plan = check_plan(objective, plan)
    fill(objective, plan)


def check_plan(objective: Objective, plan: Plan) -> Plan:
    """The plan as it is stored, if this objective can say it; the errors are those of `write_plan`."""
    plan = plan.checked()
    competency = plan.competency
    if competency and competency.ended_at and competency.pk != objective.competency_id:
        raise DomainError(f"“{competency.name}” is offered no more. Choose another one.", field="competency")
    if not objective._state.adding:
        for name, outside in (("lowest", "lt"), ("highest", "gt")):
            _check_end(objective, name, getattr(plan, name), outside)
    return plan


def _check_end(objective: Objective, name: str, end: Decimal | None, outside: str) -> None:
    if end is None or end == getattr(objective, name):
        return
    beyond = Q(**{f"value__{outside}": end})
    if objective.milestones.filter(beyond).exists() or objective.measurements.filter(beyond).exists():
        raise DomainError("A milestone or measurement lies outside of this scale. Choose a wider one.", field=name)
