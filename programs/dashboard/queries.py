"""“What now?” for participants, and what needs attention for those who run programs. Reads only."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, Min, Q, QuerySet
from django.db.models.functions import TruncWeek
from django.utils import timezone

from accounts.models import Membership
from programs.dashboard.health import CHECK_IN, ON_TRACK, TOO_EARLY, health_of
from programs.engagements.lifecycle import PREPARING, State
from programs.engagements.models import Engagement, Program
from programs.engagements.queries import programs_for
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import Session

WEEKS = 12
RECENT = timedelta(weeks=4)
RUNNING = [State.ACTIVE]  # a pause is meant: nobody has to check in


@dataclass
class ProgramHealth:
    """One row of the overview: how the engagements of a program are doing."""

    program: Program
    counts: Counter = field(default_factory=Counter)
    recent_sessions: int = 0

    @property
    def engagements(self) -> int:
        return self.counts.total()

    @property
    def on_track(self) -> int:
        return self.counts[ON_TRACK]

    @property
    def to_check(self) -> int:
        return self.counts[CHECK_IN]

    @property
    def too_early(self) -> int:
        return self.counts[TOO_EARLY]


def running_with_activity(membership: Membership, now: datetime) -> QuerySet[Engagement]:
    """Running engagements of the programs that this person configures, with their last and next session."""
    held = Q(sessions__state=SessionState.COMPLETED)
    planned = Q(sessions__state=SessionState.CONFIRMED, sessions__ends_at__gt=now)
    return (
        Engagement.objects.filter(program__in=programs_for(membership).values("pk"), state__in=RUNNING)
        .select_related("program")
        .annotate(
            last_session=Max("sessions__starts_at", filter=held),
            next_session=Min("sessions__starts_at", filter=planned),
            recent_sessions=Count("sessions", filter=held & Q(sessions__starts_at__gte=now - RECENT)),
        )
        .order_by("starts_on", "id")
    )


def engagement_health(engagement: Engagement, now: datetime) -> str:
    """The word for an engagement that `running_with_activity` found."""
    started = datetime.combine(engagement.starts_on, time(), tzinfo=ZoneInfo("UTC"))
    return health_of(
        started=started, last_session=engagement.last_session, next_session=engagement.next_session, now=now
    )


def program_health(engagements: list[Engagement], now: datetime) -> list[ProgramHealth]:
    """The engagements gathered by program, in the order of their names."""
    rows: dict = {}
    for engagement in engagements:
        row = rows.setdefault(engagement.program_id, ProgramHealth(engagement.program))
        row.counts[engagement_health(engagement, now)] += 1
        row.recent_sessions += engagement.recent_sessions
    return sorted(rows.values(), key=lambda row: row.program.name)


def quiet_engagements(engagements: list[Engagement], now: datetime) -> list[Engagement]:
    """Those that need a check-in, the longest silence first."""
    quiet = [row for row in engagements if engagement_health(row, now) == CHECK_IN]
    for row in quiet:
        row.silent_since = row.last_session.date() if row.last_session else row.starts_on
    return sorted(quiet, key=lambda row: row.silent_since)


def waiting_engagements(membership: Membership, now: datetime) -> QuerySet[Engagement]:
    """Engagements that have been prepared for more than two weeks without beginning."""
    return (
        Engagement.objects.filter(
            program__in=programs_for(membership).values("pk"),
            state__in=PREPARING,
            created_at__lte=now - timedelta(weeks=2),
            starts_on__lte=now.date(),
        )
        .select_related("program")
        .order_by("created_at")[:20]
    )


def sessions_by_week(membership: Membership, now: datetime) -> list[tuple[date, int, int, int]]:
    """For each of the last weeks its Monday and the held sessions of mentoring, coaching and training."""
    monday = (now - timedelta(days=now.weekday())).date()
    first = monday - timedelta(weeks=WEEKS - 1)
    found = (
        Session.objects.filter(
            engagement__program__in=programs_for(membership).values("pk"),
            state=SessionState.COMPLETED,
            starts_at__date__gte=first,
        )
        .annotate(week=TruncWeek("starts_at"))
        .values_list("week", "engagement__program__kind")
        .annotate(count=Count("id"))
    )
    counts = {(week.date(), kind): count for week, kind, count in found}
    weeks = [first + timedelta(weeks=number) for number in range(WEEKS)]
    return [(week, *(counts.get((week, kind), 0) for kind in ("mentoring", "coaching", "training"))) for week in weeks]


def greeting(now: datetime, zone) -> str:
    """What one says at this time of day."""
    hour = timezone.localtime(now, zone).hour
    if hour < 5 or hour >= 18:
        return "Good evening"
    return "Good morning" if hour < 12 else "Good afternoon"
