"""Whether an introduction or a story still waits for its reader right before the mail."""

from datetime import datetime

from programs.mentoring.models import Introduction
from programs.mentoring.queries import introductions_asking
from programs.notes.models import Story
from programs.notifications.models import Notification


def introduction_waits(row: Notification, now: datetime) -> bool:
    return introductions_asking(row.membership).filter(pk=row.subject_id).exists()


def introduction_is_made(row: Notification, now: datetime) -> bool:
    found = Introduction.objects.filter(pk=row.subject_id).first()
    return found is not None and found.is_made


def story_waits(row: Notification, now: datetime) -> bool:
    return Story.objects.filter(
        pk=row.subject_id, about=row.membership_id, other_yes_at__isnull=True, withdrawn_at__isnull=True
    ).exists()


def story_is_published(row: Notification, now: datetime) -> bool:
    return Story.objects.filter(pk=row.subject_id, published_at__isnull=False, withdrawn_at__isnull=True).exists()
