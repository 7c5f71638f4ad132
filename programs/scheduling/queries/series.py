"""Reads over series."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from accounts.models import Membership
from programs.engagements.models import Engagement, Participation
from programs.engagements.queries import get_engagement_for
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import Series, Session


@dataclass(frozen=True)
class InSeries:
    """Where a session stands in its series; cancelled ones do not count.

    Args:
        number, count: "3 of 12"; the number is 0 for a session that is cancelled itself.
        following: planned ones that begin after it.
        planned: all planned ones that have not begun.
    """

    number: int
    count: int
    following: int
    planned: int


def place_in_series(session: Session) -> InSeries | None:
    """Where the session stands in its series; None if it is in none."""
    if session.series_id is None:
        return None
    counts = ~Q(state=SessionState.CANCELLED)
    planned = Q(state=SessionState.CONFIRMED, starts_at__gt=timezone.now())
    found = Session.objects.filter(series=session.series_id).aggregate(
        number=Count("pk", filter=counts & Q(starts_at__lte=session.starts_at)),
        count=Count("pk", filter=counts),
        following=Count("pk", filter=planned & Q(starts_at__gt=session.starts_at)),
        planned=Count("pk", filter=planned),
    )
    if session.is_cancelled:
        found["number"] = 0
    return InSeries(**found)


def get_series_for(membership: Membership, series_id: UUID) -> tuple[Series, Participation]:
    """A series of an engagement that this person takes part in, and their place there; 404 for everybody else."""
    try:
        series = Series.objects.select_related("created_by__user").get(pk=series_id)
    except Series.DoesNotExist:
        raise Http404 from None
    series.engagement, place = get_engagement_for(membership, series.engagement_id)
    return series, place


def sessions_of_series(series: Series) -> QuerySet[Session]:
    """All its sessions, by time, also those that were held or cancelled."""
    return Session.objects.filter(series=series).order_by("starts_at", "id")


def planned_in_series(session: Session, *, following: bool) -> QuerySet[Session]:
    """The planned sessions of this one's series that have not begun, and this one; by time.

    Args:
        following: none that begin before this one.
    """
    wanted = Q(starts_at__gt=timezone.now()) | Q(pk=session.pk)
    if following:
        wanted &= Q(starts_at__gte=session.starts_at)
    found = Session.objects.filter(wanted, series=session.series_id, state=SessionState.CONFIRMED)
    return found.order_by("starts_at", "id")


def sessions_booked_alike(
    engagement: Engagement, membership: Membership, starts: Sequence[datetime], minutes: int
) -> list[Session]:
    """The planned sessions of a series that this person has booked at just these times; empty if there is none."""
    rows = Session.objects.filter(
        engagement=engagement,
        series__created_by=membership,
        state=SessionState.CONFIRMED,
        starts_at__in=starts,
        ends_at=F("starts_at") + timedelta(minutes=minutes),
    ).order_by("starts_at")
    by_series = defaultdict(list)
    for session in rows:
        by_series[session.series_id].append(session)
    return next((found for found in by_series.values() if [row.starts_at for row in found] == list(starts)), [])
