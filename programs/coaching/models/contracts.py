"""Contracts: time-boxed, designed together, and what is said about the design."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Membership
from portal.tenancy.models import OrganizationForeignKey, OrganizationOneToOneField, OrganizationOwned
from portal.vault.fields import SealedTextField
from programs.engagements.models import Engagement, Participation
from programs.scheduling.models import Session


class Contract(OrganizationOwned):
    """Shares its id with its engagement.

    The words of the design are sealed. Strengths and development areas belong to the clients (`Portrait`), everything
    else here is read by every party.
    """

    class Turn(models.TextChoices):
        CLIENT = "client", "The client"
        COACH = "coach", "The coach"

    engagement = OrganizationOneToOneField(Engagement, on_delete=models.CASCADE, related_name="contract")
    purpose = SealedTextField(default=b"")
    focus_areas = SealedTextField(default=b"")  # a line for each
    working_arrangement = SealedTextField(default=b"")
    session_budget = models.PositiveSmallIntegerField(default=8)
    late_counts = models.BooleanField(default=True)  # a session cancelled later than the program's hours is used up
    paid = models.BooleanField(default=True)  # or pro bono: the coach's log of hours tells them apart
    turn = models.CharField(max_length=6, choices=Turn, blank=True)  # whose turn the design is
    turn_at = models.DateTimeField(null=True)
    turn_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    designed_at = models.DateTimeField(null=True)
    agreed_at = models.DateTimeField(null=True)
    activated_at = models.DateTimeField(null=True)  # the first completed session
    evaluating_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=F("engagement_id")), name="contract_shares_id"),
            models.CheckConstraint(condition=Q(session_budget__range=(1, 100)), name="contract_budget"),
            models.CheckConstraint(
                condition=Q(turn="", turn_at__isnull=True, turn_by__isnull=True)
                | (~Q(turn="") & Q(turn_at__isnull=False, turn_by__isnull=False)),
                name="contract_turn_paired",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Portrait(OrganizationOwned):
    """Where a client stands when the design begins: what is strong, and what shall grow. For client and coach only."""

    client = OrganizationOneToOneField(Participation, on_delete=models.CASCADE, related_name="portrait")
    strengths = SealedTextField(default=b"")
    development = SealedTextField(default=b"")
    written_at = models.DateTimeField()
    written_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.client_id)


class Comment(OrganizationOwned):
    """What client or coach say to one part of the design, until it is settled."""

    contract = OrganizationForeignKey(Contract, on_delete=models.CASCADE, related_name="comments")
    part = models.CharField(max_length=60)  # "purpose", "covenant", "objective:<id>", "clause:<id>", …
    client = OrganizationForeignKey(  # of whose own part it speaks; None where it is everybody's
        Participation, on_delete=models.CASCADE, null=True, related_name="+"
    )
    text = SealedTextField()
    written_at = models.DateTimeField()
    written_by = OrganizationForeignKey(Participation, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="comment_settled_paired",
            ),
        ]
        indexes = [models.Index(fields=["organization", "contract", "settled_at"], name="comment_of_contract")]

    def __str__(self) -> str:
        return self.part


class Charge(OrganizationOwned):
    """How a session stands to the budget where it is not the plain way: held or planned ones count, cancelled don't."""

    class Kind(models.TextChoices):
        FREE = "free", "Does not count"  # getting to know each other
        LATE = "late", "Cancelled too late, so it counts"
        WAIVED = "waived", "Cancelled late, and let go"

    session = OrganizationOneToOneField(Session, on_delete=models.CASCADE, related_name="charge")
    kind = models.CharField(max_length=8, choices=Kind)
    charged_at = models.DateTimeField()
    charged_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.kind
