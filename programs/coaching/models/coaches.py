"""Coaches, what they can show, and how a client comes to one."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Membership
from portal.tenancy.models import OrganizationForeignKey, OrganizationOneToOneField, OrganizationOwned
from portal.vault.fields import SealedTextField
from programs.coaching.models.contracts import Contract
from programs.engagements.models import Program
from programs.goals.models import Competency


class CoachProfile(OrganizationOwned):
    """What clients may know of a coach before they choose. Nothing here asks for the client's own field."""

    class Source(models.TextChoices):
        INTERNAL = "internal", "Works here"
        PROVIDER = "provider", "From a provider"
        INDEPENDENT = "independent", "Independent"

    membership = OrganizationOneToOneField(Membership, on_delete=models.CASCADE, related_name="coach_profile")
    source = models.CharField(max_length=12, choices=Source, default=Source.INTERNAL)
    provider = models.CharField(max_length=120, blank=True)
    approach = models.TextField(blank=True)  # how they work, in their own words
    languages = models.JSONField(default=list)  # codes of ISO 639
    capacity = models.PositiveSmallIntegerField(default=5)  # clients at the same time
    is_open = models.BooleanField(default=True)  # takes new clients
    created_at = models.DateTimeField()
    created_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(capacity__range=(0, 100)), name="coach_capacity"),
            models.CheckConstraint(
                condition=Q(source="provider") & ~Q(provider="") | (~Q(source="provider") & Q(provider="")),
                name="coach_provider_paired",
            ),
        ]

    def __str__(self) -> str:
        return str(self.membership_id)


class CoachCompetency(OrganizationOwned):
    """That a coach works on a competency."""

    profile = OrganizationForeignKey(CoachProfile, on_delete=models.CASCADE, related_name="competencies")
    competency = OrganizationForeignKey(Competency, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "profile", "competency"], name="coach_competency_once")
        ]

    def __str__(self) -> str:
        return str(self.competency_id)


class Credential(OrganizationOwned):
    """A coach's credential as they wrote it down, and whether an administrator has seen that it is true."""

    profile = OrganizationForeignKey(CoachProfile, on_delete=models.CASCADE, related_name="credentials")
    name = models.CharField(max_length=120)  # as "Professional Certified Coach (PCC)"
    issuer = models.CharField(max_length=120)
    number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField()
    expires_on = models.DateField(null=True)
    written_at = models.DateTimeField()
    written_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True)
    checked_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    refused_at = models.DateTimeField(null=True)  # it could not be confirmed
    refused_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "profile", "issuer", "name"], name="credential_once"),
            models.CheckConstraint(condition=Q(expires_on__gt=F("issued_on")), name="credential_dates"),
            models.CheckConstraint(
                condition=Q(checked_at__isnull=True, checked_by__isnull=True)
                | Q(checked_at__isnull=False, checked_by__isnull=False, refused_at__isnull=True),
                name="credential_checked_paired",
            ),
            models.CheckConstraint(
                condition=Q(refused_at__isnull=True, refused_by__isnull=True)
                | Q(refused_at__isnull=False, refused_by__isnull=False),
                name="credential_refused_paired",
            ),
        ]
        indexes = [models.Index(fields=["organization", "expires_on"], name="credential_expires")]

    def __str__(self) -> str:
        return self.name


class CoachChoice(OrganizationOwned):
    """That a client of a program looks for a coach: what they wish, and the terms that a contract would have."""

    program = OrganizationForeignKey(Program, on_delete=models.CASCADE, related_name="coach_choices")
    client = OrganizationForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    sponsor = OrganizationForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    wishes = SealedTextField(default=b"")  # for those who run the program, who look for coaches
    competencies = models.JSONField(default=list)  # ids of competencies
    languages = models.JSONField(default=list)
    starts_on = models.DateField()
    ends_on = models.DateField()
    session_budget = models.PositiveSmallIntegerField(default=8)
    asked_at = models.DateTimeField()
    asked_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(null=True)  # the client can look at proposals
    offered_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)  # chosen, or given up
    ended_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "program", "client"],
                condition=Q(ended_at__isnull=True),
                name="coach_choice_open_once",
            ),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="coach_choice_dates"),
            models.CheckConstraint(condition=Q(session_budget__range=(1, 100)), name="coach_choice_budget"),
            models.CheckConstraint(
                condition=Q(offered_at__isnull=True, offered_by__isnull=True)
                | Q(offered_at__isnull=False, offered_by__isnull=False),
                name="coach_choice_offered_paired",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="coach_choice_ended_paired",
            ),
        ]
        indexes = [models.Index(fields=["organization", "program", "ended_at"], name="coach_choice_of_program")]

    def __str__(self) -> str:
        return str(self.pk)


class CoachProposal(OrganizationOwned):
    """One of the coaches that a client can choose from, with the reasons.

    To meet, or when chosen, a draft of a contract is made: there the two can book one session that does not count.
    """

    class State(models.TextChoices):
        OFFERED = "offered", "Proposed"
        MEETING = "meeting", "Getting to know each other"
        CHOSEN = "chosen", "Chosen"
        THANKED = "thanked", "Another coach was chosen"
        DECLINED = "declined", "Not possible now"  # by the coach

    choice = OrganizationForeignKey(CoachChoice, on_delete=models.CASCADE, related_name="proposals")
    coach = OrganizationForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    contract = OrganizationOneToOneField(Contract, on_delete=models.SET_NULL, null=True, related_name="proposal")
    position = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.OFFERED)
    proposed_at = models.DateTimeField()
    proposed_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)  # chosen, thanked or declined
    settled_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "choice", "coach"], name="coach_proposal_once"),
            models.UniqueConstraint(
                fields=["organization", "choice"], condition=Q(state="chosen"), name="coach_proposal_chosen_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["offered", "meeting"], settled_at__isnull=True, settled_by__isnull=True)
                | (~Q(state__in=["offered", "meeting"]) & Q(settled_at__isnull=False, settled_by__isnull=False)),
                name="coach_proposal_settled_paired",
            ),
        ]
        indexes = [models.Index(fields=["organization", "coach", "state"], name="coach_proposal_of_coach")]

    def __str__(self) -> str:
        return self.state
