"""Booking a session, and asking people about the client."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.decorators import member_view
from portal.errors import NotAllowed
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.coaching.actions import book_session, start_feedback
from programs.coaching.forms import FeedbackForm
from programs.coaching.permissions import can_book, can_read_talk, can_start_feedback
from programs.coaching.queries import client_of, count_sessions, get_contract_to_design, parties_of
from programs.scheduling.booking import who_books
from programs.scheduling.forms import BookForm
from programs.scheduling.queries import nearest_free_times, sessions_of


@member_view
@require_http_methods(["GET", "POST"])
def session_book(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Book a session within the number of sessions of the contract."""
    contract, place = get_contract_to_design(request.membership, engagement_id)
    if why := who_books(place, contract.engagement):
        raise NotAllowed(why)
    initial = {"minutes": contract.engagement.program.session_minutes}
    form = BookForm(request.POST or None, zone=request.user.time_zone, initial=initial)
    if form.is_valid() and apply_action(form, book_session, contract=contract, by=place):
        messages.success(request, "The session is booked. Both of you are told.")
        return redirect(organization_url(request, "coaching:contract-detail", engagement_id=engagement_id))
    context = {
        "form": form,
        "contract": contract,
        "engagement": contract.engagement,
        "count": count_sessions(contract, sessions_of(contract.engagement), timezone.now()),
        "people": [party for party in parties_of(contract) if can_read_talk(party)],
        "alternatives": near_times(form, contract.engagement),
        "opens": can_book(place, contract),
    }
    return render_form(request, "coaching/session_book.html", context)


def near_times(form, engagement) -> list:
    """Free times near one that was refused because somebody is busy then."""
    minutes = form.cleaned_data.get("minutes") if form.wanted else None
    if not minutes or not form.has_error("starts_at"):
        return []
    return nearest_free_times(engagement, form.wanted, minutes, form.zone)


@member_view
@require_http_methods(["GET", "POST"])
def feedback_start(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Choose who is asked in a 360 about the client."""
    contract, place = get_contract_to_design(request.membership, engagement_id)
    client = client_of(parties_of(contract))
    mine = client.pk == place.pk
    form = FeedbackForm(request.POST or None, client="" if mine else client.membership.user.first_name)
    if (
        request.method == "POST"
        and form.is_valid()
        and apply_action(form, start_feedback, contract=contract, by=request.membership)
    ):
        messages.success(request, "The questions are on their way. Results show when enough people have answered.")
        return redirect(organization_url(request, "coaching:contract-detail", engagement_id=engagement_id))
    context = {"form": form, "contract": contract, "client": client, "opens": can_start_feedback(place, contract)}
    return render_form(request, "coaching/feedback_start.html", context)
