"""Asking people about the client, and what came of it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.decorators import member_view
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.coaching.actions import start_feedback
from programs.coaching.actions.feedback import remind_raters, send_feedback_now, stop_feedback
from programs.coaching.actions.suggesting import suggest_raters
from programs.coaching.forms_proving import FeedbackForm, SuggestForm
from programs.coaching.permissions import can_start_feedback, can_suggest_raters
from programs.coaching.queries import (
    client_for,
    clients_of,
    coach_of,
    feedback_rounds,
    get_contract_for,
    get_contract_to_design,
    next_feedback_stage,
    parties_of,
)
from programs.coaching.queries import suggesting as raters
from programs.covenant.items import Item
from programs.covenant.queries import reading_of
from programs.evaluations.queries import reminded_lately, rounds_of
from programs.evaluations.queries.feedback_change import HEADINGS
from programs.evaluations.queries.feedback_change import feedback_change as change_between


@member_view
@require_http_methods(["GET", "POST"])
def feedback_start(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Choose who is asked in a 360 about the client, and see how far one is that has gone out."""
    contract, place = get_contract_to_design(request.membership, engagement_id)
    context = _asking(contract, place)
    client, mine = context["client"], context["mine"]
    suggestions = raters.open_suggestions(client) if mine else []
    form = FeedbackForm(request.POST or None, client="" if mine else context["first"], suggestions=suggestions)
    sent = request.method == "POST" and form.is_valid() and "count" not in request.POST
    if sent and apply_action(form, start_feedback, contract=contract, client=client, by=request.membership):
        messages.success(request, SENT if mine else PLANNED.format(context["first"]))
        return redirect(organization_url(request, "coaching:contract-detail", engagement_id=engagement_id))
    page = render if "count" in request.POST else render_form  # to count is no try to send, so nothing has failed
    return page(request, "coaching/feedback_start.html", {**context, "form": form})


SENT = "The questions are on their way. Results show when enough people have answered."
PLANNED = "{} is told whom you named, and can stop it. The questions go out in a day."


def _asking(contract, place) -> dict:
    parties, reading = parties_of(contract), reading_of(place)
    client = client_for(parties, place)
    reads = reading.allows(Item.FEEDBACK, owner_id=client.pk)
    feedback = feedback_rounds(rounds_of(contract.engagement), client) if reads else []
    out = raters.open_feedback(feedback)
    planned = raters.planned_feedback(client) if reads else None
    return {
        "contract": contract,
        "client": client,
        "first": client.membership.user.first_name,
        "coach": coach_of(parties),
        "mine": client.pk == place.pk,
        "out": out,
        "reminded": out and reminded_lately(out),
        "planned": planned,
        "asked": feedback,
        "opens": reads
        and not (out or planned)
        and can_start_feedback(place, contract)
        and bool(next_feedback_stage(feedback)),
    }


@member_view
@require_POST
def feedback_answer(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """The client lets go out, or stops, what their coach has planned."""
    contract, _ = get_contract_to_design(request.membership, engagement_id)
    goes = request.POST.get("answer") == "send"
    (send_feedback_now if goes else stop_feedback)(contract=contract, by=request.membership)
    messages.success(request, SENT if goes else "Stopped. Nobody is asked.")
    return redirect(organization_url(request, "coaching:feedback-start", engagement_id=engagement_id))


@member_view
@require_POST
def feedback_remind(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Remind those who have not answered; who they are is told to nobody."""
    contract, place = get_contract_to_design(request.membership, engagement_id)
    remind_raters(contract=contract, client=client_for(parties_of(contract), place), by=request.membership)
    messages.success(request, "Those who have not answered hear from us.")
    return redirect(organization_url(request, "coaching:feedback-start", engagement_id=engagement_id))


@member_view
@require_http_methods(["GET", "POST"])
def rater_suggest(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Coach or sponsor name people whom the client could ask."""
    contract, place = get_contract_for(request.membership, engagement_id)
    if place.role == "client":
        raise Http404
    clients = clients_of(parties_of(contract))
    form = SuggestForm(request.POST or None, clients=clients)
    sent = request.method == "POST" and form.is_valid()
    if sent and apply_action(form, suggest_raters, contract=contract, by=request.membership):
        messages.success(request, "Suggested. Whom of them to ask is the client’s to say.")
        return redirect(request.path)
    context = {"form": form, "contract": contract, "clients": clients, "suggested": raters.suggestions_by(place)}
    context["opens"] = can_suggest_raters(place, contract)
    return render_form(request, "coaching/rater_suggest.html", context)


@member_view
@require_GET
def feedback_change(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """What the 360 at the end shows against the one before; 404 for who does not read this client's."""
    contract, place = get_contract_to_design(request.membership, engagement_id)
    parties, reading = parties_of(contract), reading_of(place)
    client = client_for(parties, place)
    if not reading.allows(Item.FEEDBACK, owner_id=client.pk):
        raise Http404
    feedback = feedback_rounds(rounds_of(contract.engagement), client)
    change = change_between(*(raters.round_at(feedback, stage) for stage in ("baseline", "end")))
    context = {"contract": contract, "client": client, "change": change, "mine": client.pk == place.pk}
    context |= {"reading": reading, "people": parties, "headings": HEADINGS}
    return render(request, "coaching/feedback_change.html", context)
