"""How delivery is doing, for administrators: counts, kinds and names, never a message."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet
from django.http import Http404

from portal.outbox.models import OutboxEvent
from portal.outbox.queries import parked_events
from programs.notifications.models import Notification

LOOK_BACK = timedelta(days=30)
LATE_AFTER = timedelta(minutes=15)


@dataclass(frozen=True)
class DeliveryCounts:
    sent: int
    waiting: int
    failed: int
    missed: int


def delivery_counts(now: datetime) -> DeliveryCounts:
    """Mails of the last 30 days by what became of them."""
    mail = Notification.Mail
    found = Notification.objects.filter(created_at__gt=now - LOOK_BACK).aggregate(
        sent=Count("pk", filter=Q(mail=mail.SENT)),
        waiting=Count("pk", filter=Q(mail=mail.DUE)),
        failed=Count("pk", filter=Q(mail=mail.FAILED)),
        missed=Count("pk", filter=Q(mail=mail.MISSED)),
    )
    return DeliveryCounts(**found)


def failed_mails() -> QuerySet[Notification]:
    """Mails that were given up after the last attempt, newest first."""
    return (
        Notification.objects.filter(mail=Notification.Mail.FAILED)
        .select_related("membership__user")
        .order_by("-created_at", "-id")
    )


def get_failed_mail(notification_id: UUID) -> Notification:
    """A mail of the organization, or 404. Whether it has failed is asked by the action."""
    try:
        return Notification.objects.select_related("membership__user").get(pk=notification_id)
    except Notification.DoesNotExist:
        raise Http404 from None


def get_parked_event(event_id: str) -> OutboxEvent:
    """A parked event of the organization, or 404."""
    try:
        return parked_events().get(pk=UUID(event_id))
    except (ValueError, OutboxEvent.DoesNotExist):
        raise Http404 from None


def late_mail(now: datetime) -> timedelta | None:
    """How long the oldest due mail of the organization has waited, if that is longer than 15 minutes.

    Mails that failed and wait for their next attempt are not late, and those in a worker's hands are neither.
    """
    oldest = Notification.objects.filter(mail=Notification.Mail.DUE, mail_due_at__lt=now - LATE_AFTER).aggregate(
        moment=Min("mail_due_at")
    )["moment"]
    return now - oldest if oldest else None
