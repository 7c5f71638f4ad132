"""What people want to talk about."""

from django.db import models

from portal.tenancy.models import OrganizationForeignKey, OrganizationOwned
from portal.vault.fields import SealedTextField
from programs.engagements.models import Engagement, Participation
from programs.scheduling.models.sessions import Session


class Topic(OrganizationOwned):
    """What somebody wants to talk about. Without a session it waits for the engagement's next one."""

    class Kind(models.TextChoices):
        QUESTION = "question", "Question"
        CHALLENGE = "challenge", "Challenge"
        GOAL = "goal", "Goal"
        OPPORTUNITY = "opportunity", "Opportunity"

    engagement = OrganizationForeignKey(Engagement, on_delete=models.CASCADE, related_name="topics")
    session = OrganizationForeignKey(Session, on_delete=models.SET_NULL, null=True, related_name="topics")
    proposed_by = OrganizationForeignKey(Participation, on_delete=models.CASCADE, related_name="topics")
    proposed_at = models.DateTimeField()
    kind = models.CharField(max_length=12, choices=Kind, blank=True)
    text = SealedTextField()
    tried = SealedTextField(null=True)  # of a challenge: what was tried
    hoped = SealedTextField(null=True)  # of a challenge: what a good outcome would be
    life = models.BooleanField(default=False)  # a question of life beyond work: the strictest rule
    chosen = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["organization", "engagement", "session"], name="topic_of_session")]

    def __str__(self) -> str:
        return str(self.pk)


class TopicBacking(OrganizationOwned):
    """“Me too”."""

    topic = OrganizationForeignKey(Topic, on_delete=models.CASCADE, related_name="backings")
    participation = OrganizationForeignKey(Participation, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "topic", "participation"], name="backing_once")]

    def __str__(self) -> str:
        return str(self.participation_id)


class AgendaLook(OrganizationOwned):
    """That somebody looked at a session's agenda and finds it ready; who changes it afterwards takes it back."""

    session = OrganizationForeignKey(Session, on_delete=models.CASCADE, related_name="looks")
    participation = OrganizationForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    looked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "session", "participation"], name="agenda_look_once")
        ]

    def __str__(self) -> str:
        return str(self.participation_id)
