"""Reports to a sponsor and planned 360s, and whether what was told of them is still so right before the mail."""

from datetime import datetime
from uuid import UUID

from programs.coaching.models import SponsorReport
from programs.engagements.models import Participation
from programs.evaluations.models import Round
from programs.notifications.models import Notification


def find_report(report_id: UUID) -> SponsorReport | None:
    """A report with its client, without its words."""
    rows = SponsorReport.objects.select_related("client__engagement__program").defer("progress", "support", "figures")
    return rows.filter(pk=report_id).first()


def find_planned_round(round_id: UUID) -> Round | None:
    """A 360 that has not gone out."""
    rows = Round.objects.select_related("engagement__program", "subject")
    return rows.filter(pk=round_id, opened_at__isnull=True, subject__isnull=False).first()


def _takes_part(row: Notification) -> bool:
    return Participation.objects.filter(
        engagement=row.facts["engagement_id"], membership=row.membership_id, left_at__isnull=True
    ).exists()


def report_can_be_read(row: Notification, now: datetime) -> bool:
    return _takes_part(row) and SponsorReport.objects.filter(pk=row.subject_id, taken_back_at__isnull=True).exists()


def report_is_taken_back(row: Notification, now: datetime) -> bool:
    return _takes_part(row)


def round_waits(row: Notification, now: datetime) -> bool:
    return _takes_part(row) and find_planned_round(row.subject_id) is not None


CHECKS = {
    "report-released": report_can_be_read,
    "report-taken-back": report_is_taken_back,
    "feedback-planned": round_waits,
}
