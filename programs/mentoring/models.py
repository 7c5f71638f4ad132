"""Circles: a mentor and a few people around a purpose. A pair is a circle of two."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Membership
from portal.tenancy.models import OrganizationForeignKey, OrganizationOneToOneField, OrganizationOwned
from portal.vault.fields import SealedTextField
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


class Introduction(OrganizationOwned):
    """A mentor brings two people together; each learns of the other when both have said yes."""

    class Answer(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"

    circle = OrganizationForeignKey(Circle, on_delete=models.CASCADE, related_name="introductions")
    made_by = OrganizationForeignKey(Participation, on_delete=models.PROTECT, related_name="+")
    mentee = OrganizationForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    contact = OrganizationForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    why = SealedTextField()  # what could come of it; both read it before they answer
    proposed_at = models.DateTimeField()
    mentee_answer = models.CharField(max_length=3, choices=Answer, blank=True)
    mentee_answered_at = models.DateTimeField(null=True)
    contact_answer = models.CharField(max_length=3, choices=Answer, blank=True)
    contact_answered_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(mentee_answer="", mentee_answered_at__isnull=True)
                | (~Q(mentee_answer="") & Q(mentee_answered_at__isnull=False)),
                name="introduction_mentee_paired",
            ),
            models.CheckConstraint(
                condition=Q(contact_answer="", contact_answered_at__isnull=True)
                | (~Q(contact_answer="") & Q(contact_answered_at__isnull=False)),
                name="introduction_contact_paired",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="introduction_withdrawn_paired",
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "circle"], name="introduction_of_circle"),
            models.Index(fields=["organization", "contact"], name="introduction_of_contact"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_made(self) -> bool:
        """Whether both have said yes, so that each knows how to reach the other."""
        return self.mentee_answer == self.contact_answer == self.Answer.YES

    @property
    def is_over(self) -> bool:
        """Whether somebody said no, or it was taken back. Nobody is told whose no it was."""
        return self.withdrawn_at is not None or self.Answer.NO in (self.mentee_answer, self.contact_answer)

    @property
    def asks_contact(self) -> bool:
        """Whether the contact may know of it: not before the mentee has said yes."""
        return self.mentee_answer == self.Answer.YES and self.withdrawn_at is None
