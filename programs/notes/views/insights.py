"""Somebody’s own log of insights in one engagement."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts.decorators import member_view
from portal.errors import NotAllowed
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.engagements.queries import get_engagement_for
from programs.notes import actions
from programs.notes.forms import PRIVATE, InsightForm
from programs.notes.permissions import can_write_note
from programs.notes.queries import Scope, here_of, own_insights, with_readers
from programs.scheduling.queries import get_session_in

INSIGHTS_ON_A_PAGE = 20


@member_view
@require_http_methods(["GET", "POST"])
def insight_list(request, engagement_id) -> HttpResponse:
    """One’s own insights by date, and a line for a new one, which nobody else reads; `session` says where it was."""
    engagement, place = get_engagement_for(request.membership, engagement_id)
    if not can_write_note(place, engagement):
        raise NotAllowed("Insights are kept by the people who sit in the sessions.")
    session = get_session_in(engagement, request.POST.get("session", request.GET.get("session", "")))
    form = InsightForm(request.POST if request.method == "POST" else None)
    known = {"engagement": engagement, "session": session, "audience": PRIVATE, "kind": "insight", "by": place}
    if form.is_valid() and apply_action(form, actions.file_note, **known):
        messages.success(request, "Kept. Only you can read it.")
        return redirect(_here(request, engagement, session))
    return render_form(request, "notes/insight_list.html", _context(request, engagement, place, session, form))


def _context(request, engagement, place, session, form) -> dict:
    here = here_of(engagement, place)
    page = Paginator(own_insights(engagement, place, here.own), INSIGHTS_ON_A_PAGE).get_page(request.GET.get("page"))
    page.object_list = with_readers(page.object_list, here)
    context = {"engagement": engagement, "place": place, "session": session, "form": form, "page": page}
    return context | {"own_readers": here.line(Scope(PRIVATE, place.membership_id))}


def _here(request, engagement, session) -> str:
    home = organization_url(request, "notes:insight-list", engagement_id=engagement.pk)
    return f"{home}?session={session.pk}" if session else home
