"""A person's sessions."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.decorators import member_view
from programs.covenant.queries import readings_of
from programs.engagements.queries import participations_for
from programs.scheduling.permissions import can_log_session
from programs.scheduling.queries import (
    asks_for_hours,
    coming_sessions_for,
    past_sessions_for,
    polls_for,
    reads_all_attendance,
    with_attendance,
)

PAST_PER_PAGE = 10


@member_view
@require_http_methods(["GET"])
def calendar(request):
    """What is planned, by month, and what was."""
    now, places = timezone.now(), participations_for(request.membership)
    past = with_attendance(past_sessions_for(request.membership, now))
    context = {
        "polls": polls_for(request.membership, now),
        "asks_for_hours": asks_for_hours(request.membership),
        "coming": list(with_attendance(coming_sessions_for(request.membership, now))),
        "past": Paginator(past, PAST_PER_PAGE).get_page(request.GET.get("page")),
        "to_log": _to_log(places),
    }
    return render(request, "scheduling/calendar.html", context)


def _to_log(places) -> list:
    """The places in which this person can write down a session that took place."""
    may = [place for place in places if can_log_session(place, place.engagement)]
    readings = readings_of(may)
    return [place for place in may if reads_all_attendance(readings[place.pk])]
