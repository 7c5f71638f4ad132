"""When a person can meet. Theirs, in all their organizations; others learn only which times are free."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Coalesce
from timezone_field import TimeZoneField

from portal.tenancy.models import PersonOwned

DAY = 24 * 60  # minutes


class MinuteRange(Func):
    """The minutes of a day from one to another, as a range that can overlap others."""

    function = "int4range"


class Availability(PersonOwned):
    """A person's wishes about sessions; without a row the defaults of `hours.py` count."""

    time_zone = TimeZoneField()  # the clock that the hours are meant on, also while the person travels
    buffer_before = models.PositiveSmallIntegerField(default=0)  # minutes kept free around each session
    buffer_after = models.PositiveSmallIntegerField(default=0)
    notice_hours = models.PositiveSmallIntegerField(default=12)  # how long before it a session can still be booked
    horizon_days = models.PositiveSmallIntegerField(default=90)  # how far ahead
    most_per_day = models.PositiveSmallIntegerField(null=True)
    most_per_week = models.PositiveSmallIntegerField(null=True)
    call_link = models.URLField(blank=True)  # their own room for calls, put into sessions that they lead
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], name="availability_once"),
            models.CheckConstraint(
                condition=Q(buffer_before__lte=240, buffer_after__lte=240), name="availability_buffers"
            ),
            models.CheckConstraint(condition=Q(notice_hours__lte=24 * 60), name="availability_notice"),
            models.CheckConstraint(condition=Q(horizon_days__range=(1, 730)), name="availability_horizon"),
            models.CheckConstraint(
                condition=(Q(most_per_day__isnull=True) | Q(most_per_day__gte=1))
                & (Q(most_per_week__isnull=True) | Q(most_per_week__gte=1)),
                name="availability_limits",
            ),
        ]

    def __str__(self) -> str:
        return str(self.user_id)


class WeeklyHours(PersonOwned):
    """One open stretch of a weekday, in minutes since midnight; stretches of a day never overlap."""

    weekday = models.PositiveSmallIntegerField()  # 0 is Monday
    from_minute = models.PositiveSmallIntegerField()
    to_minute = models.PositiveSmallIntegerField()  # 1440 is the end of the day

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="hours_weekday"),
            models.CheckConstraint(
                condition=Q(from_minute__lt=F("to_minute"), to_minute__lte=DAY), name="hours_in_order"
            ),
            ExclusionConstraint(
                name="hours_never_overlap",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("weekday", RangeOperators.EQUAL),
                    (MinuteRange(F("from_minute"), F("to_minute")), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.from_minute} to {self.to_minute}"


class DateOverride(PersonOwned):
    """A date's own hours instead of its weekday's: one row a stretch, or one empty row for a day off."""

    day = models.DateField()
    from_minute = models.PositiveSmallIntegerField(null=True)
    to_minute = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(from_minute__isnull=True, to_minute__isnull=True)
                | Q(from_minute__lt=F("to_minute"), to_minute__lte=DAY),
                name="override_in_order",
            ),
            ExclusionConstraint(
                name="override_never_overlaps",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("day", RangeOperators.EQUAL),
                    (
                        MinuteRange(Coalesce(F("from_minute"), 0), Coalesce(F("to_minute"), DAY)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return str(self.day)
