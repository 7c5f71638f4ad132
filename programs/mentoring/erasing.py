"""The words of this room that go when their time is over: why a mentor brought two people together."""

from datetime import datetime
from uuid import UUID

from programs.covenant.erasing import empty, erases
from programs.mentoring.models import Introduction


def _of_engagement(engagement_id: UUID, now: datetime) -> int:
    return empty(Introduction.objects.filter(circle__engagement=engagement_id), "why")


def _of_person(membership_id: UUID, now: datetime) -> int:
    return empty(Introduction.objects.filter(made_by__membership=membership_id), "why")


erases("introductions", of_engagement=_of_engagement, of_person=_of_person)
