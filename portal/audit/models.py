"""Who did what, when. Rows are only ever added; they hold ids and plain facts, never confidential text."""

from django.db import models

from portal.tenancy.models import OrganizationOwned


class AuditEntry(OrganizationOwned):
    at = models.DateTimeField()
    by_user = models.UUIDField(null=True)  # no reference: the entry outlives the person's account
    verb = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=80)
    subject_id = models.UUIDField()
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["organization", "-at"], name="audit_newest"),
            models.Index(fields=["organization", "subject_id", "-at"], name="audit_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type}"
