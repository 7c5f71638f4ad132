"""Times near a wanted one at which nobody of an engagement is known to be busy."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from programs.engagements.models import Engagement, Participation
from programs.scheduling.limits import FARTHEST
from programs.scheduling.models import Session, SessionPlace
from programs.scheduling.wall import wall_moments

DAY_BEGINS, DAY_ENDS = 8, 18  # hours on the viewer's clock
STEP = timedelta(minutes=30)
DAYS_AHEAD = 7
WEEKEND = 5


def nearest_free_times(
    engagement: Engagement,
    wanted: datetime,
    minutes: int,
    zone: ZoneInfo,
    *,
    moving: Session | None = None,
    most: int = 3,
) -> list[datetime]:
    """Up to `most` starts near `wanted`, the nearest first, in working hours of `zone`.

    Only sessions of this organization are known here; the wanted time itself is taken to be busy.

    Args:
        moving: the session that is being moved; its own time is free.
    """
    now = timezone.now()
    if not now - timedelta(days=1) < wanted < now + FARTHEST:
        return []
    length = timedelta(minutes=minutes)
    first = wanted.astimezone(zone).date()
    days = [first + timedelta(days=step) for step in range(DAYS_AHEAD + 1)]
    busy = [*_busy(engagement, wanted, moving), (wanted, wanted + length)]
    free = [
        start
        for start in _starts(days, length, zone)
        if start > now and not any(start < until and since < start + length for since, until in busy)
    ]
    return sorted(free, key=lambda start: abs(start - wanted))[:most]


def _starts(days: list[date], length: timedelta, zone: ZoneInfo) -> Iterator[datetime]:
    weekend_too = days[0].weekday() >= WEEKEND
    for day in days:
        if day.weekday() >= WEEKEND and not weekend_too:
            continue
        at, ends = datetime.combine(day, time(DAY_BEGINS)), datetime.combine(day, time(DAY_ENDS))
        while at + length <= ends:
            moments = wall_moments(at, zone)
            if len(moments) == 1:
                yield moments[0]
            at += STEP


def _busy(engagement: Engagement, wanted: datetime, moving: Session | None) -> list[tuple[datetime, datetime]]:
    people = Participation.objects.filter(engagement=engagement, left_at__isnull=True).exclude(
        role=Participation.Role.SPONSOR
    )
    window = (wanted - timedelta(days=1), wanted + timedelta(days=DAYS_AHEAD + 2))
    places = SessionPlace.objects.filter(
        user__in=people.values("membership__user"), period__overlap=window, blocks=True
    )
    if moving:
        places = places.exclude(session=moving)
    return [(period.lower, period.upper) for period in places.values_list("period", flat=True)]
