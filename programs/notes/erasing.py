"""The words of this room that go when their time is over: notes, what stood in them before, and drafts.

Workers and administrators select no note, so the database empties them itself: `app.erase_notes` only where everybody
was told the day, `app.erase_words` only for who asks for themselves or has no access any more.
"""

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q

from programs.covenant.erasing import empty, erases
from programs.notes.models import Opening, Story

UNPUBLISHED = Q(published_at__isnull=True) | Q(withdrawn_at__isnull=False)


def _call(function: str, of: UUID, now: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT app.{function}(%s, %s)", [of, now])
        return cursor.fetchone()[0]


def _notes_of_engagement(engagement_id: UUID, now: datetime) -> int:
    empty(Opening.objects.filter(engagement=engagement_id), "reason")
    return _call("erase_notes", engagement_id, now)


def _notes_of_person(membership_id: UUID, now: datetime) -> int:
    """Why somebody opened notes of others stays: it is theirs whose notes they are."""
    return _call("erase_words", membership_id, now)


def _stories_of_engagement(engagement_id: UUID, now: datetime) -> int:
    """Published ones belong to the program by both people’s yes; each of them can still withdraw theirs."""
    return empty(Story.objects.filter(UNPUBLISHED, engagement=engagement_id), "title", "text")


def _stories_of_person(membership_id: UUID, now: datetime) -> int:
    told = Story.objects.filter(told_by=membership_id)
    told.filter(withdrawn_at__isnull=True).update(withdrawn_at=now, withdrawn_by=membership_id)
    return empty(told, "title", "text")


erases("notes", of_engagement=_notes_of_engagement, of_person=_notes_of_person)
erases("stories", of_engagement=_stories_of_engagement, of_person=_stories_of_person)
