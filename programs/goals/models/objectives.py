"""Objectives that can be measured, what they lead to, and what was measured."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Membership
from portal.tenancy.models import OrganizationForeignKey, OrganizationOwned
from portal.vault.fields import SealedTextField
from programs.engagements.models import Participation
from programs.goals.lifecycle import ObjectiveState


class Competency(OrganizationOwned):
    """What somebody can learn to do better, as the organization calls it; objectives, coaches and courses name it."""

    name = models.CharField(max_length=120)
    area = models.CharField(max_length=80, blank=True)  # as "Leading people": competencies are listed by it
    description = models.TextField(blank=True)
    created_at = models.DateTimeField()
    created_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)  # offered no more; what names it keeps it
    ended_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "name"], name="competency_name"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="competency_ended_paired",
            ),
        ]
        indexes = [models.Index(fields=["organization", "area", "name"], name="competency_list")]

    def __str__(self) -> str:
        return self.name


class Objective(OrganizationOwned):
    """A measurable objective: an indicator goes from the baseline to the target by a date."""

    reads_numbers = False  # queries with a reading say whether that person reads what was measured

    owner = OrganizationForeignKey(Participation, on_delete=models.CASCADE, related_name="objectives")
    title = SealedTextField()
    indicator = SealedTextField()  # what is counted and by whom, in the owner's words
    evidence = SealedTextField(default=b"")  # where the number comes from, so that others could look it up
    area = SealedTextField(default=b"")  # what part of work or life it belongs to, in the owner's words
    competency = OrganizationForeignKey(Competency, on_delete=models.PROTECT, null=True, related_name="+")
    life = models.BooleanField(default=False)  # a question of life beyond work: the strictest rule
    unit = models.CharField(max_length=40, blank=True)
    baseline = models.DecimalField(max_digits=12, decimal_places=2)
    target = models.DecimalField(max_digits=12, decimal_places=2)
    lowest = models.DecimalField(max_digits=12, decimal_places=2, null=True)  # of the scale, where it has ends
    highest = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    starts_on = models.DateField()
    due_on = models.DateField()
    position = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=12, choices=ObjectiveState, default=ObjectiveState.OPEN)
    closed_at = models.DateTimeField(null=True)
    closed_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    proof = SealedTextField(default=b"")  # what shows the outcome, written when it is closed

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(lowest__lt=F("highest")), name="objective_scale"),
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


class Milestone(OrganizationOwned):
    """A step on the way to the target. One with a value bends the planned path."""

    objective = OrganizationForeignKey(Objective, on_delete=models.CASCADE, related_name="milestones")
    title = SealedTextField()
    due_on = models.DateField()
    value = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    reached_at = models.DateTimeField(null=True)
    reached_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "objective", "due_on"], name="milestone_per_day"),
            models.CheckConstraint(
                condition=Q(reached_at__isnull=True, reached_by__isnull=True)
                | Q(reached_at__isnull=False, reached_by__isnull=False),
                name="milestone_reached_paired",
            ),
        ]

    def __str__(self) -> str:
        return str(self.due_on)


class Measurement(OrganizationOwned):
    class Source(models.TextChoices):
        COUNT = "count", "I counted it"
        SURVEY = "survey", "A survey"
        FEEDBACK = "feedback", "What others said"
        OBSERVATION = "observation", "Somebody watched"
        RECORDS = "records", "Records or a system"
        OTHER = "other", "Something else"

    objective = OrganizationForeignKey(Objective, on_delete=models.CASCADE, related_name="measurements")
    value = models.DecimalField(max_digits=12, decimal_places=2)
    measured_on = models.DateField()
    source = models.CharField(max_length=12, choices=Source, blank=True)
    note = SealedTextField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "objective", "measured_on"], name="measurement_per_day"),
        ]

    def __str__(self) -> str:
        return str(self.measured_on)
