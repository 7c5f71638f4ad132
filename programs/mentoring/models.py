"""Circles: a mentor and a few people around a purpose. A pair is a circle of two."""

from django.db import models
from django.db.models import F, Q

from portal.tenancy.models import OrganizationForeignKey, OrganizationOneToOneField, OrganizationOwned
from programs.engagements.models import Engagement, Participation


class Circle(OrganizationOwned):
    """Shares its id with its engagement."""

    engagement = OrganizationOneToOneField(Engagement, on_delete=models.CASCADE, related_name="circle")
    purpose = models.TextField()
    agreement = models.TextField(blank=True)  # what we agreed, a line for each promise
    agreement_version = models.PositiveSmallIntegerField(default=1)
    meets = models.CharField(max_length=120, blank=True)  # "Every four weeks, 75 minutes"
    most_members = models.PositiveSmallIntegerField(default=8)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=F("engagement_id")), name="circle_shares_id")]

    def __str__(self) -> str:
        return str(self.pk)


class Consent(OrganizationOwned):
    """That somebody agreed to one version of what the circle agreed."""

    circle = OrganizationForeignKey(Circle, on_delete=models.CASCADE, related_name="consents")
    participation = OrganizationForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveSmallIntegerField()
    agreed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "circle", "participation", "version"], name="consent_once")
        ]

    def __str__(self) -> str:
        return str(self.participation_id)
