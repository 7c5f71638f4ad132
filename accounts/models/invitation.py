"""An invitation binds a membership to a mail address; only the hash of its secret is kept."""

from django.db import models
from django.db.models import Q

from accounts.models.membership import Membership
from portal.tenancy.models import OrganizationForeignKey, OrganizationOwned


class Invitation(OrganizationOwned):
    class State(models.TextChoices):
        SENT = "sent", "Sent"
        ACCEPTED = "accepted", "Accepted"
        WITHDRAWN = "withdrawn", "Withdrawn"

    email = models.EmailField()
    role = models.CharField(max_length=16, choices=Membership.Role, default=Membership.Role.MEMBER)
    state = models.CharField(max_length=10, choices=State, default=State.SENT)
    token_sha256 = models.CharField(max_length=64)
    invited_at = models.DateTimeField()
    invited_by = OrganizationForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = OrganizationForeignKey(Membership, on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "email"], condition=Q(state="sent"), name="invitation_open_once"
            ),
            models.UniqueConstraint(fields=["organization", "token_sha256"], name="invitation_token"),
            models.CheckConstraint(
                condition=Q(state="accepted", accepted_at__isnull=False, accepted_by__isnull=False)
                | (~Q(state="accepted") & Q(accepted_at__isnull=True, accepted_by__isnull=True)),
                name="invitation_accepted_paired",
            ),
        ]

    def __str__(self) -> str:
        return self.email
