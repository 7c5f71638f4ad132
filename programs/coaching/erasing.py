"""What of this room goes when its time is over, or with a person: here the reports to sponsors."""

from datetime import datetime
from uuid import UUID

from programs.coaching.models import SponsorReport
from programs.covenant.erasing import empty, erases

WORDS = ("progress", "support", "figures")


def _reports_of_engagement(engagement_id: UUID, now: datetime) -> int:
    return empty(SponsorReport.objects.filter(contract=engagement_id), *WORDS)


def _reports_of_person(membership_id: UUID, now: datetime) -> int:
    return empty(SponsorReport.objects.filter(written_by=membership_id), *WORDS)


erases("reports", of_engagement=_reports_of_engagement, of_person=_reports_of_person)
