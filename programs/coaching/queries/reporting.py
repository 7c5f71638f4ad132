"""Reports of a client to the sponsor: what is written, the figures that go with it, and who reads which.

Notes, actions, topics and 360s are in no report: only objectives and attendance can go with one, as far as the signed
terms let the sponsor read them, as they stood when it was released.
"""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from accounts.models import Membership
from programs.coaching.models import Contract, SponsorReport
from programs.coaching.queries.contracts import get_contract_for
from programs.covenant.items import Item
from programs.covenant.policy import Reading
from programs.covenant.queries import reading_of
from programs.engagements.models import Participation
from programs.evaluations.queries.rounds import MISSED
from programs.goals.models import Objective
from programs.goals.queries import objectives_of
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.queries import sessions_of

Role = Participation.Role


@dataclass(frozen=True)
class ReportPage:
    """A report as one person sees it, with nothing in it that they don't.

    Args:
        objectives: mappings of `title`, `indicator`, `unit`, `baseline`, `target`, `due_on`, `state` and, where the
            numbers may be read, `now`.
        attendance: counts of sessions: `held`, `came`, `missed`, `planned`, `budget`; None where they do not go along.
        readable: whether the words are this person's to read; not once they were taken back from them.
    """

    report: SponsorReport
    progress: str = ""
    support: str = ""
    objectives: list[dict] = field(default_factory=list)
    attendance: dict | None = None
    readable: bool = True


def sponsor_in(parties: list[Participation]) -> Participation | None:
    """The sponsor's place, if there is somebody on it."""
    return next((party for party in parties if party.role == Role.SPONSOR), None)


def draft_of_report(client: Participation) -> SponsorReport | None:
    """What the client is writing."""
    return SponsorReport.objects.filter(client=client, released_at__isnull=True).first()


def reports_for(contract: Contract, place: Participation) -> list[SponsorReport]:
    """The reports of a contract that this party can open, the newest first.

    A client has their own, coach and sponsor the released ones; who came to sponsor later, those since then.
    """
    return list(
        _reports(contract, place)
        .defer("progress", "support", "figures")
        .select_related("client__membership__user")
        .order_by("-released_at", "-number")
    )


def _reports(contract: Contract, place: Participation) -> QuerySet[SponsorReport]:
    rows = SponsorReport.objects.filter(contract=contract)
    if place.role == Role.CLIENT:
        return rows.filter(client=place)
    if place.role == Role.SPONSOR:
        return rows.filter(released_at__gte=place.joined_at)
    return rows.filter(released_at__isnull=False)


def get_report_for(membership: Membership, report_id: UUID) -> tuple[SponsorReport, Contract, Participation]:
    """A report that this person can open, its contract and their place; 404 for everybody else."""
    found = SponsorReport.objects.filter(pk=report_id).values_list("contract_id", flat=True).first()
    if found is None:
        raise Http404
    contract, place = get_contract_for(membership, found)
    rows = _reports(contract, place).select_related("client__membership__user", "client__engagement__program")
    report = rows.filter(pk=report_id).first()
    if report is None:
        raise Http404
    return report, contract, place


def get_own_report(membership: Membership, report_id: UUID) -> tuple[SponsorReport, Contract, Participation]:
    """The same for the client who wrote it."""
    report, contract, place = get_report_for(membership, report_id)
    if report.client_id != place.pk:
        raise Http404
    return report, contract, place


def report_page(report: SponsorReport, place: Participation, reading: Reading) -> ReportPage:
    """What this party reads of a released report; figures only as far as they may read them today."""
    if report.taken_back_at and report.client_id != place.pk:
        return ReportPage(report, readable=False)
    figures = json.loads(report.figures or "{}")
    reads = {item: reading.allows(item, owner_id=report.client_id) for item in (Item.OBJECTIVES, Item.ATTENDANCE)}
    return ReportPage(
        report,
        report.progress,
        report.support,
        _dated(figures.get("objectives", [])) if reads[Item.OBJECTIVES] else [],
        figures.get("attendance") if reads[Item.ATTENDANCE] else None,
    )


def preview_of(report: SponsorReport, contract: Contract, sponsor: Participation) -> ReportPage:
    """A draft exactly as the sponsor would read it if it were released now."""
    figures = figures_to_release(report, contract, sponsor)
    objectives, attendance = _dated(figures.get("objectives", [])), figures.get("attendance")
    return ReportPage(report, report.progress, report.support, objectives, attendance)


def figures_to_release(report: SponsorReport, contract: Contract, sponsor: Participation) -> dict:
    """The figures that go with a report, as they stand now, for a JSON column."""
    reading, found = reading_of(sponsor), {}
    if report.with_objectives:
        found["objectives"] = objective_figures(report.client, reading)
    if report.with_attendance and (counts := attendance_counts(contract, report.client, reading)):
        found["attendance"] = counts
    return found


def digest_of_report(report: SponsorReport, figures: dict) -> str:
    """SHA-256 over everything that goes out: who releases it has seen exactly this."""
    text = json.dumps([report.progress, report.support, figures], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def objective_figures(client: Participation, reading: Reading) -> list[dict]:
    """The client's objectives as the reader of `reading` may see them; never what was written beside a number."""
    return [_figures_of(row) for row in objectives_of(client, reading)]


def _figures_of(objective: Objective) -> dict:
    found = {
        "title": objective.title,
        "indicator": objective.indicator,
        "unit": objective.unit,
        "baseline": _number(objective.baseline),
        "target": _number(objective.target),
        "due_on": objective.due_on.isoformat(),
        "state": objective.get_state_display(),
    }
    if objective.reads_numbers:
        found["now"] = _number(objective.path.now) if objective.path.now is not None else ""
    return found


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _dated(objectives: list[dict]) -> list[dict]:
    return [{**row, "due_on": date.fromisoformat(row["due_on"])} for row in objectives]


def attendance_counts(contract: Contract, client: Participation, reading: Reading) -> dict | None:
    """How many sessions were held, missed and are planned; None where the reader may not know who came."""
    if not reading.allows(Item.ATTENDANCE, owner_id=client.pk):
        return None
    held = Q(state=SessionState.COMPLETED)
    mine = Q(places__participation=client)
    counts = sessions_of(contract.engagement).aggregate(
        held=Count("pk", filter=held, distinct=True),
        missed=Count("pk", filter=held & mine & Q(places__attendance__in=MISSED), distinct=True),
        planned=Count("pk", filter=Q(state=SessionState.CONFIRMED, ends_at__gt=timezone.now()), distinct=True),
    )
    return {**counts, "came": counts["held"] - counts["missed"], "budget": contract.session_budget}
