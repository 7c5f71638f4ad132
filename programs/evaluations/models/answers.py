"""What people answered: sealed, and in an anonymous round apart from who was asked."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from portal.tenancy.models import OrganizationForeignKey, OrganizationOneToOneField, OrganizationOwned
from portal.vault.fields import SealedTextField
from programs.evaluations.models.rounds import Request, Round


class Draft(OrganizationOwned):
    """Answers on the way: gone in the step that hands them in, or when the round closes."""

    request = OrganizationOneToOneField(Request, on_delete=models.CASCADE, related_name="draft")
    answers = SealedTextField()  # JSON, as the form had them: incomplete and unchecked
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)


class Response(OrganizationOwned):
    """Answers, sealed. In an anonymous round nothing joins them to the request, not even the order of their ids."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = OrganizationForeignKey(Round, on_delete=models.PROTECT, related_name="responses")
    request = OrganizationForeignKey(Request, on_delete=models.PROTECT, null=True, related_name="+")
    group = models.CharField(max_length=12, choices=Request.Group)
    answers = SealedTextField()  # JSON: question key to answer
    answered_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "request"], condition=Q(request__isnull=False), name="response_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
