"""Sets of questions."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Membership
from portal.tenancy.models import OrganizationForeignKey, OrganizationOwned


class Questionnaire(OrganizationOwned):
    """A version of a set of questions; published ones do not change.

    `questions` is a list of mappings, as `programs.evaluations.questions` describes and checks them. `translations`
    has the same words in other languages: language code to `title`, `introduction` and `questions` by key.
    """

    code = models.SlugField(max_length=40)  # "coaching-end", "feedback-360": the same for all versions
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=140)
    introduction = models.TextField(blank=True)
    questions = models.JSONField()
    language = models.CharField(max_length=10, default="en")
    translations = models.JSONField(default=dict)
    source = models.CharField(max_length=300, blank=True)  # where the instrument comes from
    about_a_person = models.BooleanField(default=False)  # others answer about somebody, as in a 360
    created_at = models.DateTimeField(default=timezone.now)
    created_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)  # no new round uses it
    retired_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "code", "version"], name="questionnaire_version"),
            models.UniqueConstraint(
                fields=["organization", "code"],
                condition=Q(published_at__isnull=True),
                name="questionnaire_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True, retired_by__isnull=True)
                | Q(retired_at__isnull=False, retired_by__isnull=False),
                name="questionnaire_retired_paired",
            ),
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True) | Q(retired_at__gte=F("published_at")),
                name="questionnaire_published_before_retired",
            ),
        ]

    def __str__(self) -> str:
        return self.title
