"""Breaks, the evaluation and the end; and the page of those who run the program."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import manager_view, member_view
from portal.errors import NotAllowed
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.coaching.actions import (
    cancel_contract,
    close_contract,
    evaluate_contract,
    pause_contract,
    resume_contract,
)
from programs.coaching.forms import CloseForm
from programs.coaching.permissions import can_cancel, can_evaluate
from programs.coaching.queries import (
    count_sessions,
    get_contract_to_close,
    get_contract_to_steer,
    get_overseen_contract,
    objectives_of_contract,
    open_objectives,
    parties_of,
    signing_of,
)
from programs.coaching.views.stages import stages_of
from programs.covenant.queries import organization_reading, reading_of
from programs.scheduling.queries import reads_all_attendance, sessions_of, with_attendance


def _back(request: HttpRequest, contract, place) -> HttpResponse:
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
    return _back(request, contract, place)


@member_view
@require_POST
def contract_resume(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Sessions go on."""
    contract, place = get_contract_to_steer(request.membership, engagement_id)
    resume_contract(contract=contract, by=request.membership)
    messages.success(request, "The contract goes on. Sessions can be booked again.")
    return _back(request, contract, place)


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
        return _back(request, contract, place)
    return render(request, "coaching/contract_evaluate.html", {"contract": contract, "place": place})


@member_view
@require_http_methods(["GET", "POST"])
def contract_close(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """An outcome for every objective, and how it ended."""
    contract, place = get_contract_to_close(request.membership, engagement_id)
    objectives = open_objectives(objectives_of_contract(parties_of(contract), reading_of(place)))
    form = CloseForm(request.POST or None, objectives=objectives)
    if (
        request.method == "POST"
        and form.is_valid()
        and apply_action(form, close_contract, contract=contract, by=request.membership)
    ):
        messages.success(request, "The contract is closed. What you wrote stays for both of you.")
        return _back(request, contract, place)
    context = {"form": form, "contract": contract, "opens": contract.engagement.state == "evaluating"}
    return render_form(request, "coaching/contract_close.html", context)


@manager_view
@require_safe
def contract_oversee(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Names, dates and states for those who run the program, and the reason of an end, which was written for them."""
    contract = get_overseen_contract(request.membership, engagement_id)
    parties = parties_of(contract)
    reading = organization_reading(contract.engagement, request.membership)
    sessions = list(with_attendance(sessions_of(contract.engagement), reading))
    count = count_sessions(contract, sessions, timezone.now())
    context = {
        "contract": contract,
        "engagement": contract.engagement,
        "parties": parties,
        "count": count,
        "attended": [row for row in sessions if row.is_completed] if reads_all_attendance(reading) else [],
        "stages": stages_of(contract, signing_of(contract, parties, []), parties, count, request.user.time_zone),
    }
    return render(request, "coaching/contract_oversee.html", context)


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
        return _back(request, contract, None)
    return render(request, "coaching/contract_cancel.html", {"contract": contract})
