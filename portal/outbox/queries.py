"""How the outbox is doing, for the health page."""

from datetime import timedelta

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from portal.outbox.models import Heartbeat, OutboxEvent


def worker_seen_ago() -> timedelta | None:
    """How long ago a worker last received beat's heartbeat; None if never."""
    beat = Heartbeat.objects.filter(name="worker").first()
    return timezone.now() - beat.at if beat else None


def oldest_waiting() -> timedelta | None:
    """How long the oldest due event of any organization has waited; None when nothing waits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.outbox_oldest(%s)", [timezone.now()])
        moment = cursor.fetchone()[0]
    return timezone.now() - moment if moment else None


def parked_events() -> QuerySet[OutboxEvent]:
    """Events of the current organization that were given up after the last attempt, newest first."""
    return OutboxEvent.objects.filter(parked_at__isnull=False).order_by("-parked_at", "-id")
