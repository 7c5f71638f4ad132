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


def get_mail(notification_id: UUID) -> Notification:
    """Any notification of the organization, or 404; whether its mail has failed is asked by the action."""
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


def late_mail_since(now: datetime) -> datetime | None:
    """When the oldest mail was written that has been waiting for more than 15 minutes, for a worker or for the mail
    server; None when all is well."""
    before = now - LATE_AFTER
    waits = Q(mail_due_at__lt=before) | Q(mail_attempts__gt=0, created_at__lt=before)
    return Notification.objects.filter(waits, mail=Notification.Mail.DUE).aggregate(moment=Min("created_at"))["moment"]
