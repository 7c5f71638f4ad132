"""Questionnaires, rounds, requests and responses."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from accounts.models import Membership
from portal.tenancy.models import OrganizationForeignKey, OrganizationOwned
from portal.vault.fields import SealedTextField
from programs.engagements.models import Engagement, Participation


class Questionnaire(OrganizationOwned):
    """A version of a set of questions; published ones do not change.

    `questions` is a list of {"key", "type": "scale" | "text" | "yes_no", "label", "low", "high", "most"}.
    """

    code = models.SlugField(max_length=40)  # "coaching-end", "feedback-360"
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=140)
    introduction = models.TextField(blank=True)
    questions = models.JSONField()
    source = models.CharField(max_length=200, blank=True)  # where the instrument comes from
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "code", "version"], name="questionnaire_version")
        ]

    def __str__(self) -> str:
        return self.title


class Round(OrganizationOwned):
    """One time that a questionnaire is asked in an engagement."""

    class Stage(models.TextChoices):
        BASELINE = "baseline", "Before"
        MIDDLE = "middle", "On the way"
        END = "end", "At the end"
        FOLLOW_UP = "follow_up", "Some time after"

    engagement = OrganizationForeignKey(Engagement, on_delete=models.CASCADE, related_name="rounds")
    questionnaire = OrganizationForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="rounds")
    stage = models.CharField(max_length=10, choices=Stage)
    subject = OrganizationForeignKey(Participation, on_delete=models.CASCADE, null=True, related_name="rounds_about")
    anonymous = models.BooleanField(default=False)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)  # set once the requests have gone out
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="round_period"),
            models.UniqueConstraint(
                fields=["organization", "engagement", "questionnaire", "stage", "subject"],
                name="round_once",
                nulls_distinct=False,
            ),
        ]
        indexes = [
            models.Index(
                fields=["organization", "opens_at"],
                condition=Q(opened_at__isnull=True),
                name="round_opens_due",
            ),
            models.Index(
                fields=["organization", "closes_at"],
                condition=Q(opened_at__isnull=False, closed_at__isnull=True),
                name="round_closes_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.engagement_id}"


class Request(OrganizationOwned):
    """That somebody is asked. It knows whether they answered, never what."""

    class Group(models.TextChoices):
        SELF = "self", "Themselves"
        MANAGER = "manager", "Manager"
        PEER = "peer", "Peers"
        REPORT = "report", "Reports"
        PARTICIPANT = "participant", "Participants"

    round = OrganizationForeignKey(Round, on_delete=models.CASCADE, related_name="requests")
    respondent = OrganizationForeignKey(Membership, on_delete=models.CASCADE, related_name="requests")
    group = models.CharField(max_length=12, choices=Group, default=Group.PARTICIPANT)
    asked_at = models.DateTimeField()
    answered_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "round", "respondent"], name="request_once")]
        indexes = [
            models.Index(
                fields=["organization", "respondent"],
                condition=Q(answered_on__isnull=True),
                name="request_open",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Response(OrganizationOwned):
    """Answers, sealed. In an anonymous round nothing joins them to the request, not even the order of their ids."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = OrganizationForeignKey(Round, on_delete=models.CASCADE, related_name="responses")
    request = OrganizationForeignKey(Request, on_delete=models.CASCADE, null=True, related_name="+")
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
