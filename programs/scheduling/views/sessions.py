"""See, cancel and answer sessions."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import member_view
from portal.errors import NotAllowed
from portal.ui.forms import apply_action, render_form
from portal.ui.middleware import back_href
from portal.ui.nav import organization_url
from programs.covenant.queries import reading_of
from programs.engagements.queries import people_of
from programs.scheduling import actions
from programs.scheduling.forms import CancelForm, TopicForm, posted
from programs.scheduling.forms_scope import asked_scope
from programs.scheduling.ical import add_links
from programs.scheduling.panels import agenda_panels_for, panels_for
from programs.scheduling.permissions import (
    can_change_session,
    can_choose_topic,
    can_correct_attendance,
    can_propose_topic,
    can_say_attendance,
    leads_session,
    sits_in_sessions,
)
from programs.scheduling.queries import (
    agenda_of,
    entry_of,
    get_session_for,
    place_in_series,
    places_of,
    planned_in_series,
    proposal_moving,
    reads_all_attendance,
    reads_attendance,
    said_of,
    topics_of,
)
from programs.scheduling.rules import notes_before_cancelling
from programs.scheduling.who_came import WhoCame, who_came


@member_view
@require_http_methods(["GET", "POST"])
def session_cancel(request, session_id):
    """Ask before a session is called off."""
    session, place = get_session_for(request.membership, session_id)
    if not can_change_session(place, session):
        raise NotAllowed("This session cannot be cancelled by you, or not any more.")
    form = CancelForm(posted(request), initial=asked_scope(request), in_series=place_in_series(session))
    action = actions.cancel_sessions_of_series if form.has_scope else actions.cancel_session
    if form.is_valid() and apply_action(form, action, session=session, by=place):
        messages.success(request, "Cancelled. The time is free again, and the others in the session are told.")
        return redirect(organization_url(request, "scheduling:session-detail", session_id=session.pk))
    context = {
        "form": form,
        "session": session,
        "engagement": session.engagement,
        "reading": reading_of(place),
        "people": people_of(session.engagement),
        "others": [row.participation for row in places_of(session) if row.participation_id != place.pk],
        "before": notes_before_cancelling(_may_go(session, form), place),
    }
    return render_form(request, "scheduling/session_cancel.html", context)


def _may_go(session, form) -> list:
    """What can be cancelled with this form: the session, or all that are planned in its series."""
    return list(planned_in_series(session, following=False)) if form.has_scope else [session]


@member_view
@require_http_methods(["GET"])
def session_detail(request, session_id):
    """One session, for the people who sit in it; a sponsor gets its dates."""
    session, place = get_session_for(request.membership, session_id)
    if session.proposal_id:
        return redirect(organization_url(request, "scheduling:proposal-detail", proposal_id=session.proposal_id))
    reading = reading_of(place)
    places = list(places_of(session, reading))
    context = {
        "session": session,
        "engagement": session.engagement,
        "place": place,
        "reading": reading,
        "places": places,
        "in_series": place_in_series(session),
        "reads_attendance": reads_all_attendance(reading),
    }
    if not sits_in_sessions(place, session.engagement):
        return render(request, "scheduling/session_dates.html", context)
    open_for_topics = session.is_planned and not session.is_over
    mine = next((row for row in places if row.participation_id == place.pk), None)
    context |= {
        "mine": mine,
        "add_links": add_links(_as_entry(request, session)) if mine and open_for_topics else [],
        "people": people_of(session.engagement),
        "topic_form": TopicForm(),
        "can_propose": open_for_topics and can_propose_topic(place, session.engagement),
        "can_choose": open_for_topics and can_choose_topic(place, session.engagement),
        "can_change": can_change_session(place, session),
        "leads": leads_session(place, session),
        "said": _who_came(session, place, reading, places),
        "corrects": can_correct_attendance(place, session),
        **_agenda(session, place, [row.participation for row in places], reading),
        "proposal": proposal_moving(session) if session.is_planned else None,
    }
    return render(request, "scheduling/session_detail.html", context)


def _agenda(session, place, people, reading) -> dict:
    """Topics, where they stand, what enters the agenda by itself, and the parts that other rooms bring."""
    topics, panels = list(topics_of(session, place, reading)), panels_for(session, place)
    return {
        "topics": topics,
        "agenda": agenda_of(session, place, topics, people),
        "agenda_panels": agenda_panels_for(session, place),
        "first_panels": [panel for panel in panels if panel.first],
        "panels": [panel for panel in panels if not panel.first],
    }


def _who_came(session, place, reading, places) -> WhoCame | None:
    if not session.may_have_been_held:
        return None
    has_place = any(row.participation_id == place.pk for row in places)
    read, said = [row for row in places if reads_attendance(reading, row)], list(said_of(session, reading))
    return who_came(read, said, place, asks=has_place and can_say_attendance(place, session))


def _as_entry(request, session):
    return entry_of(session, request.organization, timezone.now(), sequence=session.sequence)


@member_view
@require_POST
def session_reply(request, session_id):
    """Say “I come” or “I can’t come”."""
    session, place = get_session_for(request.membership, session_id)
    coming = request.POST.get("coming") == "1"
    actions.reply_to_session(session=session, by=place, coming=coming)
    messages.success(request, "You are coming." if coming else "The others see that you can’t come.")
    return redirect(back_href(request))
