"""Contracts: time-boxed, designed together, signed by every party on the same version."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Membership
from portal.tenancy.models import OrganizationForeignKey, OrganizationOneToOneField, OrganizationOwned
from portal.vault.fields import SealedTextField
from programs.engagements.models import Engagement, Participation


class Contract(OrganizationOwned):
    """Shares its id with its engagement."""

    engagement = OrganizationOneToOneField(Engagement, on_delete=models.CASCADE, related_name="contract")
    purpose = models.TextField(blank=True)
    focus_areas = models.TextField(blank=True)  # a line for each
    working_arrangement = models.TextField(blank=True)
    session_budget = models.PositiveSmallIntegerField(default=8)
    designed_at = models.DateTimeField(null=True)
    agreed_at = models.DateTimeField(null=True)
    activated_at = models.DateTimeField(null=True)  # the first completed session
    evaluating_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=F("engagement_id")), name="contract_shares_id"),
            models.CheckConstraint(condition=Q(session_budget__range=(1, 100)), name="contract_budget"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ContractVersion(OrganizationOwned):
    """The text that was sent for signing. Never changed: another design makes another version."""

    contract = OrganizationForeignKey(Contract, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = SealedTextField()
    digest = models.CharField(max_length=64)  # SHA-256 of the text
    sent_at = models.DateTimeField()
    sent_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "contract", "number"], name="contract_version_number")
        ]
        indexes = [models.Index(fields=["organization", "sent_at"], name="contract_version_sent")]

    def __str__(self) -> str:
        return f"version {self.number}"


class Signature(OrganizationOwned):
    """One party's signature on one version, by name, time and digest. Never changed."""

    version = OrganizationForeignKey(ContractVersion, on_delete=models.CASCADE, related_name="signatures")
    participation = OrganizationForeignKey(Participation, on_delete=models.PROTECT, related_name="signatures")
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "version", "participation"], name="signature_once")
        ]

    def __str__(self) -> str:
        return self.name
