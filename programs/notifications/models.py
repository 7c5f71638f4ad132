"""What the portal tells people: a notice in the portal and, from the same row, a mail."""

from django.db import models
from django.db.models import Q

from accounts.models import Membership
from portal.tenancy.models import OrganizationForeignKey, OrganizationOneToOneField, OrganizationOwned


class Notification(OrganizationOwned):
    """One message to one person. `key` makes it happen once, however often its cause is handled."""

    class Mail(models.TextChoices):
        DUE = "due", "Waiting"
        SENT = "sent", "Sent"
        MISSED = "missed", "Came too late"
        FAILED = "failed", "Failed"
        NONE = "none", "Notice only"
        DIGEST = "digest", "Waits for the digest"

    class Returned(models.TextChoices):
        BOUNCED = "bounced", "The mailbox refused it"
        COMPLAINED = "complained", "Reported as unwanted"

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
    returned = models.CharField(max_length=10, choices=Returned, blank=True)  # what the mail server said afterwards
    returned_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(returned="", returned_at__isnull=True) | (~Q(returned="") & Q(returned_at__isnull=False)),
                name="notification_returned_paired",
            ),
            models.UniqueConstraint(fields=["organization", "membership", "key"], name="notification_once"),
            models.CheckConstraint(
                condition=Q(mail="sent", sent_at__isnull=False) | (~Q(mail="sent") & Q(sent_at__isnull=True)),
                name="notification_sent_paired",
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "mail_due_at"], condition=Q(mail="due"), name="notification_mail_due"),
            models.Index(
                fields=["organization", "membership", "mail_due_at"],
                condition=Q(mail="digest"),
                name="notification_digest_due",
            ),
            models.Index(
                fields=["organization", "returned_at"],
                condition=Q(returned_at__isnull=False),
                name="notification_returned",
            ),
            models.Index(fields=["organization", "membership", "-created_at"], name="notification_mine"),
            # What the page about delivery lists, state by state.
            models.Index(fields=["organization", "created_at"], condition=Q(mail="failed"), name="notification_failed"),
            models.Index(fields=["organization", "created_at"], condition=Q(mail="missed"), name="notification_missed"),
            models.Index(fields=["organization", "sent_at"], condition=Q(mail="sent"), name="notification_sent"),
            models.Index(
                fields=["organization", "mail_due_at"], condition=Q(mail="digest"), name="notification_digest"
            ),
            models.Index(
                fields=["organization", "membership"],
                condition=Q(read_at__isnull=True),
                name="notification_unread",
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class Preference(OrganizationOwned):
    """How one person wants to hear of one topic of the catalogue; without a row, at once and by both ways."""

    class Mail(models.TextChoices):
        NOW = "now", "At once"
        DIGEST = "digest", "In the digest"
        NEVER = "never", "Never"

    membership = OrganizationForeignKey(Membership, on_delete=models.CASCADE, related_name="preferences")
    topic = models.SlugField(max_length=40)
    mail = models.CharField(max_length=6, choices=Mail, default=Mail.NOW)
    notice = models.BooleanField(default=True)  # counted as new beside the bell; listed in any case

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "membership", "topic"], name="preference_once"),
        ]

    def __str__(self) -> str:
        return self.topic


class Rhythm(OrganizationOwned):
    """When one person gets mail at all, by their own clock; without a row, at any hour and digests every morning."""

    class Digest(models.TextChoices):
        DAILY = "daily", "Every day"
        WEEKLY = "weekly", "Every week"

    membership = OrganizationOneToOneField(Membership, on_delete=models.CASCADE, related_name="rhythm")
    digest = models.CharField(max_length=6, choices=Digest, default=Digest.DAILY)
    digest_weekday = models.PositiveSmallIntegerField(default=0)  # 0 is Monday
    digest_hour = models.PositiveSmallIntegerField(default=8)
    quiet_from = models.TimeField(null=True)
    quiet_until = models.TimeField(null=True)  # before quiet_from: on the next day
    stopped_at = models.DateTimeField(null=True)  # the mailbox refused mails or reported one; mandatory ones still go
    stopped_for = models.CharField(max_length=10, choices=Notification.Returned, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(digest_weekday__lte=6, digest_hour__lte=23), name="rhythm_digest"),
            models.CheckConstraint(
                condition=Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="rhythm_quiet_paired",
            ),
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=True, stopped_for="")
                | (Q(stopped_at__isnull=False) & ~Q(stopped_for="")),
                name="rhythm_stopped_paired",
            ),
        ]

    def __str__(self) -> str:
        return str(self.membership_id)


class Sweep(OrganizationOwned):
    """Up to which moment the reminders of one kind have been looked for."""

    kind = models.SlugField(max_length=20)
    until = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "kind"], name="sweep_once")]

    def __str__(self) -> str:
        return self.kind
