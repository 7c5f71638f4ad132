"""Reads over milestones, revisions and the history of an objective, for those who read it."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Prefetch
from django.http import Http404

from accounts.models import Membership
from portal.audit.models import AuditEntry
from portal.ui.clock import day
from programs.engagements.models import Participation
from programs.goals.models import Measurement, Milestone, Objective, Revision, RevisionConsent
from programs.goals.path import plain
from programs.goals.plan import DAYS, NUMBERS, as_json, plan_of
from programs.goals.queries import get_objective_for
from programs.goals.revising import parties_to

LABELS = {
    "title": "What shall be different",
    "area": "Part of work or life",
    "of": "Competency",
    "indicator": "What shows it",
    "evidence": "Where the number comes from",
    "unit": "Unit",
    "baseline": "Baseline",
    "target": "Target",
    "lowest": "Lowest of the scale",
    "highest": "Highest of the scale",
    "due_on": "Reached by",
}
NOTHING = "nothing"
CORRECTED, TOOK_BACK = "corrected", "took back"


@dataclass(frozen=True)
class Change:
    """One field of a revision: what it was, and what it becomes."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Correction:
    """That a measurement was corrected or taken back; what it was is kept nowhere."""

    on: date
    measured_on: date
    by: str
    taken_back: bool


def revisions_of(objective: Objective) -> list[Revision]:
    """The newest first, each with `.changes` and its consents; two queries, whatever their number."""
    consents = RevisionConsent.objects.select_related("participation__membership__user").order_by("given_at", "id")
    rows = list(
        objective.revisions.select_related("proposed_by__membership__user", "dropped_by__user")
        .prefetch_related(Prefetch("consents", queryset=consents))
        .order_by("-number")
    )
    for row in rows:
        row.objective = objective
        row.changes = changes_of(row)
    return rows


def changes_of(revision: Revision) -> list[Change]:
    """What differs; of one that has not taken effect, from what the objective says now."""
    if not revision.after or (revision.settled_at and not revision.before):
        return []  # the words are erased
    after = json.loads(revision.after)
    before = json.loads(revision.before) if revision.settled_at else as_json(plan_of(revision.objective))
    return [
        Change(label, _shown(name, before[name]), _shown(name, after[name]))
        for name, label in LABELS.items()
        if before[name] != after[name]
    ]


def _shown(name: str, value: str | None) -> str:
    if not value:
        return NOTHING
    if name in NUMBERS:
        return plain(Decimal(value))
    return day(date.fromisoformat(value)) if name in DAYS else value


@dataclass(frozen=True)
class Waiting:
    """The revision that waits, and whose yes is there or not."""

    revision: Revision
    parties: list[Participation]

    @property
    def agreed(self) -> set[UUID]:
        """The places that said yes."""
        return {consent.participation_id for consent in self.revision.consents.all()}

    @property
    def missing(self) -> list[Participation]:
        """The people whose yes is not there yet."""
        return [place for place in self.parties if place.pk not in self.agreed]

    def asks(self, place: Participation) -> bool:
        """Whether this person's yes is missing."""
        return any(missing.pk == place.pk for missing in self.missing)


def waiting_of(objective: Objective, revisions: list[Revision], people=None, reading=None) -> Waiting | None:
    """The one of these revisions that is not decided."""
    found = next((row for row in revisions if not row.settled_at and not row.dropped_at), None)
    if found is None:
        return None
    return Waiting(found, parties_to(objective, people, reading.terms if reading else None))


def open_revisions_in(engagement_id: UUID) -> list[Revision]:
    """Those that nobody has decided in an engagement; for what is decided and not shown."""
    rows = Revision.objects.filter(
        objective__owner__engagement=engagement_id, settled_at__isnull=True, dropped_at__isnull=True
    ).select_related("objective__owner__engagement__program", "objective__owner__membership__user")
    return list(rows)


def corrections_of(objective: Objective) -> list[Correction]:
    """Which measurements were corrected or taken back, the newest first."""
    rows = AuditEntry.objects.filter(subject_id=objective.pk, verb__in=[CORRECTED, TOOK_BACK]).order_by("-at")
    rows = list(rows[:20])
    names = dict(
        Membership.objects.filter(user_id__in={row.by_user for row in rows}).values_list("user_id", "user__name")
    )
    return [
        Correction(
            on=row.at,
            measured_on=date.fromisoformat(row.data["measured_on"]),
            by=names.get(row.by_user, "Somebody"),
            taken_back=row.verb == TOOK_BACK,
        )
        for row in rows
    ]


def get_revision_for(membership: Membership, revision_id: UUID) -> tuple[Revision, Participation]:
    """A revision of an objective that this person reads, and their place; 404 for everybody else."""
    revision = Revision.objects.filter(pk=revision_id).first()
    if revision is None:
        raise Http404
    revision.objective, place, _ = get_objective_for(membership, revision.objective_id)
    return revision, place


def get_milestone_for(membership: Membership, milestone_id: UUID) -> tuple[Milestone, Participation]:
    """The same for a milestone."""
    milestone = Milestone.objects.filter(pk=milestone_id).first()
    if milestone is None:
        raise Http404
    milestone.objective, place, _ = get_objective_for(membership, milestone.objective_id)
    return milestone, place


def get_measurement_for(membership: Membership, measurement_id: UUID) -> tuple[Measurement, Participation]:
    """A measurement that this person reads, and their place; 404 for everybody else."""
    measurement = Measurement.objects.filter(pk=measurement_id).first()
    if measurement is None:
        raise Http404
    objective, place, _ = get_objective_for(membership, measurement.objective_id)
    if not objective.reads_numbers:
        raise Http404
    measurement.objective = objective
    return measurement, place
