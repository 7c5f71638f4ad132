"""Reports to the sponsor: written by the client, released and taken back by nobody else."""

import json

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from programs.coaching.actions.locks import lock_contract
from programs.coaching.models import Contract, SponsorReport
from programs.coaching.permissions import ASKING, can_report
from programs.coaching.queries import parties_of
from programs.coaching.queries.reporting import digest_of_report, draft_of_report, figures_to_release, sponsor_in
from programs.coaching.reporting_events import ReportReleased, ReportTakenBack
from programs.engagements.queries import participation_of

NOBODY = "Nobody sponsors this contract, so there is nobody to report to."
NOT_NOW = "Reports are written between the signing of the agreement and the end of the contract."
OTHER_THAN_SEEN = "What would go out has changed since you looked. Read it once more, then release it."


@transaction.atomic
def save_report(
    *,
    contract: Contract,
    progress: str,
    support: str,
    with_objectives: bool,
    with_attendance: bool,
    by: Membership,
) -> SponsorReport:
    """Keep what a client writes; there is one draft, which only they read.

    Args:
        progress: what has changed, in the client's words.
        support: what would help from the sponsor.
        with_objectives, with_attendance: whether these figures go with it, as far as the sponsor may read them.

    Raises:
        NotAllowed: `by` is no client of the contract.
        DomainError: nothing is written, nobody would read it, or the contract has not begun or is over.
    """
    lock_contract(contract)
    place = participation_of(by, contract.engagement)
    if not can_report(place):
        raise NotAllowed("A report to the sponsor is the client’s own.")
    _check_open(contract)
    if not progress.strip():
        raise DomainError("Write at least what has changed.", field="progress")
    report = draft_of_report(place)
    if report is None:
        last = SponsorReport.objects.filter(client=place).aggregate(last=Max("number"))["last"] or 0
        report = SponsorReport(contract=contract, client=place, number=last + 1)
    report.progress, report.support = progress.strip(), support.strip()
    report.with_objectives, report.with_attendance = with_objectives, with_attendance
    report.written_at, report.written_by = timezone.now(), by
    report.save()
    record("wrote report", contract, by=by, number=report.number)
    return report


@transaction.atomic
def release_report(*, report: SponsorReport, digest: str, by: Membership) -> SponsorReport:
    """Let sponsor and coach read it, with the figures as they stand now.

    Args:
        digest: of what the client saw before them.

    Raises:
        NotAllowed: `by` did not write it.
        DomainError: it is released already, nobody would read it, or it is not what the client saw.
    """
    report, contract = _lock(report, by)
    if report.released_at:
        raise DomainError("This report is released already. Nothing went out twice.")
    _check_open(contract)
    figures = figures_to_release(report, contract, sponsor_in(parties_of(contract)))
    if digest != digest_of_report(report, figures):
        raise DomainError(OTHER_THAN_SEEN)
    report.figures = json.dumps(figures, ensure_ascii=False)
    report.released_at, report.released_by = timezone.now(), by
    report.save(update_fields=["figures", "released_at", "released_by"])
    record("released report", contract, by=by, number=report.number)
    publish(ReportReleased(subject_id=contract.pk, report_id=report.pk))
    return report


@transaction.atomic
def take_back_report(*, report: SponsorReport, by: Membership) -> SponsorReport:
    """Let nobody else read it any more; that there was one, and when it was taken back, stays to be seen.

    Raises:
        NotAllowed: `by` did not write it.
        DomainError: it is not released, or taken back already.
    """
    report, contract = _lock(report, by)
    if report.released_at is None:
        raise DomainError("It is not released: nobody but you reads it.")
    if report.taken_back_at:
        raise DomainError("It is taken back already.")
    report.taken_back_at, report.taken_back_by = timezone.now(), by
    report.save(update_fields=["taken_back_at", "taken_back_by"])
    record("took back report", contract, by=by, number=report.number)
    publish(ReportTakenBack(subject_id=contract.pk, report_id=report.pk))
    return report


def _lock(report: SponsorReport, by: Membership) -> tuple[SponsorReport, Contract]:
    contract = Contract.objects.get(pk=report.contract_id)
    lock_contract(contract)
    found = SponsorReport.objects.select_related("client__engagement__program", "client__membership").get(pk=report.pk)
    place = participation_of(by, contract.engagement)
    if place is None or place.pk != found.client_id:
        raise NotAllowed("A report is released and taken back by the client who wrote it.")
    return found, contract


def _check_open(contract: Contract) -> None:
    if sponsor_in(parties_of(contract)) is None:
        raise DomainError(NOBODY)
    if contract.engagement.state not in ASKING:
        raise DomainError(NOT_NOW)
