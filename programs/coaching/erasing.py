"""The words of changes go when their time is over. Numbers, dates and who did what stay; so does what was signed."""

from datetime import datetime
from uuid import UUID

from programs.coaching.models import Amendment
from programs.covenant.erasing import empty, erases


def _of_engagement(engagement_id: UUID, now: datetime) -> int:
    return empty(Amendment.objects.filter(contract=engagement_id), "reason", "draft")


def _of_person(membership_id: UUID, now: datetime) -> int:
    """Why they wanted it. The draft is of client and coach together, and becomes what all sign."""
    return empty(Amendment.objects.filter(proposed_by=membership_id), "reason")


erases("changes of agreements", of_engagement=_of_engagement, of_person=_of_person)
