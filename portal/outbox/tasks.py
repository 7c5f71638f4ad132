"""Thin entries for worker and beat."""

from celery import shared_task
from django.utils import timezone

from portal.outbox.models import Heartbeat
from portal.outbox.relay import relay


@shared_task
def relay_outbox() -> None:
    """Deliver what is due; sent on commit and by beat."""
    relay()


@shared_task
def beat_heartbeat() -> None:
    """Show that beat sends and a worker receives."""
    Heartbeat.objects.update_or_create(name="worker", defaults={"at": timezone.now()})
