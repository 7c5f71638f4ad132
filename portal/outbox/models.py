"""What happened and must have consequences. The row is the queue; the broker only wakes the relay."""

from django.db import models
from django.db.models import Q

from portal.tenancy.models import OrganizationForeignKey, OrganizationOwned


class OutboxEvent(OrganizationOwned):
    """A fact, written in the transaction that made it true.

    `due_at` is also the lease: a relay that claims the row moves it into the future; if the relay dies, the row is due
    again when that moment has come.
    """

    name = models.CharField(max_length=120)
    subject_id = models.UUIDField()
    payload = models.JSONField()
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    parked_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["organization", "due_at"],
                condition=Q(done_at__isnull=True, parked_at__isnull=True),
                name="outbox_waiting",
            ),
            models.Index(
                fields=["organization", "subject_id", "id"],
                condition=Q(done_at__isnull=True, parked_at__isnull=True),
                name="outbox_subject_waiting",
            ),
            models.Index(
                fields=["organization", "parked_at"], condition=Q(parked_at__isnull=False), name="outbox_parked"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(parked_at__isnull=True), name="outbox_done_or_parked"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Delivery(OrganizationOwned):
    """That one handler has dealt with one event: written in the handler's own transaction, so it happens once."""

    event = OrganizationForeignKey(OutboxEvent, on_delete=models.CASCADE, related_name="deliveries")
    handler = models.CharField(max_length=160)
    delivered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "event", "handler"], name="delivery_once"),
        ]

    def __str__(self) -> str:
        return self.handler


class Heartbeat(models.Model):
    """When beat (`beat`) and a worker (`worker`) last showed that they live. Of the install, not of an organization."""

    name = models.CharField(primary_key=True, max_length=40)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
