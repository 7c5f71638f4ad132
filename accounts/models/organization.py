"""The tenant: its rows never meet another's."""

from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from timezone_field import TimeZoneField
from uuid_utils.compat import uuid7

RESERVED_SLUGS = {"new", "admin", "operator", "accounts", "static", "check", "invitation", "start"}


class Organization(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(
        max_length=40,
        unique=True,
        validators=[
            RegexValidator(r"^[a-z][a-z0-9-]+$", "Use small letters, digits and hyphens, with a letter first.")
        ],
    )
    name = models.CharField(max_length=120)
    time_zone = TimeZoneField(default="UTC")
    hue = models.PositiveSmallIntegerField(default=160, validators=[MaxValueValidator(359)])
    chroma = models.DecimalField(max_digits=3, decimal_places=2, default="0.09")
    call_template = models.CharField(max_length=200, blank=True)  # address of calls; {session} makes each its own
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(hue__lt=360), name="organization_hue")]

    def __str__(self) -> str:
        return self.name
