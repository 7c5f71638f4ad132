"""How the outbox is doing, for the health page."""

from datetime import timedelta

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from portal.outbox.models import Heartbeat, OutboxEvent


def worker_seen_ago() -> timedelta | None:
    """How long ago a worker last received beat's call; None if never."""
    return _seen_ago("worker")


def beat_seen_ago() -> timedelta | None:
    """How long ago beat itself last showed that it looks for what is due; None if never."""
    return _seen_ago("beat")


def _seen_ago(name: str) -> timedelta | None:
    seen = Heartbeat.objects.filter(name=name).first()
    return timezone.now() - seen.at if seen else None


def count_everywhere(function: str) -> int:
    """A number over all organizations, and nothing else (`CountOf`)."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT app.{function}()")
        return cursor.fetchone()[0]


def oldest_waiting() -> timedelta | None:
    """How long the oldest due event of any organization has waited; None when nothing waits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.outbox_oldest(%s)", [timezone.now()])
        moment = cursor.fetchone()[0]
    return timezone.now() - moment if moment else None


def parked_events() -> QuerySet[OutboxEvent]:
    """Events of the current organization that were given up after the last attempt, newest first."""
    return OutboxEvent.objects.filter(parked_at__isnull=False).order_by("-parked_at", "-id")
