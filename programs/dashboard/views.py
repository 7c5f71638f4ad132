"""Home: what is next for me. Overview: what needs those who run programs."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.decorators import manager_view, member_view
from portal.ui.nav import organization_url
from programs.dashboard import queries
from programs.dashboard.prompts import prompts_for
from programs.engagements.queries import participation_of, participations_for
from programs.goals.permissions import can_ask_question
from programs.goals.queries import objectives_for, open_actions_for, sits_in
from programs.goals.queries_exercises import open_assignments_for
from programs.goals.queries_questions import also_on_agenda, to_prepare
from programs.notifications.queries import late_mail_since, stop_of
from programs.scheduling.queries import asks_for_hours, coming_sessions_for, places_of, topics_of

COMING = 5


@member_view
@require_GET
def home(request):
    """Everything of the three kinds that is next for this person."""
    now = timezone.now()
    coming = list(coming_sessions_for(request.membership, now)[: COMING + 1])
    context = {
        "late_since": late_mail_since(now) if request.membership.is_administrator else None,
        "stop": stop_of(request.membership),
        "asks_for_hours": asks_for_hours(request.membership),
        "greeting": queries.greeting(now, request.user.time_zone),
        "prompts": [
            (prompt, organization_url(request, prompt.page, **prompt.arguments))
            for prompt in prompts_for(request.membership, now)
        ],
        "next": next_up(request.membership, coming[0], now) if coming else None,
        "coming": coming[1:],
        "actions": open_actions_for(request.membership),
        "exercises": open_assignments_for(request.membership),
        "objectives": objectives_for(request.membership),
        "places": [place for place in participations_for(request.membership) if place.engagement.is_current],
    }
    return render(request, "dashboard/home.html", context)


def next_up(membership, session, now) -> dict:
    """The next session with the people and topics that the home page shows at its head."""
    place = participation_of(membership, session.engagement)
    others = [row.participation.membership.user for row in places_of(session) if row.user_id != membership.user_id]
    return {
        "session": session,
        "place": place,
        "others": others,
        "elsewhere": {user.time_zone: user for user in others}.values(),
        "topics": topics_of(session, place) if place else [],
        "prepare": to_prepare(session, place) if sits_in(place) else None,
        "also": also_on_agenda(session, place) if sits_in(place) and place.leads else None,
        "may_ask": place is not None and can_ask_question(place, session.engagement),
        "minutes": round((session.starts_at - now).total_seconds() / 60),
    }


@manager_view
@require_GET
def overview(request):
    """What needs attention, and how the programs are doing. Activity and numbers only."""
    now = timezone.now()
    engagements = list(queries.running_with_activity(request.membership, now))
    weeks = queries.sessions_by_week(request.membership, now)
    context = {
        "health": queries.program_health(engagements, now),
        "running": len(engagements),
        "quiet": queries.quiet_engagements(engagements, now)[:10],
        "waiting": list(queries.waiting_engagements(request.membership, now)),
        "weeks": weeks,
        "this_week": sum(weeks[-1][1:]),
        "late_since": late_mail_since(now) if request.membership.is_administrator else None,
        "has_sessions": any(sum(week[1:]) for week in weeks),
    }
    return render(request, "dashboard/overview.html", context)
