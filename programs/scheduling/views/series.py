"""Book a series: its rule, a look at every time, and all chosen ones in one step; and the page of a series."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.decorators import member_view
from portal.errors import NotAllowed
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.engagements.queries import get_engagement_for, people_of
from programs.scheduling import actions
from programs.scheduling.booking import why_not_book
from programs.scheduling.forms_series import ChosenForm, SeriesForm
from programs.scheduling.permissions import (
    can_change_session,
    sits_in_sessions,
)
from programs.scheduling.queries import firm_people, get_series_for, sessions_of_series
from programs.scheduling.queries.preview import preview_series
from programs.scheduling.roles import YIELDING_ROLES
from programs.scheduling.rules import TooMany, note_for, refusal_of

LOOK, BOOK, CHANGE, MORE = "look", "book", "change", "more"  # what the pressed button asks for
MORE_DATES = 6


@member_view
@require_http_methods(["GET", "POST"])
def series_create(request, engagement_id):
    """From a rule to sessions; nothing is kept between the steps but what the page sends along."""
    engagement, place = get_engagement_for(request.membership, engagement_id)
    if refusal := why_not_book(place, engagement):
        raise NotAllowed(refusal)
    step = request.POST.get("step", LOOK)
    form = _rule_form(request, engagement, step)
    if step in {CHANGE, MORE} or not form.is_valid():
        return _show_rule(request, form, engagement)
    chosen = ChosenForm(request.POST if step == BOOK else None)
    if chosen.is_valid():
        sessions = apply_action(
            chosen, actions.schedule_series, engagement=engagement, by=place, rule=form.rule.text, **form.shared
        )
        if sessions:
            return _booked(request, sessions)
    return _show_preview(request, form, chosen, engagement)


def _rule_form(request, engagement, step: str) -> SeriesForm:
    """With what was typed. Asking for more inputs is no mistake, so nothing is complained of then."""
    zone = request.user.time_zone
    program = engagement.program
    initial = {
        "pattern": "weeks",
        "weeks": 2,
        "months": 1,
        "ends": "count",
        "count": 6,
        "minutes": program.session_minutes,
        "place": program.session_place,
    }
    if request.method == "GET":
        return SeriesForm(zone=zone, initial=initial)
    if step != MORE:
        return SeriesForm(request.POST, zone=zone)
    typed = request.POST.dict() | {"weekdays": request.POST.getlist("weekdays")}
    dates = [*request.POST.getlist("dates"), *[""] * MORE_DATES]
    return SeriesForm(zone=zone, initial=typed | {"dates": dates})


def _show_rule(request, form: SeriesForm, engagement):
    context = {
        "form": form,
        "engagement": engagement,
        "note": note_for(engagement),
        "people": [person for person in firm_people(engagement) if person.membership_id != request.membership.pk],
    }
    return render_form(request, "scheduling/series_create.html", context)


def _show_preview(request, form: SeriesForm, chosen: ChosenForm, engagement):
    zone, minutes = request.user.time_zone, form.shared["minutes"]
    people = [person for person in people_of(engagement) if sits_in_sessions(person, engagement)]
    firm = [person for person in people if person.role not in YIELDING_ROLES]
    occurrences = preview_series(firm, form.walls, minutes, zone, timezone.now())
    bookable = sum(bool(one.options) for one in occurrences)
    refusal = refusal_of(engagement, bookable) if not chosen.is_bound else None
    most = refusal.left if isinstance(refusal, TooMany) else 0 if refusal else None
    context = {
        "form": form,
        "chosen": chosen,
        "rows": chosen.rows(occurrences, most),
        "possible": sum(one.is_possible for one in occurrences),
        "refusal": refusal,
        "minutes": minutes,
        "sent": form.sent,
        "zones": list(dict.fromkeys([zone, *(person.membership.user.time_zone for person in people)])),
        "engagement": engagement,
    }
    return render_form(request, "scheduling/series_preview.html", context)


def _booked(request, sessions):
    if len(sessions) == 1:
        messages.success(request, "Booked. The others in the session are told.")
        return redirect(organization_url(request, "scheduling:session-detail", session_id=sessions[0].pk))
    messages.success(request, f"{len(sessions)} sessions are booked. The others in them are told once.")
    return redirect(organization_url(request, "scheduling:series-detail", series_id=sessions[0].series_id))


@member_view
@require_http_methods(["GET"])
def series_detail(request, series_id):
    """All sessions of a series with their states; what is talked about stands on their own pages."""
    series, place = get_series_for(request.membership, series_id)
    now = timezone.now()
    sessions = list(sessions_of_series(series))
    for session in sessions:
        session.engagement = series.engagement
    coming = [session for session in sessions if session.is_planned and session.starts_at > now]
    context = {
        "series": series,
        "engagement": series.engagement,
        "sessions": sessions,
        "coming": coming,
        "next": coming[0] if coming and can_change_session(place, coming[0]) else None,
    }
    return render(request, "scheduling/series_detail.html", context)
