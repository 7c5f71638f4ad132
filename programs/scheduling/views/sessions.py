"""Book, see, move, cancel and answer sessions."""

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import member_view
from portal.errors import NotAllowed
from portal.ui.forms import apply_action, render_form
from portal.ui.middleware import back_href
from portal.ui.nav import organization_url
from programs.engagements.kinds import WORDS
from programs.engagements.queries import get_engagement_for, people_of
from programs.scheduling import actions
from programs.scheduling.forms import BookForm, CancelForm, MoveForm, TopicForm
from programs.scheduling.forms_scope import asked_scope
from programs.scheduling.panels import panels_for
from programs.scheduling.permissions import (
    can_change_session,
    can_choose_topic,
    can_propose_topic,
    can_schedule_session,
    leads_session,
    plans_sessions,
    sits_in_sessions,
)
from programs.scheduling.queries import get_session_for, nearest_free_times, place_in_series, places_of, topics_of


@member_view
@require_http_methods(["GET", "POST"])
def session_create(request, engagement_id):
    """Book a session for everybody in the engagement."""
    engagement, place = get_engagement_for(request.membership, engagement_id)
    if not plans_sessions(place, engagement):
        raise NotAllowed("Sessions here are booked by others.")
    if not can_schedule_session(place, engagement):
        raise NotAllowed("This has come to its end, so no session can be booked here any more.")
    book = WORDS[engagement.program.kind].book
    if request.resolver_match.view_name != book:  # a kind may have a page of its own, which knows more
        return redirect(organization_url(request, book, engagement_id=engagement.pk))
    initial = {"minutes": engagement.program.session_minutes}
    form = BookForm(_posted(request), zone=request.user.time_zone, initial=initial)
    if form.is_valid():
        session = apply_action(form, actions.schedule_session, engagement=engagement, by=place)
        if session:
            messages.success(request, "Booked. The others in the session are told.")
            return redirect(organization_url(request, "scheduling:session-detail", session_id=session.pk))
    context = {
        "form": form,
        "engagement": engagement,
        "people": [person for person in people_of(engagement) if sits_in_sessions(person, engagement)],
        "alternatives": _alternatives(form, engagement),
    }
    return render_form(request, "scheduling/session_create.html", context)


@member_view
@require_http_methods(["GET", "POST"])
def session_move(request, session_id):
    """Give a session another time."""
    session, place = get_session_for(request.membership, session_id)
    if not can_change_session(place, session):
        raise NotAllowed("This session cannot be moved by you, or not any more.")
    form = MoveForm(
        _posted(request),
        zone=request.user.time_zone,
        initial=_as_it_is(session, request.user.time_zone) | asked_scope(request),
        in_series=place_in_series(session),
    )
    action = actions.move_sessions_of_series if "scope" in form.fields else actions.move_session
    if form.is_valid() and apply_action(form, action, session=session, by=place):
        messages.success(request, "Saved. If the time has changed, the others in the session are told.")
        return redirect(organization_url(request, "scheduling:session-detail", session_id=session.pk))
    context = {
        "form": form,
        "session": session,
        "engagement": session.engagement,
        "people": [row.participation for row in places_of(session)],
        "alternatives": _alternatives(form, session.engagement, moving=session),
    }
    return render_form(request, "scheduling/session_move.html", context)


@member_view
@require_http_methods(["GET", "POST"])
def session_cancel(request, session_id):
    """Ask before a session is called off."""
    session, place = get_session_for(request.membership, session_id)
    if not can_change_session(place, session):
        raise NotAllowed("This session cannot be cancelled by you, or not any more.")
    form = CancelForm(_posted(request), initial=asked_scope(request), in_series=place_in_series(session))
    action = actions.cancel_sessions_of_series if "scope" in form.fields else actions.cancel_session
    if form.is_valid() and apply_action(form, action, session=session, by=place):
        messages.success(request, "Cancelled. The time is free again, and the others in the session are told.")
        return redirect(organization_url(request, "scheduling:session-detail", session_id=session.pk))
    context = {
        "form": form,
        "session": session,
        "engagement": session.engagement,
        "others": [row.participation for row in places_of(session) if row.participation_id != place.pk],
    }
    return render_form(request, "scheduling/session_cancel.html", context)


@member_view
@require_http_methods(["GET"])
def session_detail(request, session_id):
    """One session, for the people who sit in it; a sponsor gets its dates."""
    session, place = get_session_for(request.membership, session_id)
    places = list(places_of(session))
    context = {
        "session": session,
        "engagement": session.engagement,
        "place": place,
        "places": places,
        "in_series": place_in_series(session),
    }
    if not sits_in_sessions(place, session.engagement):
        return render(request, "scheduling/session_dates.html", context)
    open_for_topics = session.is_planned and not session.is_over
    context |= {
        "mine": next((row for row in places if row.participation_id == place.pk), None),
        "topics": topics_of(session, place),
        "topic_form": TopicForm(),
        "can_propose": open_for_topics and can_propose_topic(place, session.engagement),
        "can_choose": open_for_topics and can_choose_topic(place, session.engagement),
        "can_change": can_change_session(place, session),
        "leads": leads_session(place, session),
        "panels": panels_for(session, place),
    }
    return render(request, "scheduling/session_detail.html", context)


@member_view
@require_POST
def session_reply(request, session_id):
    """Say “I come” or “I can’t come”."""
    session, place = get_session_for(request.membership, session_id)
    coming = request.POST.get("coming") == "1"
    actions.reply_to_session(session=session, by=place, coming=coming)
    messages.success(request, "You are coming." if coming else "The others see that you can’t come.")
    return redirect(back_href(request))


def _posted(request: HttpRequest):
    return request.POST if request.method == "POST" else None


def _as_it_is(session, zone) -> dict:
    starts_at = session.starts_at.astimezone(zone)
    return {
        "date": starts_at.date(),
        "starts_at": starts_at.time(),
        "minutes": session.minutes,
        "place": session.place,
        "join_url": session.join_url,
    }


def _alternatives(form, engagement, moving=None) -> list:
    """Free times near the one that was refused; none when nothing was asked, or for another reason."""
    if form.wanted is None or not form.has_error("starts_at"):
        return []
    minutes = form.cleaned_data.get("minutes") or 0
    return nearest_free_times(engagement, form.wanted, minutes, form.zone, moving=moving) if minutes else []
