"""What a person has said about their own time. Read in a context with this person; nobody else sees the rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists
from django.utils import timezone

from accounts.models import Membership, User
from programs.engagements.lifecycle import CURRENT
from programs.engagements.models import Participation
from programs.scheduling.models import Availability, DateOverride, WeeklyHours
from programs.scheduling.queries.timetables import HORIZON, NOTICE, WORKING_WEEK
from programs.scheduling.timetable import Minutes

BOOKED = (  # whose hours others look at: a course does not ask its learners, and sponsors sit in no session
    *Participation.LEADS,
    Participation.Role.MENTEE,
    Participation.Role.CLIENT,
)


@dataclass(frozen=True)
class Wishes:
    """What `set_availability` takes, as it counts now.

    Args:
        said: whether the person has said it; otherwise these are the defaults.
    """

    said: bool
    hours: Mapping[int, Sequence[Minutes]]
    time_zone: ZoneInfo
    buffer_before: int = 0
    buffer_after: int = 0
    notice_hours: int = NOTICE // timedelta(hours=1)
    horizon_days: int = HORIZON.days
    most_per_day: int | None = None
    most_per_week: int | None = None
    call_link: str = ""

    @property
    def today(self) -> date:
        """The day on the clock that the hours are meant on."""
        return timezone.localdate(timezone=self.time_zone)


@dataclass(frozen=True)
class OwnDays:
    """A date with its own hours, or days off in a row; without stretches they are off."""

    since: date
    until: date
    stretches: tuple[Minutes, ...]

    @property
    def number(self) -> int:
        """How many days these are."""
        return (self.until - self.since).days + 1


def wishes_of(user: User) -> Wishes:
    """What this person has said, or what counts until they say something."""
    row = Availability.objects.filter(user=user).first()
    if row is None:
        return Wishes(said=False, hours=WORKING_WEEK, time_zone=user.time_zone)
    hours: dict[int, list[Minutes]] = {}
    for weekday, since, until in WeeklyHours.objects.filter(user=user).values_list(
        "weekday", "from_minute", "to_minute"
    ):
        hours.setdefault(weekday, []).append((since, until))
    return Wishes(
        said=True,
        hours={weekday: sorted(stretches) for weekday, stretches in hours.items()},
        time_zone=row.time_zone,
        buffer_before=row.buffer_before,
        buffer_after=row.buffer_after,
        notice_hours=row.notice_hours,
        horizon_days=row.horizon_days,
        most_per_day=row.most_per_day,
        most_per_week=row.most_per_week,
        call_link=row.call_link,
    )


def own_days(user: User, since: date) -> list[OwnDays]:
    """The dates with hours of their own from a day on; days off that follow each other are one."""
    rows = DateOverride.objects.filter(user=user, day__gte=since).order_by("day", "from_minute")
    return list(_in_a_row(_by_date(rows)))


def asks_for_hours(membership: Membership) -> bool:
    """Whether others book sessions with this person, who has not said when they are free."""
    places = Participation.objects.filter(
        membership=membership, left_at__isnull=True, role__in=BOOKED, engagement__state__in=CURRENT
    )
    return places.exclude(Exists(Availability.objects.filter(user=membership.user_id))).exists()


def _by_date(rows: Iterable[DateOverride]) -> dict[date, tuple[Minutes, ...]]:
    found: dict[date, tuple[Minutes, ...]] = {}
    for row in rows:
        own = () if row.from_minute is None else ((row.from_minute, row.to_minute),)
        found[row.day] = found.get(row.day, ()) + own
    return found


def _in_a_row(days: Mapping[date, tuple[Minutes, ...]]) -> Iterator[OwnDays]:
    open_row: OwnDays | None = None
    for day, stretches in days.items():
        follows = open_row is not None and not stretches and open_row.until + timedelta(days=1) == day
        if follows and not open_row.stretches:
            open_row = OwnDays(open_row.since, day, ())
            continue
        if open_row:
            yield open_row
        open_row = OwnDays(day, day, stretches)
    if open_row:
        yield open_row
