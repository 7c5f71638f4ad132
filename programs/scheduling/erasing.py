"""The words of this room that go when their time is over: topics, and why a session was moved or cancelled."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from programs.covenant.erasing import empty, erases
from programs.scheduling.models import Session, Topic


def _topics(rows: QuerySet[Topic]) -> int:
    return empty(rows, "text", "tried", "hoped")


def _topics_of_engagement(engagement_id: UUID, now: datetime) -> int:
    return _topics(Topic.objects.filter(engagement=engagement_id))


def _topics_of_person(membership_id: UUID, now: datetime) -> int:
    return _topics(Topic.objects.filter(proposed_by__membership=membership_id))


def _changes_of_engagement(engagement_id: UUID, now: datetime) -> int:
    return empty(Session.objects.filter(engagement=engagement_id), "change_reason")


def _changes_of_person(membership_id: UUID, now: datetime) -> int:
    """Of what they cancelled; who moved a session stands in no column."""
    return empty(Session.objects.filter(cancelled_by=membership_id), "change_reason")


erases("topics", of_engagement=_topics_of_engagement, of_person=_topics_of_person)
erases("changes of sessions", of_engagement=_changes_of_engagement, of_person=_changes_of_person)
