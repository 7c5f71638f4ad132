"""Write down a session that took place, and say who came."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts.decorators import member_view
from portal.errors import NotAllowed
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.covenant.queries import reading_of
from programs.engagements.queries import get_engagement_for, people_of
from programs.scheduling import actions
from programs.scheduling.booking import NOT_YOURS_TO_LOG, NOT_YOURS_TO_READ
from programs.scheduling.forms import LogForm, MarksForm, SaidForm, posted
from programs.scheduling.permissions import (
    can_correct_attendance,
    can_log_session,
    can_say_attendance,
    sits_in_sessions,
)
from programs.scheduling.queries import (
    get_session_for,
    places_of,
    reads_all_attendance,
    reads_attendance,
    said_of,
)


@member_view
@require_http_methods(["GET", "POST"])
def session_log(request, engagement_id):
    """Write down a session that took place; one that is here already is shown instead."""
    engagement, place = get_engagement_for(request.membership, engagement_id)
    if not can_log_session(place, engagement):
        raise NotAllowed(NOT_YOURS_TO_LOG)
    reading = reading_of(place)
    if not reads_all_attendance(reading):
        raise NotAllowed(NOT_YOURS_TO_READ)
    program, zone = engagement.program, request.user.time_zone
    people = [person for person in people_of(engagement) if sits_in_sessions(person, engagement)]
    initial = {"minutes": program.session_minutes, "place": program.session_place}
    form = LogForm(posted(request), zone=zone, people=people, initial=initial)
    logged = form.is_valid() and apply_action(form, actions.log_session, engagement=engagement, by=place)
    if logged:
        session, is_new = logged
        if is_new:
            messages.success(request, "Written down. Everybody who has a place in it finds it in their calendar.")
        else:
            messages.info(request, "This session is here already, so nothing was written down twice.")
        return _to_session(request, session)
    context = {"form": form, "engagement": engagement, "place": place, "reading": reading, "people": people}
    return render_form(request, "scheduling/session_log.html", context)


@member_view
@require_http_methods(["GET", "POST"])
def attendance_say(request, session_id):
    """Say who came: everybody, with one button on the session's page, or each on a page."""
    session, place = get_session_for(request.membership, session_id)
    reading = reading_of(place)
    places = [row for row in places_of(session, reading) if reads_attendance(reading, row)]
    if not can_say_attendance(place, session) or not any(row.participation_id == place.pk for row in places):
        raise NotAllowed("Who came is said by those who have a place in the session, once it has begun.")
    if "everybody" in request.POST:
        everybody = [row.participation_id for row in places]
        actions.say_attendance(session=session, said=dict.fromkeys(everybody, "present"), by=place)
        return _said(request, session)
    mine = {mark.place_id: mark.attendance for mark in said_of(session, reading) if mark.said_by_id == place.pk}
    said = {row.participation_id: mine.get(row.pk) or row.attendance for row in places}
    form = SaidForm(posted(request), people=[row.participation for row in places], said=said)
    if form.is_valid() and apply_action(form, actions.say_attendance, session=session, by=place):
        return _said(request, session)
    context = {"form": form, "session": session, "engagement": session.engagement, "place": place}
    context |= {"reading": reading, "people": people_of(session.engagement)}
    return render_form(request, "scheduling/attendance_say.html", context)


@member_view
@require_http_methods(["GET", "POST"])
def attendance_correct(request, session_id):
    """Mark each person anew, with all four ways to have come."""
    session, place = get_session_for(request.membership, session_id)
    if not can_correct_attendance(place, session):
        raise NotAllowed(
            "Attendance is corrected by the person who leads it, after the session and as long as it runs."
        )
    places = list(places_of(session))
    marks = {row.participation_id: row.attendance for row in places}
    form = MarksForm(posted(request), people=[row.participation for row in places], said=marks)
    if form.is_valid() and apply_action(form, actions.mark_attendance, session=session, by=place):
        messages.success(request, "Saved. The people in this session see the new marks.")
        return _to_session(request, session)
    context = {"form": form, "session": session, "engagement": session.engagement, "place": place, "corrects": True}
    context |= {"reading": reading_of(place), "people": people_of(session.engagement)}
    return render_form(request, "scheduling/attendance_say.html", context)


def _said(request, session):
    messages.success(request, "Saved. The people in this session see what you said.")
    return _to_session(request, session)


def _to_session(request, session):
    return redirect(organization_url(request, "scheduling:session-detail", session_id=session.pk))
