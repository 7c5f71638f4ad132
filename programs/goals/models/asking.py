"""What is asked, and what one session is for."""

from django.db import models
from django.db.models import Q

from accounts.models import Membership
from portal.tenancy.models import OrganizationForeignKey, OrganizationOneToOneField, OrganizationOwned
from portal.vault.fields import SealedTextField
from programs.engagements.models import Engagement, Participation
from programs.scheduling.models import Session


class Question(OrganizationOwned):
    """What somebody who is led wants to ask: it stays in the queue, and on each agenda, until it is answered."""

    engagement = OrganizationForeignKey(Engagement, on_delete=models.CASCADE, related_name="questions")
    asked_by = OrganizationForeignKey(Participation, on_delete=models.CASCADE, related_name="questions")
    text = SealedTextField()
    life = models.BooleanField(default=False)  # a question of life beyond work: the strictest rule
    asked_at = models.DateTimeField()
    answer = SealedTextField(null=True)  # what to remember of the answer
    answered_at = models.DateTimeField(null=True)
    answered_by = OrganizationForeignKey(Participation, on_delete=models.PROTECT, null=True, related_name="+")
    session = OrganizationForeignKey(Session, on_delete=models.SET_NULL, null=True, related_name="+")  # where it was

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="question_answered_paired",
            ),
        ]
        indexes = [models.Index(fields=["organization", "engagement", "answered_at"], name="question_of_engagement")]

    def __str__(self) -> str:
        return str(self.pk)


class Focus(OrganizationOwned):
    """What one session is for, and what those in it take away. Read as topics are."""

    session = OrganizationOneToOneField(Session, on_delete=models.CASCADE, related_name="focus")
    aim = SealedTextField(default=b"")
    takeaways = SealedTextField(default=b"")
    life = models.BooleanField(default=False)  # a question of life beyond work: the strictest rule
    written_at = models.DateTimeField()
    written_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.session_id)
