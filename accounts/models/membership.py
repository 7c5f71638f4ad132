"""A person's place in an organization."""

from django.conf import settings
from django.db import models

from portal.tenancy.models import OrganizationOwned


class Membership(OrganizationOwned):
    class Role(models.TextChoices):
        ADMINISTRATOR = "administrator", "Administrator"
        MANAGER = "manager", "Program manager"
        MEMBER = "member", "Member"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=16, choices=Role, default=Role.MEMBER)
    title = models.CharField(max_length=120, blank=True)  # what they do here, as others see it
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "user"], name="membership_once")]
        indexes = [models.Index(fields=["user"], name="membership_user")]

    def __str__(self) -> str:
        return self.user.name

    @property
    def name(self) -> str:
        """The person's name."""
        return self.user.name

    @property
    def is_administrator(self) -> bool:
        return self.role == self.Role.ADMINISTRATOR

    @property
    def runs_programs(self) -> bool:
        """Whether this person configures programs: all of them, or those given to them."""
        return self.role in {self.Role.ADMINISTRATOR, self.Role.MANAGER}
