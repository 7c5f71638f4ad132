"""When a reminder is due: leads, the moment that they count from, and the stretch of time that is looked through.

Leads in minutes and hours are exact. Leads in days are due at 08:00 by the reader's own clock: somebody in Lisbon and
somebody in São Paulo read in their own morning that an action is due tomorrow.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from uuid import UUID

from django.db.models import Q

from portal.ui import clock
from programs.engagements.queries import LeadsInForce
from programs.engagements.reminders import Reminder, Unit

MORNING = time(8)
WEST, EAST = timedelta(hours=12), timedelta(hours=14)  # the clocks that are furthest behind and ahead
BEFORE_MORNING, AFTER_MORNING = timedelta(hours=9), timedelta(hours=17)  # the day around 08:00, with an hour to spare
QUARTER = 15 * 60  # seconds; every clock of the world shows 08:00 at a quarter hour of UTC


@dataclass(frozen=True)
class Window:
    """What became due after `since` and not after `until` is told now."""

    since: datetime
    until: datetime

    def __contains__(self, moment: datetime) -> bool:
        return self.since < moment <= self.until

    def has_mornings(self) -> bool:
        """Whether it can be 08:00 anywhere in it; so most windows need no look at kinds that count in days."""
        return self.since.timestamp() // QUARTER < self.until.timestamp() // QUARTER

    def around(self, field: str, reminder: Reminder, leads: Iterable[int]) -> Q:
        """A condition on a column of moments: one of these leads can have become due in here."""
        found = Q(pk__in=[])
        for lead in leads:
            since, until = self._back(reminder, lead)
            if reminder.unit == Unit.DAYS:  # the moment is anywhere on the day with that morning
                since, until = since - BEFORE_MORNING, until + AFTER_MORNING
            found |= Q(**{f"{field}__gt": since, f"{field}__lte": until})
        return found

    def days_around(self, reminder: Reminder, leads: Iterable[int]) -> set[date]:
        """The days that such a lead counts from, for any clock."""
        found = set()
        for lead in leads:
            first, last = self._back(reminder, lead)
            day, end = (first - WEST).date(), (last + EAST).date()
            found |= {day + timedelta(days=number) for number in range((end - day).days + 1)}
        return found

    def _back(self, reminder: Reminder, lead: int) -> tuple[datetime, datetime]:
        ahead = timedelta(minutes=lead * reminder.unit.size) * (1 if reminder.before else -1)
        return self.since + ahead, self.until + ahead


@dataclass(frozen=True)
class Subject:
    """Something that one person may be reminded of, whatever their lead times are.

    Args:
        membership_id, zone, program_id: whose, and by which clock and lead times; no program where it is of none.
        kind: of the catalogue.
        subject_id: what it is about.
        version: makes it another subject when it changes, as a session's sequence.
        moment: what leads count from; a day for what has no hour.
        facts: ids and plain facts for the words.
        until: from then on the reminder is of no use, None for never.
    """

    membership_id: UUID
    zone: tzinfo
    program_id: UUID | None
    kind: str
    subject_id: UUID
    version: str
    moment: datetime | date
    facts: Mapping
    until: datetime | None = None


@dataclass(frozen=True)
class Due:
    """A subject whose reminder has become due, with the lead that is told."""

    subject: Subject
    lead: int
    missed: bool

    @property
    def key(self) -> str:
        """What makes it the same message of its kind."""
        return f"{self.subject.subject_id}:{self.subject.version}:{self.lead}"


def due_at(reminder: Reminder, moment: datetime | date, lead: int, zone: tzinfo) -> datetime:
    """When the reminder of one lead is due for a reader in `zone`."""
    ahead = timedelta(minutes=lead * reminder.unit.size) * (-1 if reminder.before else 1)
    if reminder.unit != Unit.DAYS:
        return moment + ahead
    return morning(clock.local_date(moment, zone) + ahead, zone)


def morning(day: date, zone: tzinfo) -> datetime:
    """08:00 of a day on a clock."""
    return datetime.combine(day, MORNING, tzinfo=zone).astimezone(UTC)


def end_of(day: date, zone: tzinfo) -> datetime:
    """When a day is over on a clock."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=zone).astimezone(UTC)


def became_due(subjects: Iterable[Subject], leads: LeadsInForce, window: Window) -> list[Due]:
    """Of the subjects those with a lead that became due in the window; of several leads the latest one.

    One whose reminder is of no use any more is missed, unless it was of no use at its own moment already.
    """
    found = []
    for subject in subjects:
        moments = {
            lead: due_at(leads.reminder, subject.moment, lead, subject.zone)
            for lead in leads.of(subject.membership_id, subject.program_id)
        }
        useful = {
            moment: lead
            for lead, moment in moments.items()
            if moment in window and (subject.until is None or moment < subject.until)
        }
        if useful:
            missed = subject.until is not None and subject.until <= window.until
            found.append(Due(subject, useful[max(useful)], missed))
    return found
