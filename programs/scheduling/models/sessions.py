"""Sessions and people's places in them, once for all kinds."""

from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from timezone_field import TimeZoneField

from accounts.models import Membership
from portal.tenancy.models import OrganizationForeignKey, OrganizationOwned
from portal.vault.fields import SealedTextField
from programs.engagements.models import Engagement, Participation
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models.arranging import Proposal, Series

SAME_STEP = timedelta(minutes=1)  # an end and the cancelled sessions are written in one transaction
JOIN_BEFORE = timedelta(minutes=15)  # how long before the start the call is the first thing on the page


class Session(OrganizationOwned):
    """A scheduled time of an engagement. UTC, the zone and the intended wall time are all kept."""

    engagement = OrganizationForeignKey(Engagement, on_delete=models.CASCADE, related_name="sessions")
    title = models.CharField(max_length=140, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    time_zone = TimeZoneField()
    wall_time = models.CharField(max_length=16)  # "2026-05-14T14:30", what people meant if the zone's rules change
    state = models.CharField(max_length=10, choices=SessionState, default=SessionState.CONFIRMED)
    sequence = models.PositiveIntegerField(default=0)  # raised by each change of time or place; calendars follow it
    proposal = OrganizationForeignKey(Proposal, on_delete=models.CASCADE, null=True, related_name="times")
    series = OrganizationForeignKey(Series, on_delete=models.SET_NULL, null=True, related_name="sessions")
    place = models.CharField(max_length=140, blank=True)
    join_url = models.URLField(blank=True)
    remind_at = models.DateTimeField(null=True)  # when the next reminder is due; none when empty
    created_at = models.DateTimeField()
    created_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    moved_from = models.DateTimeField(null=True)  # the time before the last move
    change_reason = SealedTextField(null=True)  # what the person who moved or cancelled it wrote to the others
    completed_at = models.DateTimeField(null=True)
    completed_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_period"),
            models.CheckConstraint(
                condition=Q(state="completed", completed_at__isnull=False, completed_by__isnull=False)
                | (~Q(state="completed") & Q(completed_at__isnull=True, completed_by__isnull=True)),
                name="session_completed_paired",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False, cancelled_by__isnull=False)
                | (~Q(state="cancelled") & Q(cancelled_at__isnull=True, cancelled_by__isnull=True)),
                name="session_cancelled_paired",
            ),
            models.CheckConstraint(
                condition=Q(remind_at__isnull=True) | Q(state="confirmed"),
                name="session_reminds_only_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(state="held", proposal__isnull=False) | (~Q(state="held") & Q(proposal__isnull=True)),
                name="session_held_by_proposal",
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "engagement", "starts_at"], name="session_of_engagement"),
            models.Index(
                fields=["organization", "remind_at"],
                condition=Q(remind_at__isnull=False),
                name="session_remind_due",
            ),
            models.Index(
                fields=["organization", "proposal"],
                condition=Q(proposal__isnull=False),
                name="session_of_proposal",
            ),
            models.Index(
                fields=["organization", "series", "starts_at"],
                condition=Q(series__isnull=False),
                name="session_of_series",
            ),
            # For reminders, which look at a few minutes of all that is planned or was held.
            models.Index(fields=["organization", "starts_at"], condition=Q(state="confirmed"), name="session_begins"),
            models.Index(
                fields=["organization", "ends_at"],
                condition=Q(state__in=["confirmed", "completed"]),
                name="session_ends",
            ),
            models.Index(
                fields=["organization", "completed_at"],
                condition=Q(completed_at__isnull=False),
                name="session_completed",
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.starts_at)

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return round((self.ends_at - self.starts_at).total_seconds() / 60)

    @property
    def is_planned(self) -> bool:
        return self.state == SessionState.CONFIRMED

    @property
    def is_cancelled(self) -> bool:
        return self.state == SessionState.CANCELLED

    @property
    def is_completed(self) -> bool:
        return self.state == SessionState.COMPLETED

    @property
    def went_with_engagement(self) -> bool:
        """Whether it was cancelled because its engagement came to its end: in the same step, so at the same time."""
        ended_at = self.engagement.ended_at
        return bool(self.cancelled_at and ended_at) and self.cancelled_at >= ended_at - SAME_STEP

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def may_have_been_held(self) -> bool:
        """Whether people can have come to it: it has begun and was not cancelled."""
        return self.has_begun and self.state in {SessionState.CONFIRMED, SessionState.COMPLETED}

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def is_joinable(self) -> bool:
        """Whether people join the call now: from a quarter of an hour before the start until the end."""
        return bool(self.join_url) and self.is_planned and self.starts_at - JOIN_BEFORE <= timezone.now() < self.ends_at


class SessionPlace(OrganizationOwned):
    """One person's place in a session. Nobody can be in two places: the database refuses overlapping periods."""

    shown: str | None = None  # the mark as far as a viewer reads it, from `queries.attendance.shown_places`

    class Reply(models.TextChoices):
        COMING = "coming", "Coming"
        NOT_COMING = "not_coming", "Can’t come"

    class Attendance(models.TextChoices):
        PRESENT = "present", "Attended"
        ABSENT = "absent", "Missed"
        EXCUSED = "excused", "Excused"
        NO_SHOW = "no_show", "Did not come"

    session = OrganizationForeignKey(Session, on_delete=models.CASCADE, related_name="places")
    participation = OrganizationForeignKey(Participation, on_delete=models.CASCADE, related_name="places")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    period = DateTimeRangeField()
    blocks = models.BooleanField(default=True)  # false when cancelled, or when the person said they can't come
    reply = models.CharField(max_length=10, choices=Reply, blank=True)
    attendance = models.CharField(max_length=8, choices=Attendance, blank=True)
    marked_at = models.DateTimeField(null=True)
    marked_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "session", "participation"], name="place_once"),
            models.CheckConstraint(
                condition=Q(marked_at__isnull=True, marked_by__isnull=True, attendance="")
                | (Q(marked_at__isnull=False, marked_by__isnull=False) & ~Q(attendance="")),
                name="place_marked_paired",
            ),
            ExclusionConstraint(
                name="place_nobody_twice",
                expressions=[("user", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                condition=Q(blocks=True),
            ),
        ]
        indexes = [models.Index(fields=["organization", "participation"], name="place_of_participation")]

    def __str__(self) -> str:
        return str(self.user_id)


class AttendanceMark(OrganizationOwned):
    """What somebody who does not lead says about who came: about themselves, or about another person's place.

    The lead's own marks stand in the place; where the two differ, both are shown.
    """

    place = OrganizationForeignKey(SessionPlace, on_delete=models.CASCADE, related_name="marks")
    said_by = OrganizationForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    said_at = models.DateTimeField()
    attendance = models.CharField(max_length=8, choices=SessionPlace.Attendance)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "place", "said_by"], name="attendance_mark_once")
        ]

    def __str__(self) -> str:
        return self.attendance
