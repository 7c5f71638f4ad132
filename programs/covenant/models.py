"""The covenant: who sees what, signed by everybody in the engagement, enforced by `programs.covenant.policy`."""

from django.db import models
from django.db.models import Q

from accounts.models import Membership
from portal.tenancy.models import OrganizationForeignKey, OrganizationOneToOneField, OrganizationOwned
from portal.vault.fields import SealedTextField
from programs.engagements.models import Engagement, Participation, Program


class ProgramTerms(OrganizationOwned):
    """What a program declares; people read it before they join, and it becomes the first covenant that they sign."""

    program = OrganizationOneToOneField(Program, on_delete=models.CASCADE, related_name="terms")
    terms = models.JSONField()
    changed_at = models.DateTimeField()
    changed_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.program_id)


class Covenant(OrganizationOwned):
    """One version. It holds from the moment at which everybody has signed it, until another one does."""

    engagement = OrganizationForeignKey(Engagement, on_delete=models.CASCADE, related_name="covenants")
    number = models.PositiveSmallIntegerField()
    terms = models.JSONField()
    digest = models.CharField(max_length=64)
    why = SealedTextField(null=True)  # what who proposes it wrote to the others
    proposed_at = models.DateTimeField()
    proposed_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    in_force_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)  # taken back, or somebody wants to keep the old one
    dropped_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "engagement", "number"], name="covenant_number"),
            models.UniqueConstraint(
                fields=["organization", "engagement"],
                condition=Q(in_force_at__isnull=False, replaced_at__isnull=True),
                name="covenant_one_in_force",
            ),
            models.UniqueConstraint(
                fields=["organization", "engagement"],
                condition=Q(in_force_at__isnull=True, dropped_at__isnull=True),
                name="covenant_one_proposed",
            ),
            models.CheckConstraint(
                condition=Q(dropped_at__isnull=True, dropped_by__isnull=True)
                | Q(dropped_at__isnull=False, dropped_by__isnull=False, in_force_at__isnull=True),
                name="covenant_dropped_paired",
            ),
            models.CheckConstraint(
                condition=Q(replaced_at__isnull=True) | Q(in_force_at__isnull=False), name="covenant_replaced_after"
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"


class CovenantSignature(OrganizationOwned):
    """One person's signature on one version, by name, time and digest. Never changed."""

    covenant = OrganizationForeignKey(Covenant, on_delete=models.CASCADE, related_name="signatures")
    participation = OrganizationForeignKey(Participation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "covenant", "participation"], name="covenant_signed_once")
        ]

    def __str__(self) -> str:
        return self.name


class Deletion(OrganizationOwned):
    """That the text of an ended engagement is deleted, and when: everybody in it was told the day."""

    engagement = OrganizationOneToOneField(Engagement, on_delete=models.CASCADE, related_name="deletion")
    due_on = models.DateField()
    told_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organization", "due_on"], condition=Q(done_at__isnull=True), name="deletion_due")
        ]

    def __str__(self) -> str:
        return str(self.due_on)
