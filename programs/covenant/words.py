"""The covenant's own words, among those that go when their time is over."""

from datetime import datetime
from uuid import UUID

from programs.covenant.erasing import empty, erases
from programs.covenant.models import Covenant
from programs.engagements.models import Engagement


def _of_engagement(engagement_id: UUID, now: datetime) -> int:
    ended = empty(Engagement.objects.filter(pk=engagement_id), "end_reason")
    return ended + empty(Covenant.objects.filter(engagement=engagement_id), "why")


def _of_person(membership_id: UUID, now: datetime) -> int:
    ended = empty(Engagement.objects.filter(ended_by=membership_id), "end_reason")
    return ended + empty(Covenant.objects.filter(proposed_by=membership_id), "why")


erases("reasons", of_engagement=_of_engagement, of_person=_of_person)
