"""When a questionnaire is asked, and who is asked."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Membership
from portal.tenancy.models import OrganizationForeignKey, OrganizationOwned
from programs.engagements.models import Engagement, Participation, Program
from programs.evaluations.models.batches import Batch
from programs.evaluations.models.questionnaires import Questionnaire
from programs.scheduling.models import Session


class Stage(models.TextChoices):
    """When a round is asked, seen from the engagement's course."""

    BASELINE = "baseline", "Before"
    SESSION = "session", "After a session"
    MIDDLE = "middle", "On the way"
    END = "end", "At the end"
    FOLLOW_UP = "follow_up", "Some time after"


class RoundPlan(OrganizationOwned):
    """That a program asks a questionnaire in each of its engagements, at a stage.

    `days` counts from the stage's own moment: `BASELINE` from the beginning, `MIDDLE` from the beginning as well (left
    out, it is halfway to the planned end), `END` before the planned end (left out, when the engagement looks back),
    `FOLLOW_UP` after the end, `SESSION` after each session.
    """

    class About(models.TextChoices):
        ENGAGEMENT = "engagement", "How it is going"
        LEARNERS = "learners", "Each mentee, client or learner"
        LEADS = "leads", "Each mentor, coach or trainer"

    program = OrganizationForeignKey(Program, on_delete=models.CASCADE, related_name="round_plans")
    code = models.SlugField(max_length=40)  # the newest published version is asked
    stage = models.CharField(max_length=10, choices=Stage)
    days = models.PositiveSmallIntegerField(null=True)
    open_days = models.PositiveSmallIntegerField(default=14)
    roles = models.JSONField(default=list)  # roles that are asked; an empty list is everybody who takes part
    about = models.CharField(max_length=10, choices=About, default=About.ENGAGEMENT)
    anonymous = models.BooleanField(default=True)
    reminder_days = models.JSONField(default=list)  # days before its end: who has not answered hears again
    created_at = models.DateTimeField()
    created_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)  # asked no more
    ended_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "program", "code", "stage", "days"],
                condition=Q(ended_at__isnull=True),
                name="round_plan_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=Q(open_days__range=(1, 90)), name="round_plan_open_days"),
            models.CheckConstraint(condition=Q(days__isnull=True) | Q(days__lte=730), name="round_plan_days"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="round_plan_ended_paired",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.stage}"


class Round(OrganizationOwned):
    """One time that a questionnaire is asked in an engagement."""

    Stage = Stage

    engagement = OrganizationForeignKey(Engagement, on_delete=models.CASCADE, related_name="rounds")
    questionnaire = OrganizationForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="rounds")
    plan = OrganizationForeignKey(RoundPlan, on_delete=models.PROTECT, null=True, related_name="rounds")
    stage = models.CharField(max_length=10, choices=Stage)
    subject = OrganizationForeignKey(Participation, on_delete=models.CASCADE, null=True, related_name="rounds_about")
    session = OrganizationForeignKey(Session, on_delete=models.CASCADE, null=True, related_name="rounds")
    anonymous = models.BooleanField(default=False)  # does not change once the first has answered
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    reminder_days = models.JSONField(default=list)  # those still to come, the longest first
    reminded_at = models.DateTimeField(null=True)
    declined = models.JSONField(default=list)  # marks of guests who want to be asked no more; no address can be read
    opened_at = models.DateTimeField(null=True)  # set once the requests have gone out
    closed_at = models.DateTimeField(null=True)
    batch = OrganizationForeignKey(Batch, on_delete=models.PROTECT, null=True, related_name="rounds")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="round_period"),
            models.UniqueConstraint(
                fields=["organization", "engagement", "questionnaire", "stage", "subject", "session"],
                condition=Q(plan__isnull=True),
                name="round_once",
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                fields=["organization", "plan", "engagement", "subject", "session"],
                condition=Q(plan__isnull=False),
                name="round_of_plan_once",
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
    """That somebody is asked: a member, or a guest from outside who answers by a link. It knows whether they answered,
    never what."""

    class Group(models.TextChoices):
        SELF = "self", "Themselves"
        MANAGER = "manager", "Manager"
        PEER = "peer", "Peers"
        REPORT = "report", "Reports"
        PARTICIPANT = "participant", "Participants"

    round = OrganizationForeignKey(Round, on_delete=models.CASCADE, related_name="requests")
    respondent = OrganizationForeignKey(Membership, on_delete=models.CASCADE, null=True, related_name="requests")
    guest_name = models.CharField(max_length=120, blank=True)
    guest_email = models.EmailField(blank=True)
    group = models.CharField(max_length=12, choices=Group, default=Group.PARTICIPANT)
    named = models.BooleanField(default=False)  # a manager alone in a 360, who agreed to be shown by name
    asked_at = models.DateTimeField()
    asked_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")  # of guests
    answered_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "round", "respondent"],
                condition=Q(respondent__isnull=False),
                name="request_once",
            ),
            models.UniqueConstraint(
                fields=["organization", "round", "guest_email"],
                condition=~Q(guest_email=""),
                name="request_once_guest",
            ),
            models.CheckConstraint(
                condition=Q(respondent__isnull=False, guest_email="", guest_name="")
                | (Q(respondent__isnull=True) & ~Q(guest_email="") & ~Q(guest_name="")),
                name="request_member_or_guest",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organization", "respondent"],
                condition=Q(answered_on__isnull=True),
                name="request_open",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def name(self) -> str:
        """Of whoever is asked."""
        return self.respondent.name if self.respondent_id else self.guest_name
