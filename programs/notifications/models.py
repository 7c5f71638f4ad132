"""What the portal tells people: a notice in the portal and, from the same row, a mail."""

from django.db import models
from django.db.models import Q

from accounts.models import Membership
from portal.tenancy.models import OrganizationForeignKey, OrganizationOwned


class Notification(OrganizationOwned):
    """One message to one person. `key` makes it happen once, however often its cause is handled."""

    class Mail(models.TextChoices):
        DUE = "due", "Waiting"
        SENT = "sent", "Sent"
        MISSED = "missed", "Came too late"
        FAILED = "failed", "Failed"
        NONE = "none", "Notice only"

    membership = OrganizationForeignKey(Membership, on_delete=models.CASCADE, related_name="notifications")
    kind = models.SlugField(max_length=40)
    key = models.CharField(max_length=200)
    subject_id = models.UUIDField()
    facts = models.JSONField(default=dict)  # ids and plain facts for the text; never what a person wrote
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mail = models.CharField(max_length=6, choices=Mail, default=Mail.DUE)
    mail_due_at = models.DateTimeField()
    mail_attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "membership", "key"], name="notification_once"),
            models.CheckConstraint(
                condition=Q(mail="sent", sent_at__isnull=False) | (~Q(mail="sent") & Q(sent_at__isnull=True)),
                name="notification_sent_paired",
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "mail_due_at"], condition=Q(mail="due"), name="notification_mail_due"),
            models.Index(fields=["organization", "membership", "-created_at"], name="notification_mine"),
            models.Index(fields=["organization", "created_at"], condition=Q(mail="failed"), name="notification_failed"),
            models.Index(
                fields=["organization", "membership"],
                condition=Q(read_at__isnull=True),
                name="notification_unread",
            ),
        ]

    def __str__(self) -> str:
        return self.kind
