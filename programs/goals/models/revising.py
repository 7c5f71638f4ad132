"""Changing what was agreed: an objective is written anew with everybody's yes who agreed to it."""

from django.db import models
from django.db.models import Q

from accounts.models import Membership
from portal.tenancy.models import OrganizationForeignKey, OrganizationOwned
from portal.vault.fields import SealedTextField
from programs.engagements.models import Participation
from programs.goals.models.objectives import Objective


class Revision(OrganizationOwned):
    """An objective as somebody proposes it anew, with a reason. It replaces the old words with the last consent.

    `before` and `after` are JSON of the fields that objectives have; `before` is written when it takes effect, so
    that the history of an objective is the revisions that did.
    """

    objective = OrganizationForeignKey(Objective, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    reason = SealedTextField()
    before = SealedTextField(default=b"")
    after = SealedTextField()
    proposed_at = models.DateTimeField()
    proposed_by = OrganizationForeignKey(Participation, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)  # took effect
    settled_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    dropped_at = models.DateTimeField(null=True)  # taken back, or somebody said no
    dropped_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "objective", "number"], name="revision_number"),
            models.UniqueConstraint(
                fields=["organization", "objective"],
                condition=Q(settled_at__isnull=True, dropped_at__isnull=True),
                name="revision_open_once",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="revision_settled_paired",
            ),
            models.CheckConstraint(
                condition=Q(dropped_at__isnull=True, dropped_by__isnull=True)
                | Q(dropped_at__isnull=False, dropped_by__isnull=False, settled_at__isnull=True),
                name="revision_dropped_paired",
            ),
        ]

    def __str__(self) -> str:
        return f"revision {self.number}"


class RevisionConsent(OrganizationOwned):
    """One person's yes to a revision. Never changed."""

    revision = OrganizationForeignKey(Revision, on_delete=models.CASCADE, related_name="consents")
    participation = OrganizationForeignKey(Participation, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "revision", "participation"], name="revision_consent_once")
        ]

    def __str__(self) -> str:
        return str(self.participation_id)
