"""Calendars of other providers: read to know when somebody is busy, and the address at which theirs can be read."""

from django.contrib.postgres.fields import DateTimeRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Q

from portal.tenancy.models import PersonOwned
from portal.vault.fields import PersonalTextField


class BusyCalendar(PersonOwned):
    """A calendar that is subscribed by its address. Nothing of it is kept but when it says busy."""

    name = models.CharField(max_length=60)
    address = PersonalTextField()  # whoever has it can read the whole calendar, so it is sealed
    zone = models.CharField(max_length=60, blank=True)  # in which days and times without one were last read
    etag = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)  # when what is known of it was last what it said
    read_due_at = models.DateTimeField()  # the next time, and the lease of who reads it now
    awaited = models.BooleanField(default=False)  # the person waits for the next reading, and watches it
    failures = models.PositiveSmallIntegerField(default=0)  # in a row
    failure = models.CharField(max_length=200, blank=True)  # why the last try failed, in a sentence

    class Meta:
        indexes = [
            models.Index(fields=["user"], name="busycalendar_user"),
            models.Index(fields=["read_due_at"], name="busycalendar_due"),
        ]

    def __str__(self) -> str:
        return self.name


class BusyPeriod(PersonOwned):
    """A time at which a subscribed calendar says busy."""

    calendar = models.ForeignKey(BusyCalendar, on_delete=models.CASCADE, related_name="periods")
    period = DateTimeRangeField()

    class Meta:
        indexes = [
            GistIndex(fields=["user", "period"], name="busyperiod_of_user"),
        ]
        constraints = [models.CheckConstraint(condition=Q(period__isempty=False), name="busyperiod_has_length")]

    def __str__(self) -> str:
        return str(self.pk)


class CalendarFeed(PersonOwned):
    """The secret address of a person's sessions. The secret is computed; raising `version` replaces it."""

    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user"], name="calendarfeed_once")]

    def __str__(self) -> str:
        return f"version {self.version}"
