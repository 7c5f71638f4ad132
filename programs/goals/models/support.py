"""People whom somebody asked to watch how an objective goes, and what they saw."""

from django.db import models
from django.db.models import Q

from accounts.models import Membership
from portal.tenancy.models import OrganizationForeignKey, OrganizationOwned
from portal.vault.fields import SealedTextField
from programs.goals.models.objectives import Objective


class Supporter(OrganizationOwned):
    """Somebody, a member or a guest, who says every few weeks what they see of one objective.

    They answer with their name, and are told so: so few people cannot be anonymous.
    """

    objective = OrganizationForeignKey(Objective, on_delete=models.CASCADE, related_name="supporters")
    membership = OrganizationForeignKey(Membership, on_delete=models.CASCADE, null=True, related_name="+")
    guest_name = models.CharField(max_length=120, blank=True)
    guest_email = models.EmailField(blank=True)
    every_weeks = models.PositiveSmallIntegerField(default=4)
    asked_at = models.DateTimeField()  # when they were won as a supporter
    asked_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    next_on = models.DateField()  # when they are asked again
    ended_at = models.DateTimeField(null=True)  # asked no more: the owner said so, or they did themselves

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "objective", "membership"],
                condition=Q(membership__isnull=False),
                name="supporter_once",
            ),
            models.UniqueConstraint(
                fields=["organization", "objective", "guest_email"],
                condition=~Q(guest_email=""),
                name="supporter_once_guest",
            ),
            models.CheckConstraint(
                condition=Q(membership__isnull=False, guest_email="", guest_name="")
                | (Q(membership__isnull=True) & ~Q(guest_email="") & ~Q(guest_name="")),
                name="supporter_member_or_guest",
            ),
            models.CheckConstraint(condition=Q(every_weeks__range=(1, 26)), name="supporter_weeks"),
        ]
        indexes = [
            models.Index(fields=["organization", "next_on"], condition=Q(ended_at__isnull=True), name="supporter_due"),
            models.Index(fields=["organization", "membership"], name="supporter_member"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def name(self) -> str:
        """Of whoever it is."""
        return self.membership.name if self.membership_id else self.guest_name


class Pulse(OrganizationOwned):
    """One time that a supporter was asked, with what they answered. Read as measurements are."""

    supporter = OrganizationForeignKey(Supporter, on_delete=models.CASCADE, related_name="pulses")
    asked_on = models.DateField()
    change = models.SmallIntegerField(null=True)  # from -3, much worse, to +3, much better
    comment = SealedTextField(default=b"")
    answered_at = models.DateTimeField(null=True)  # by the supporter

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "supporter", "asked_on"], name="pulse_per_day"),
            models.CheckConstraint(condition=Q(change__range=(-3, 3)), name="pulse_change"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, change__isnull=True)
                | Q(answered_at__isnull=False, change__isnull=False),
                name="pulse_answered",
            ),
        ]

    def __str__(self) -> str:
        return str(self.asked_on)
