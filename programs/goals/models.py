"""What changes for people. Objectives and actions belong to a participation: the mentee or client owns them."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Membership
from portal.tenancy.models import OrganizationForeignKey, OrganizationOwned
from portal.vault.fields import SealedTextField
from programs.engagements.models import Engagement, Participation
from programs.goals.lifecycle import ObjectiveState
from programs.scheduling.models import Session


class Objective(OrganizationOwned):
    """A measurable objective: an indicator goes from the baseline to the target by a date."""

    reads_numbers = False  # queries with a reading say whether that person reads what was measured

    owner = OrganizationForeignKey(Participation, on_delete=models.CASCADE, related_name="objectives")
    title = SealedTextField()
    indicator = SealedTextField()  # what is counted and by whom, in the owner's words
    life = models.BooleanField(default=False)  # a question of life beyond work: the strictest rule
    unit = models.CharField(max_length=40, blank=True)
    baseline = models.DecimalField(max_digits=12, decimal_places=2)
    target = models.DecimalField(max_digits=12, decimal_places=2)
    starts_on = models.DateField()
    due_on = models.DateField()
    position = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=12, choices=ObjectiveState, default=ObjectiveState.OPEN)
    closed_at = models.DateTimeField(null=True)
    closed_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(baseline=F("target")), name="objective_moves"),
            models.CheckConstraint(condition=Q(due_on__gt=F("starts_on")), name="objective_dates"),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True, closed_by__isnull=True)
                | (~Q(state="open") & Q(closed_at__isnull=False, closed_by__isnull=False)),
                name="objective_closed_paired",
            ),
        ]
        indexes = [models.Index(fields=["organization", "owner", "position"], name="objective_of_owner")]

    def __str__(self) -> str:
        return str(self.pk)


class Measurement(OrganizationOwned):
    objective = OrganizationForeignKey(Objective, on_delete=models.CASCADE, related_name="measurements")
    value = models.DecimalField(max_digits=12, decimal_places=2)
    measured_on = models.DateField()
    note = SealedTextField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "objective", "measured_on"], name="measurement_per_day"),
        ]

    def __str__(self) -> str:
        return str(self.measured_on)


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
