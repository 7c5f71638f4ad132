"""The agreement: clauses, the versions that were sent for signing, signatures, and changes of what was signed."""

from django.db import models
from django.db.models import Q

from accounts.models import Membership
from portal.tenancy.models import OrganizationForeignKey, OrganizationOwned
from portal.vault.fields import SealedTextField
from programs.coaching.models.contracts import Contract
from programs.engagements.models import Participation, Program


class ClauseTopic(models.TextChoices):
    """What the professional bodies ask an agreement to say (ICF core competency 3, markers 3.01 to 3.04)."""

    LOGISTICS = "logistics", "Logistics"
    FEES = "fees", "Fees"
    SCHEDULING = "scheduling", "Scheduling"
    DURATION = "duration", "Duration"
    TERMINATION = "termination", "Termination"
    CONFIDENTIALITY = "confidentiality", "Confidentiality"
    INCLUSION = "inclusion", "Inclusion of others"
    ROLES = "roles", "Roles and responsibilities"


class Clause(OrganizationOwned):
    """A clause of the organization's library. A contract copies its words, so a change touches no running one."""

    program = OrganizationForeignKey(Program, on_delete=models.CASCADE, null=True, related_name="clauses")  # or of all
    topic = models.CharField(max_length=16, choices=ClauseTopic)
    title = models.CharField(max_length=120)
    text = models.TextField()
    preset = models.BooleanField(default=False)  # new contracts begin with it
    private = models.BooleanField(default=False)  # between client and coach; the sponsor's agreement leaves it out
    created_at = models.DateTimeField()
    created_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)  # offered no more
    ended_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "program", "title"], name="clause_title", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="clause_ended_paired",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ContractClause(OrganizationOwned):
    """A clause as a contract has it."""

    contract = OrganizationForeignKey(Contract, on_delete=models.CASCADE, related_name="clauses")
    clause = OrganizationForeignKey(Clause, on_delete=models.SET_NULL, null=True, related_name="+")  # where it is from
    topic = models.CharField(max_length=16, choices=ClauseTopic)
    title = models.CharField(max_length=120)
    text = SealedTextField()
    private = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "contract", "title"], name="contract_clause_title")
        ]

    def __str__(self) -> str:
        return self.title


class Amendment(OrganizationOwned):
    """A change of a signed agreement that is written, sent and signed like the first one; until then that one holds."""

    contract = OrganizationForeignKey(Contract, on_delete=models.CASCADE, related_name="amendments")
    number = models.PositiveSmallIntegerField()
    reason = SealedTextField()  # every party reads it above what they sign
    draft = SealedTextField()  # JSON of the design as it shall be: `programs.coaching.draft.Draft`
    proposed_at = models.DateTimeField()
    proposed_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True)  # the last signature
    agreed_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    dropped_at = models.DateTimeField(null=True)
    dropped_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "contract", "number"], name="amendment_number"),
            models.UniqueConstraint(
                fields=["organization", "contract"],
                condition=Q(agreed_at__isnull=True, dropped_at__isnull=True),
                name="amendment_open_once",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True, agreed_by__isnull=True)
                | Q(agreed_at__isnull=False, agreed_by__isnull=False),
                name="amendment_agreed_paired",
            ),
            models.CheckConstraint(
                condition=Q(dropped_at__isnull=True, dropped_by__isnull=True)
                | Q(dropped_at__isnull=False, dropped_by__isnull=False, agreed_at__isnull=True),
                name="amendment_dropped_paired",
            ),
        ]

    def __str__(self) -> str:
        return f"amendment {self.number}"


class ContractVersion(OrganizationOwned):
    """A text that was sent for signing. Never changed: another design makes another version.

    `text` is what every party reads. What is between one client and the coach is a `VersionPart`.
    """

    contract = OrganizationForeignKey(Contract, on_delete=models.CASCADE, related_name="versions")
    amendment = OrganizationForeignKey(Amendment, on_delete=models.PROTECT, null=True, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = SealedTextField()
    digest = models.CharField(max_length=64)  # SHA-256 of the text
    sent_at = models.DateTimeField()
    sent_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "contract", "number"], name="contract_version_number")
        ]
        indexes = [models.Index(fields=["organization", "sent_at"], name="contract_version_sent")]

    def __str__(self) -> str:
        return f"version {self.number}"


class VersionPart(OrganizationOwned):
    """What a version says between one client and the coach only. Never changed."""

    version = OrganizationForeignKey(ContractVersion, on_delete=models.CASCADE, related_name="parts")
    client = OrganizationForeignKey(Participation, on_delete=models.PROTECT, related_name="+")
    text = SealedTextField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "version", "client"], name="version_part_once")]

    def __str__(self) -> str:
        return str(self.client_id)


class Signature(OrganizationOwned):
    """One party's signature on one version, by name, time and the digest of what that party reads. Never changed."""

    version = OrganizationForeignKey(ContractVersion, on_delete=models.CASCADE, related_name="signatures")
    participation = OrganizationForeignKey(Participation, on_delete=models.PROTECT, related_name="signatures")
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "version", "participation"], name="signature_once")
        ]

    def __str__(self) -> str:
        return self.name
