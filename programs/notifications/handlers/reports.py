"""Reports to a sponsor, and a 360 that a coach planned: who is told that it is there."""

from portal.outbox.registry import handles
from programs.coaching.models import SponsorReport
from programs.coaching.reporting_events import FeedbackPlanned, ReportReleased, ReportTakenBack
from programs.engagements.models import Participation
from programs.notifications.actions import tell
from programs.notifications.facts import about_engagement
from programs.notifications.queries.present_reports import find_planned_round, find_report

READERS = frozenset({Participation.Role.COACH, Participation.Role.SPONSOR})


@handles(ReportReleased)
def on_report_released(event: ReportReleased) -> None:
    """Tell sponsor and coach, unless it was taken back meanwhile."""
    report = find_report(event.report_id)
    if report and report.released_at and not report.taken_back_at:
        _tell("report-released", report)


@handles(ReportTakenBack)
def on_report_taken_back(event: ReportTakenBack) -> None:
    """Tell the same people."""
    report = find_report(event.report_id)
    if report and report.taken_back_at:
        _tell("report-taken-back", report)


def _tell(kind: str, report: SponsorReport) -> None:
    engagement = report.client.engagement
    places = Participation.objects.filter(engagement=engagement, left_at__isnull=True, role__in=READERS)
    tell(
        kind=kind,
        key=f"{report.pk}",
        subject_id=report.pk,
        people=list(places.values_list("membership_id", flat=True)),
        facts={**about_engagement(engagement), "by": str(report.client.membership_id)},
    )


@handles(FeedbackPlanned)
def on_feedback_planned(event: FeedbackPlanned) -> None:
    """Tell the client, who can stop it."""
    round = find_planned_round(event.round_id)
    if round:
        coach = Participation.objects.filter(engagement=round.engagement, left_at__isnull=True, role="coach").first()
        facts = {**about_engagement(round.engagement), "by": str(coach.membership_id)} if coach else {}
        if facts:
            people = [round.subject.membership_id]
            tell(kind="feedback-planned", key=f"{round.pk}", subject_id=round.pk, people=people, facts=facts)
