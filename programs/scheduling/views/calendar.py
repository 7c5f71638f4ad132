"""A person's sessions."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.decorators import member_view
from programs.scheduling.queries import asks_for_hours, coming_sessions_for, past_sessions_for, with_attendance

PAST_PER_PAGE = 10


@member_view
@require_http_methods(["GET"])
def calendar(request):
    """What is planned, by month, and what was."""
    now = timezone.now()
    past = with_attendance(past_sessions_for(request.membership, now))
    context = {
        "asks_for_hours": asks_for_hours(request.membership),
        "coming": list(with_attendance(coming_sessions_for(request.membership, now))),
        "past": Paginator(past, PAST_PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "scheduling/calendar.html", context)
