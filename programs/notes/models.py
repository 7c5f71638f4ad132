"""Notes: ciphertext with an audience. The database lets only their readers select them."""

from django.db import models

from accounts.models import Membership
from portal.tenancy.models import OrganizationForeignKey, OrganizationOwned
from portal.vault.fields import SealedTextField
from programs.engagements.models import Engagement, Participation
from programs.scheduling.models import Session


class Note(OrganizationOwned):
    class Audience(models.TextChoices):
        PRIVATE = "private", "Only you"
        ENGAGEMENT = "engagement", "Everybody here"

    engagement = OrganizationForeignKey(Engagement, on_delete=models.CASCADE, related_name="notes")
    session = OrganizationForeignKey(Session, on_delete=models.CASCADE, null=True, related_name="notes")
    author = OrganizationForeignKey(Participation, on_delete=models.PROTECT, related_name="notes")
    author_member = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=10, choices=Audience)
    text = SealedTextField()
    version = models.PositiveIntegerField(default=1)  # two people who edit the same version: the second is told
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organization", "engagement", "session"], name="note_of_session")]

    def __str__(self) -> str:
        return str(self.pk)
