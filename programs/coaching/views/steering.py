"""Breaks, the step into the evaluation, and cancelling."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import manager_view, member_view
from portal.errors import NotAllowed
from portal.ui.nav import organization_url
from programs.coaching.actions import (
    cancel_contract,
    evaluate_contract,
    pause_contract,
    resume_contract,
)
from programs.coaching.permissions import can_cancel, can_evaluate
from programs.coaching.queries import (
    get_contract_to_steer,
    get_overseen_contract,
)


def back(request: HttpRequest, contract, place) -> HttpResponse:
    """To the page that this person has: the party's, or the one of those who run the program."""
    name = "coaching:contract-detail" if place else "coaching:contract-oversee"
    return redirect(organization_url(request, name, engagement_id=contract.pk))


@member_view
@require_POST
def contract_pause(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Nothing is booked for a while."""
    contract, place = get_contract_to_steer(request.membership, engagement_id)
    pause_contract(contract=contract, by=request.membership)
    messages.success(request, "The contract is paused. Planned sessions stay; nothing new is booked.")
    return back(request, contract, place)


@member_view
@require_POST
def contract_resume(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Sessions go on."""
    contract, place = get_contract_to_steer(request.membership, engagement_id)
    resume_contract(contract=contract, by=request.membership)
    messages.success(request, "The contract goes on. Sessions can be booked again.")
    return back(request, contract, place)


@member_view
@require_http_methods(["GET", "POST"])
def contract_evaluate(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Ask before everybody gets questions."""
    contract, place = get_contract_to_steer(request.membership, engagement_id)
    if not can_evaluate(contract):
        raise NotAllowed("The evaluation begins once, and only after a session was held.")
    if request.method == "POST":
        evaluate_contract(contract=contract, by=request.membership)
        messages.success(request, "The evaluation has begun. Everybody gets a few questions.")
        return back(request, contract, place)
    return render(request, "coaching/contract_evaluate.html", {"contract": contract, "place": place})


@manager_view
@require_http_methods(["GET", "POST"])
def contract_cancel(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Ask before a contract that has not begun goes."""
    contract = get_overseen_contract(request.membership, engagement_id)
    if not can_cancel(contract):
        raise NotAllowed(
            "Only a contract that has not begun can be cancelled. The coach evaluates and closes it instead."
        )
    if request.method == "POST":
        cancel_contract(contract=contract, by=request.membership)
        messages.success(request, "The contract is cancelled. Its parties are told.")
        return back(request, contract, None)
    return render(request, "coaching/contract_cancel.html", {"contract": contract})
