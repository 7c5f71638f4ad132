"""Courses, their cohorts, and the certificates that they lead to."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from accounts.models import Membership
from portal.tenancy.models import OrganizationForeignKey, OrganizationOneToOneField, OrganizationOwned
from programs.engagements.models import Engagement, Participation, Program
from programs.training.lifecycle import OPEN, EnrollmentState


class Course(OrganizationOwned):
    program = OrganizationForeignKey(Program, on_delete=models.PROTECT, related_name="courses")
    title = models.CharField(max_length=140)
    summary = models.TextField()
    outcomes = models.TextField(blank=True)  # "after this course you can", a line for each
    length = models.CharField(max_length=120, blank=True)  # "5 mornings, 2 hours each"
    created_at = models.DateTimeField()
    created_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "title"], name="course_title")]

    def __str__(self) -> str:
        return self.title


class Cohort(OrganizationOwned):
    """One dated run of a course. Shares its id with its engagement."""

    engagement = OrganizationOneToOneField(Engagement, on_delete=models.CASCADE, related_name="cohort")
    course = OrganizationForeignKey(Course, on_delete=models.PROTECT, related_name="cohorts")
    name = models.CharField(max_length=80)  # "Spring run"
    place = models.CharField(max_length=140, blank=True)
    seats = models.PositiveSmallIntegerField()
    seats_taken = models.PositiveSmallIntegerField(default=0)
    needed_attendance = models.PositiveSmallIntegerField(default=0)  # sessions to attend for the certificate
    enrol_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=F("engagement_id")), name="cohort_shares_id"),
            models.CheckConstraint(condition=Q(seats__gt=0), name="cohort_seats"),
            models.CheckConstraint(condition=Q(seats_taken__lte=F("seats")), name="cohort_never_oversold"),
        ]

    def __str__(self) -> str:
        return self.name


class Enrollment(OrganizationOwned):
    """A learner's way into a cohort. Waiting ones are served in the order of their ids."""

    cohort = OrganizationForeignKey(Cohort, on_delete=models.CASCADE, related_name="enrollments")
    membership = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="enrollments")
    participation = OrganizationForeignKey(Participation, on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=14, choices=EnrollmentState)
    requested_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "cohort", "membership"],
                condition=Q(state__in=[str(state) for state in sorted(OPEN)]),
                name="enrollment_once",
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "cohort", "state"], name="enrollment_of_cohort"),
            models.Index(fields=["organization", "membership"], name="enrollment_mine"),
        ]

    def __str__(self) -> str:
        return self.state


class Certificate(OrganizationOwned):
    """What was achieved, as it was on the day. Never changed; a renewal is another certificate."""

    enrollment = OrganizationOneToOneField(Enrollment, on_delete=models.PROTECT, related_name="certificate")
    code = models.CharField(max_length=9, unique=True)  # "7KQ4-M2XD", for the public check page
    claims = models.JSONField()  # holder, course, hours, sessions, dates, trainer, organization
    issued_at = models.DateTimeField()
    issued_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.code

    @property
    def dated_claims(self) -> dict:
        """The claims with days as dates."""
        return {key: date.fromisoformat(value) if key.endswith("_on") else value for key, value in self.claims.items()}
