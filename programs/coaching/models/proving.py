"""What a contract shows in the end: reports to the sponsor, suggestions for a 360, hours, and what comes next."""

from django.db import models
from django.db.models import Q

from accounts.models import Membership
from portal.tenancy.models import OrganizationForeignKey, OrganizationOneToOneField, OrganizationOwned
from portal.vault.fields import SealedTextField
from programs.coaching.models.contracts import Contract
from programs.engagements.models import Participation


class RaterSuggestion(OrganizationOwned):
    """Somebody whom coach or sponsor suggest for a client's 360. The client decides."""

    client = OrganizationForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)  # of somebody outside; members need only the name
    membership = OrganizationForeignKey(Membership, on_delete=models.CASCADE, null=True, related_name="+")
    group = models.CharField(max_length=12)  # as `evaluations.Request.Group`
    suggested_at = models.DateTimeField()
    suggested_by = OrganizationForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    taken = models.BooleanField(default=False)  # asked in a 360; answered and not taken is a no

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "client", "membership", "email"],
                name="rater_suggestion_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, taken=False)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="rater_suggestion_answered_paired",
            ),
        ]

    def __str__(self) -> str:
        return self.group


class SponsorReport(OrganizationOwned):
    """A progress report that a client writes for the sponsor. The sponsor reads it while it is released."""

    contract = OrganizationForeignKey(Contract, on_delete=models.CASCADE, related_name="reports")
    client = OrganizationForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    progress = SealedTextField(default=b"")  # what has changed, in the client's words
    support = SealedTextField(default=b"")  # what would help from the sponsor
    figures = SealedTextField(default=b"")  # JSON: objectives and attendance as they stood at the release
    with_objectives = models.BooleanField(default=True)
    with_attendance = models.BooleanField(default=True)
    written_at = models.DateTimeField()
    written_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True)
    released_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "client", "number"], name="sponsor_report_number"),
            models.UniqueConstraint(
                fields=["organization", "client"],
                condition=Q(released_at__isnull=True),
                name="sponsor_report_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True, released_by__isnull=True)
                | Q(released_at__isnull=False, released_by__isnull=False),
                name="sponsor_report_released_paired",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False, released_at__isnull=False),
                name="sponsor_report_taken_back_paired",
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.number}"


class HoursConsent(OrganizationOwned):
    """That a client may stand by name in their coach's log of hours."""

    client = OrganizationOneToOneField(Participation, on_delete=models.CASCADE, related_name="hours_consent")
    given_at = models.DateTimeField()
    given_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="hours_consent_withdrawn_paired",
            ),
        ]

    def __str__(self) -> str:
        return str(self.client_id)


class NextStep(OrganizationOwned):
    """What a client goes on with after a contract."""

    class Way(models.TextChoices):
        ON_MY_OWN = "own", "I go on by myself"
        COACHING = "coaching", "Another coaching contract"
        MENTORING = "mentoring", "A mentor"
        TRAINING = "training", "A course"
        GIVE_BACK = "give_back", "I want to help others on their way"

    client = OrganizationOneToOneField(Participation, on_delete=models.CASCADE, related_name="next_step")
    way = models.CharField(max_length=10, choices=Way)
    note = SealedTextField(default=b"")  # for client and coach
    chosen_at = models.DateTimeField()
    chosen_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.way
