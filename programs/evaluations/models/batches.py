"""Closed rounds whose answers are published together."""

from django.db import models

from portal.tenancy.models import OrganizationForeignKey, OrganizationOwned
from programs.engagements.models import Program
from programs.evaluations.models.questionnaires import Questionnaire


class Batch(OrganizationOwned):
    """Rounds of one program, questionnaire version, stage and audience that are only ever published whole.

    Made once, when enough people have answered in closed rounds, and never changed. `answers` is how many it had then:
    if answers are erased later it is not published any more, since two looks at it would differ by them.
    """

    program = OrganizationForeignKey(Program, on_delete=models.CASCADE, related_name="+")
    questionnaire = OrganizationForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=10)
    roles = models.JSONField(default=list)  # who was asked: the plan's roles, an empty list is everybody
    anonymous = models.BooleanField()  # if not, one set of answers of each person is used
    closed_on = models.DateField()  # of the last of its rounds
    answers = models.PositiveIntegerField()
    most = models.PositiveIntegerField()  # answers of one person among them
    needed = models.PositiveIntegerField()  # answers to a question from which it may be published
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organization", "program"], name="batch_of_program")]

    def __str__(self) -> str:
        return f"{self.stage} {self.closed_on}"
