"""The spine: what a circle, a contract and a cohort share."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Membership
from portal.tenancy.models import OrganizationForeignKey, OrganizationOwned
from portal.vault.fields import SealedTextField
from programs.engagements.kinds import WORDS, Kind
from programs.engagements.lifecycle import CURRENT, ENDED, MEETING, PREPARING, End, ProgramState, State


class BookedBy(models.TextChoices):
    """Who books the sessions of a program's engagements."""

    EVERYBODY = "everybody", "Everybody in the sessions"
    LEADS = "leads", "Who leads: the mentor, coach or trainer"
    LED = "led", "Who is led: mentees and clients"


class Program(OrganizationOwned):
    """What an administrator configures; it has one kind."""

    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=120)
    purpose = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=ProgramState, default=ProgramState.DRAFT)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    session_minutes = models.PositiveSmallIntegerField(default=60)
    session_place = models.CharField(max_length=140, blank=True)  # where sessions are, unless somebody says otherwise
    booked_by = models.CharField(max_length=10, choices=BookedBy, default=BookedBy.EVERYBODY)
    late_hours = models.PositiveSmallIntegerField(default=24)  # later moves need the other's yes; 0 asks nobody
    hold_hours = models.PositiveSmallIntegerField(default=72)  # how long proposed times stay held
    reminder_minutes = models.JSONField(default=list)  # lead times before a session, longest first
    created_at = models.DateTimeField()
    created_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="program_dates"),
            models.CheckConstraint(condition=Q(session_minutes__range=(10, 600)), name="program_session_minutes"),
            models.CheckConstraint(condition=Q(late_hours__lte=336), name="program_late_hours"),
            models.CheckConstraint(condition=Q(hold_hours__range=(1, 336)), name="program_hold_hours"),
            models.UniqueConstraint(fields=["organization", "name"], name="program_name"),
        ]
        indexes = [models.Index(fields=["organization", "state", "name"], name="program_list")]

    def __str__(self) -> str:
        return self.name


class ProgramManagement(OrganizationOwned):
    """That a program is given to a manager."""

    program = OrganizationForeignKey(Program, on_delete=models.CASCADE, related_name="managements")
    membership = OrganizationForeignKey(Membership, on_delete=models.CASCADE, related_name="managements")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "program", "membership"], name="management_once")
        ]

    def __str__(self) -> str:
        return str(self.membership_id)


class Engagement(OrganizationOwned):
    """One running circle, contract or cohort."""

    program = OrganizationForeignKey(Program, on_delete=models.PROTECT, related_name="engagements")
    title = models.CharField(max_length=140)
    state = models.CharField(max_length=10, choices=State)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    created_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    end = models.CharField(max_length=16, choices=End, blank=True)
    end_reason = SealedTextField(null=True)  # private to the coordinator
    ended_at = models.DateTimeField(null=True)
    ended_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="engagement_dates"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, end="") | (Q(ended_at__isnull=False) & ~Q(end="")),
                name="engagement_end_paired",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="engagement_ended_paired",
            ),
        ]
        indexes = [models.Index(fields=["organization", "program", "state"], name="engagement_list")]

    def __str__(self) -> str:
        return self.title

    @property
    def kind(self) -> str:
        return self.program.kind

    @property
    def words(self):
        """What pages call this engagement."""
        return WORDS[Kind(self.program.kind)]

    @property
    def is_preparing(self) -> bool:
        return self.state in PREPARING

    @property
    def is_current(self) -> bool:
        return self.state in CURRENT

    @property
    def still_meets(self) -> bool:
        """Whether sessions and topics are still planned: it has not come to its end."""
        return self.state in MEETING

    @property
    def has_ended(self) -> bool:
        return self.state in ENDED


class Participation(OrganizationOwned):
    """A member's place in an engagement."""

    class Role(models.TextChoices):
        MENTOR = "mentor", "Mentor"
        MENTEE = "mentee", "Mentee"
        COACH = "coach", "Coach"
        CLIENT = "client", "Client"
        SPONSOR = "sponsor", "Sponsor"
        TRAINER = "trainer", "Trainer"
        LEARNER = "learner", "Learner"

    LEADS = frozenset({Role.MENTOR, Role.COACH, Role.TRAINER})

    engagement = OrganizationForeignKey(Engagement, on_delete=models.CASCADE, related_name="participations")
    membership = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="participations")
    role = models.CharField(max_length=10, choices=Role)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    left_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "engagement", "membership"],
                condition=Q(left_at__isnull=True),
                name="participation_once",
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True, left_by__isnull=True)
                | Q(left_at__isnull=False, left_by__isnull=False),
                name="participation_left_paired",
            ),
        ]
        indexes = [models.Index(fields=["organization", "membership", "left_at"], name="participation_mine")]

    def __str__(self) -> str:
        return f"{self.role} {self.membership_id}"

    @property
    def name(self) -> str:
        """The person's name."""
        return self.membership.user.name

    @property
    def user_id(self):
        return self.membership.user_id

    @property
    def leads(self) -> bool:
        """Whether this is the mentor, coach or trainer."""
        return self.role in self.LEADS


class ReminderTimes(OrganizationOwned):
    """When a program, or one person for themselves, wants reminders of one kind.

    What nobody has set follows `programs.engagements.reminders`. A person's own times go before those of the program;
    an empty list is no reminder. A program's times for sessions stand in `Program.reminder_minutes`.
    """

    program = OrganizationForeignKey(Program, on_delete=models.CASCADE, null=True, related_name="reminder_times")
    membership = OrganizationForeignKey(Membership, on_delete=models.CASCADE, null=True, related_name="reminder_times")
    kind = models.SlugField(max_length=20)
    leads = models.JSONField(default=list)  # in the unit of the kind

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "program", "membership", "kind"],
                name="reminder_times_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(program__isnull=True, membership__isnull=False)
                | Q(program__isnull=False, membership__isnull=True),
                name="reminder_times_of_one",
            ),
        ]
        indexes = [models.Index(fields=["organization", "kind"], name="reminder_times_kind")]

    def __str__(self) -> str:
        return self.kind
