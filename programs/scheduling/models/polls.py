"""Asking a circle which time suits."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Membership
from portal.tenancy.models import OrganizationForeignKey, OrganizationOwned
from programs.engagements.models import Engagement, Participation
from programs.scheduling.lifecycle import PollState
from programs.scheduling.models.sessions import Session


class Poll(OrganizationOwned):
    """Times to choose from, a day until which people answer, and how many of them it needs."""

    engagement = OrganizationForeignKey(Engagement, on_delete=models.CASCADE, related_name="polls")
    minutes = models.PositiveSmallIntegerField()
    quorum = models.PositiveSmallIntegerField()  # how many must be able to come
    place = models.CharField(max_length=140, blank=True)
    join_url = models.URLField(blank=True)
    opened_at = models.DateTimeField()
    opened_by = OrganizationForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    closes_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)  # when the portal looks next: to chase, then to close; empty once settled
    chased_at = models.DateTimeField(null=True)  # when those who had not answered were last asked again
    state = models.CharField(max_length=8, choices=PollState, default=PollState.OPEN)
    session = OrganizationForeignKey(Session, on_delete=models.SET_NULL, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "closed"], settled_at__isnull=True, settled_by__isnull=True)
                | Q(state__in=["decided", "dropped"], settled_at__isnull=False, settled_by__isnull=False),
                name="poll_settled_paired",
            ),
            models.CheckConstraint(condition=Q(quorum__gte=1), name="poll_quorum"),
        ]
        indexes = [
            models.Index(fields=["organization", "due_at"], condition=Q(due_at__isnull=False), name="poll_due"),
            models.Index(fields=["organization", "engagement", "state"], name="poll_of_engagement"),
            models.Index(
                fields=["organization", "opened_at"], condition=Q(state__in=["open", "closed"]), name="poll_asked"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes)

    @property
    def is_open(self) -> bool:
        return self.state == PollState.OPEN

    @property
    def is_settled(self) -> bool:
        """Whether a time was booked, or the poll was dropped."""
        return self.state in {PollState.DECIDED, PollState.DROPPED}

    @property
    def takes_answers(self) -> bool:
        """Whether people can still answer; the portal closes it a moment after its last one."""
        return self.is_open and timezone.now() < self.closes_at


class PollOption(OrganizationOwned):
    """One time to choose."""

    poll = OrganizationForeignKey(Poll, on_delete=models.CASCADE, related_name="options")
    starts_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "poll", "starts_at"], name="polloption_once")]

    def __str__(self) -> str:
        return str(self.starts_at)

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + self.poll.length


class Vote(OrganizationOwned):
    """What somebody says to one time."""

    class Answer(models.TextChoices):
        YES = "yes", "Yes"
        IF_NEED_BE = "if_need_be", "If need be"
        NO = "no", "No"

    option = OrganizationForeignKey(PollOption, on_delete=models.CASCADE, related_name="votes")
    participation = OrganizationForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer)
    voted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "option", "participation"], name="vote_once")]

    def __str__(self) -> str:
        return self.answer
