"""What people said they would do: actions, and exercises from the library."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Membership
from portal.tenancy.models import OrganizationForeignKey, OrganizationOwned
from portal.vault.fields import SealedTextField
from programs.engagements.models import Participation
from programs.goals.models.objectives import Competency, Objective
from programs.scheduling.models import Session


class Action(OrganizationOwned):
    """What somebody said they would do, by when."""

    may_finish = False  # queries with a viewer say whether that person may tick it

    owner = OrganizationForeignKey(Participation, on_delete=models.CASCADE, related_name="actions")
    session = OrganizationForeignKey(Session, on_delete=models.SET_NULL, null=True, related_name="actions")
    objective = OrganizationForeignKey(Objective, on_delete=models.SET_NULL, null=True, related_name="actions")
    text = SealedTextField()
    life = models.BooleanField(default=False)  # a question of life beyond work: the strictest rule
    due_on = models.DateField(null=True)
    agreed_at = models.DateTimeField()
    agreed_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="action_done_paired",
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "owner", "done_at", "due_on"], name="action_of_owner"),
            models.Index(
                fields=["organization", "due_on"],
                condition=Q(done_at__isnull=True, due_on__isnull=False),
                name="action_due",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed and it is still open."""
        return self.done_at is None and self.due_on is not None and self.due_on < timezone.localdate()


class CheckIn(OrganizationOwned):
    """How an action is going between two sessions, told by its owner. The newest one counts."""

    class Going(models.TextChoices):
        WELL = "well", "Going well"
        SLOWLY = "slowly", "Slower than planned"
        STUCK = "stuck", "Stuck"

    action = OrganizationForeignKey(Action, on_delete=models.CASCADE, related_name="check_ins")
    going = models.CharField(max_length=8, choices=Going)
    note = SealedTextField(default=b"")
    told_at = models.DateTimeField()
    told_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["organization", "action", "-told_at"], name="check_in_of_action")]

    def __str__(self) -> str:
        return self.going


class Exercise(OrganizationOwned):
    """An exercise of the organization's library. Assigning one copies its words, so a change touches no running one."""

    title = models.CharField(max_length=140)
    text = models.TextField()
    minutes = models.PositiveSmallIntegerField(default=20)
    source = models.CharField(max_length=200, blank=True)  # where it comes from, as a book
    competency = OrganizationForeignKey(Competency, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    created_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)  # offered no more
    ended_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "title"], name="exercise_title"),
            models.CheckConstraint(condition=Q(minutes__range=(1, 600)), name="exercise_minutes"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="exercise_ended_paired",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Assignment(OrganizationOwned):
    """An exercise that somebody does until a day, with what they write as a reply. Read as actions are."""

    owner = OrganizationForeignKey(Participation, on_delete=models.CASCADE, related_name="assignments")
    exercise = OrganizationForeignKey(Exercise, on_delete=models.PROTECT, null=True, related_name="+")
    objective = OrganizationForeignKey(Objective, on_delete=models.SET_NULL, null=True, related_name="+")
    title = SealedTextField()
    text = SealedTextField()
    due_on = models.DateField()
    assigned_at = models.DateTimeField()
    assigned_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    reply = SealedTextField(default=b"")
    replied_at = models.DateTimeField(null=True)  # handed in; a draft of the reply has none
    replied_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    answer = SealedTextField(default=b"")  # what the coach or mentor says to the reply
    answered_at = models.DateTimeField(null=True)
    answered_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(replied_at__isnull=True, replied_by__isnull=True)
                | Q(replied_at__isnull=False, replied_by__isnull=False),
                name="assignment_replied_paired",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False, replied_at__isnull=False),
                name="assignment_answered_paired",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="assignment_withdrawn_paired",
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "owner", "replied_at", "due_on"], name="assignment_of_owner"),
            models.Index(
                fields=["organization", "due_on"],
                condition=Q(replied_at__isnull=True, withdrawn_at__isnull=True),
                name="assignment_due",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
