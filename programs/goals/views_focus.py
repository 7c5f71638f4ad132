"""Pages on which people write what a session is for, and what they take away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts.decorators import member_view
from portal.errors import DomainError, NotAllowed
from portal.ui.forms import render_form
from portal.ui.nav import organization_url
from programs.covenant.queries import reading_of
from programs.engagements.queries import people_of
from programs.goals.actions import write_focus
from programs.goals.forms_focus import LABELS, FocusForm
from programs.goals.queries import sits_in
from programs.goals.queries_focus import (
    AIM,
    TAKEAWAYS,
    can_write_aim,
    can_write_takeaways,
    focus_of,
    may_mark_life,
)
from programs.scheduling.queries import get_session_for


@member_view
@require_http_methods(["GET", "POST"])
def focus_aim(request: HttpRequest, session_id) -> HttpResponse:
    """Say what would make this session worth it."""
    return _write(request, session_id, AIM)


@member_view
@require_http_methods(["GET", "POST"])
def focus_takeaways(request: HttpRequest, session_id) -> HttpResponse:
    """Say what is taken away from this session."""
    return _write(request, session_id, TAKEAWAYS)


def _write(request, session_id, part) -> HttpResponse:
    session, place = get_session_for(request.membership, session_id)
    _check(place, session, part)
    reading = reading_of(place)
    form = _form(request, session, part, place, reading)
    if form.is_bound and form.is_valid() and _save(form, session, place):
        messages.success(request, "Kept. It stands on the session’s page.")
        return redirect(organization_url(request, "scheduling:session-detail", session_id=session.pk) + "#focus")
    if form.is_bound:  # what stands there now is shown beside what was typed
        form.focus = focus_of(session, reading)
    engagement = session.engagement
    context = {"form": form, "session": session, "engagement": engagement, "place": place, "title": LABELS[part]}
    context |= {"reading": reading, "people": people_of(engagement), "owner": getattr(form.focus, "owner", place.pk)}
    return render_form(request, "goals/focus_form.html", context)


def _check(place, session, part) -> None:
    if not sits_in(place):
        raise NotAllowed("What a session is for stays between those who sit in it.")
    if part == AIM and not can_write_aim(place, session):
        raise NotAllowed("The aim is written until the session is over.")
    if part == TAKEAWAYS and not can_write_takeaways(place, session):
        raise NotAllowed("Takeaways are written from the start of the session on, unless it was cancelled.")


def _form(request, session, part, place, reading) -> FocusForm:
    focus = focus_of(session, reading)
    data = request.POST if request.method == "POST" else None
    return FocusForm(data, focus=focus, part=part, marks_life=may_mark_life(place, focus))


def _save(form, session, place) -> bool:
    try:
        write_focus(session=session, by=place, **form.values)
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return False
    return True
