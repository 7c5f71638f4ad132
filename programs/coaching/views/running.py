"""Asking people about the client."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts.decorators import member_view
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.coaching.actions import start_feedback
from programs.coaching.forms import FeedbackForm
from programs.coaching.permissions import can_start_feedback
from programs.coaching.queries import client_for, get_contract_to_design, parties_of


@member_view
@require_http_methods(["GET", "POST"])
def feedback_start(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Choose who is asked in a 360 about the client."""
    contract, place = get_contract_to_design(request.membership, engagement_id)
    client = client_for(parties_of(contract), place)
    mine = client.pk == place.pk
    form = FeedbackForm(request.POST or None, client="" if mine else client.membership.user.first_name)
    if (
        request.method == "POST"
        and form.is_valid()
        and apply_action(form, start_feedback, contract=contract, client=client, by=request.membership)
    ):
        messages.success(request, "The questions are on their way. Results show when enough people have answered.")
        return redirect(organization_url(request, "coaching:contract-detail", engagement_id=engagement_id))
    context = {"form": form, "contract": contract, "client": client, "opens": can_start_feedback(place, contract)}
    return render_form(request, "coaching/feedback_start.html", context)
