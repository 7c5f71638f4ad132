"""What of this room goes with a person: answers that they never handed in. Those handed in are counts by now."""

from datetime import datetime
from uuid import UUID

from programs.covenant.erasing import erases
from programs.evaluations.models import Draft


def _of_engagement(engagement_id: UUID, now: datetime) -> int:
    return Draft.objects.filter(request__round__engagement=engagement_id).delete()[0]


def _of_person(membership_id: UUID, now: datetime) -> int:
    return Draft.objects.filter(request__respondent=membership_id).delete()[0]


erases("drafts of answers", of_engagement=_of_engagement, of_person=_of_person)
