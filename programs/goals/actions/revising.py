"""Writes on revisions: what was agreed is changed with everybody's yes."""

import json
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from portal.ui.clock import day
from programs.covenant.queries import reading_of
from programs.engagements.models import Engagement, Participation
from programs.goals.actions.objectives import check_plan, write_plan
from programs.goals.events import RevisionProposed, RevisionSettled
from programs.goals.models import Competency, Objective, Revision, RevisionConsent
from programs.goals.permissions import can_drop_revision, can_revise, may_be_revised
from programs.goals.plan import Plan, as_json, from_json, plan_of
from programs.goals.reading import reads_objective
from programs.goals.revising import parties_to

OVER = "This revision is decided already. Look at the objective again."
NO_TIME = "Objectives are revised between the agreement and the end, as long as they are open."


@transaction.atomic
def propose_revision(
    *,
    objective: Objective,
    reason: str,
    title: str,
    indicator: str,
    unit: str,
    baseline: Decimal,
    target: Decimal,
    due_on: date,
    by: Participation,
    evidence: str = "",
    area: str = "",
    competency: Competency | None = None,
    lowest: Decimal | None = None,
    highest: Decimal | None = None,
) -> Revision:
    """Propose to write an agreed objective anew. Who proposes it says yes with that; with the last yes it holds.

    What was measured stays, and so does the day from which it is counted.

    Args:
        reason: why, for everybody who reads the objective.
        by: the owner's place, or the lead's.

    Raises:
        NotAllowed: `by` is neither or may not read it, or it is no time for that.
        DomainError: no reason, nothing new, something that does not hold together, or another one waits.
    """
    _lock(objective)
    if not may_be_revised(objective):
        raise NotAllowed(NO_TIME)
    if not can_revise(by, objective) or not reads_objective(reading_of(by), objective):
        raise NotAllowed("A revision is proposed by whose objective it is and by who leads.")
    if _waiting(objective):
        raise DomainError("A revision waits already. Agree to it or drop it first.")
    words = {"title": title, "indicator": indicator, "unit": unit, "evidence": evidence, "area": area}
    numbers = {"baseline": baseline, "target": target, "lowest": lowest, "highest": highest}
    plan = Plan(**words, **numbers, competency=competency, starts_on=objective.starts_on, due_on=due_on)
    plan = _checked(objective, plan, reason)
    revision = Revision.objects.create(
        objective=objective,
        number=(objective.revisions.aggregate(last=Max("number"))["last"] or 0) + 1,
        reason=reason.strip(),
        after=json.dumps(as_json(plan)),
        proposed_at=timezone.now(),
        proposed_by=by,
    )
    record("proposed revision", objective, by=by.membership, number=revision.number)
    _agree(revision, by)
    if revision.settled_at is None:
        publish(RevisionProposed(subject_id=revision.pk))
    return revision


@transaction.atomic
def consent_to_revision(*, revision: Revision, by: Participation) -> Revision:
    """Say yes. The last yes lets it hold at once; saying it twice changes nothing.

    Raises:
        NotAllowed: the yes of `by` is not needed, or it is no time for revisions any more.
        DomainError: it is decided already.
    """
    revision = _open(revision)
    if by.pk not in {place.pk for place in parties_to(revision.objective)}:
        raise NotAllowed("This revision is agreed by whose objective it is, who leads, and who signed it with them.")
    _agree(revision, by)
    return revision


@transaction.atomic
def drop_revision(*, revision: Revision, by: Participation) -> None:
    """Take a revision back, or say no to it: the objective stays as it is.

    Raises:
        NotAllowed: `by` neither proposed it nor is asked.
        DomainError: it is decided already.
    """
    revision = _open(revision, in_time=False)
    if not can_drop_revision(by, revision, parties_to(revision.objective)):
        raise NotAllowed("Only who proposed it, or who is asked for a yes, can drop it.")
    revision.dropped_at, revision.dropped_by = timezone.now(), by.membership
    revision.save(update_fields=["dropped_at", "dropped_by"])
    record("dropped revision", revision.objective, by=by.membership, number=revision.number)


@transaction.atomic
def settle_without(*, revision: Revision) -> None:
    """Let a revision hold that waited for nobody but somebody who has left; it counts as settled by its last yes."""
    _lock(revision.objective)
    revision.refresh_from_db(fields=["settled_at", "dropped_at"])
    if revision.settled_at or revision.dropped_at or not may_be_revised(revision.objective):
        return
    last = revision.consents.select_related("participation__membership").order_by("-given_at").first()
    if last and not _missing(revision):
        _settle(revision, last.participation)


def _lock(objective: Objective) -> None:
    """One at a time: two last consents wait for each other here, and the second finds it settled."""
    kept = Objective.objects.select_for_update(of=("self",)).select_related("competency").get(pk=objective.pk)
    for field in Objective._meta.concrete_fields:
        if field.name not in {"owner", "organization"}:
            setattr(objective, field.attname, getattr(kept, field.attname))
    objective.competency = kept.competency
    objective.owner.engagement.state = Engagement.objects.get(pk=objective.owner.engagement_id).state


def _waiting(objective: Objective) -> bool:
    return objective.revisions.filter(settled_at__isnull=True, dropped_at__isnull=True).exists()


def _open(revision: Revision, *, in_time: bool = True) -> Revision:
    _lock(revision.objective)
    kept = Revision.objects.get(pk=revision.pk)
    if kept.settled_at or kept.dropped_at:
        raise DomainError(OVER)
    kept.objective = revision.objective
    if in_time and not may_be_revised(kept.objective):
        raise NotAllowed(NO_TIME)
    return kept


def _checked(objective: Objective, plan: Plan, reason: str) -> Plan:
    if not reason.strip():
        raise DomainError("Say why it changes, so that the others can agree.", field="reason")
    plan = check_plan(objective, plan)
    if plan == plan_of(objective):
        raise DomainError("Nothing is different from what was agreed. Change something first.", field="title")
    last = objective.owner.engagement.ends_on
    if last and plan.due_on > max(last, objective.due_on):
        raise DomainError(f"This ends on {day(last)}. Choose that day or an earlier one.", field="due_on")
    return plan


def _agree(revision: Revision, by: Participation) -> None:
    now = timezone.now()
    _, new = RevisionConsent.objects.get_or_create(revision=revision, participation=by, defaults={"given_at": now})
    if new:
        record("agreed to revision", revision.objective, by=by.membership, number=revision.number)
    if not _missing(revision):
        _settle(revision, by)


def _missing(revision: Revision) -> set:
    given = set(revision.consents.values_list("participation_id", flat=True))
    return {place.pk for place in parties_to(revision.objective)} - given


def _settle(revision: Revision, by: Participation) -> None:
    objective, values = revision.objective, json.loads(revision.after)
    competency = Competency.objects.filter(pk=values["competency"]).first() if values["competency"] else None
    revision.before = json.dumps(as_json(plan_of(objective)))
    revision.settled_at, revision.settled_by = timezone.now(), by.membership
    revision.save(update_fields=["before", "settled_at", "settled_by"])
    write_plan(objective, from_json(values, competency))
    objective.save()
    record("revised", objective, by=by.membership, number=revision.number)
    publish(RevisionSettled(subject_id=revision.pk))
