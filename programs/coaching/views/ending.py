"""The end of a contract: outcomes with what shows them, what comes next, and the closing document."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import manager_view, member_view
from portal.errors import NotAllowed
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.coaching.actions import choose_next_step, close_contract, end_early, say_outcomes
from programs.coaching.forms_closing import CloseForm, EndEarlyForm, NextStepForm, OutcomesForm
from programs.coaching.lifecycle import ENDABLE, LOOKING_BACK
from programs.coaching.queries import (
    client_steps,
    clients_of,
    closing_of,
    contract_to_say,
    get_contract_for,
    get_contract_to_close,
    get_overseen_contract,
    next_step_of,
    objectives_of_contract,
    open_objectives,
    parties_of,
)
from programs.coaching.views.steering import back
from programs.covenant.queries import reading_of

LEADS_ON = {  # where a way is taken up: the name of a list, and what its link says
    "coaching": ("coaching:contract-list", "See your contracts"),
    "mentoring": ("mentoring:circle-list", "See the circles"),
    "training": ("training:course-list", "See the courses"),
    "give_back": ("mentoring:circle-list", "See the circles"),
}


@member_view
@require_http_methods(["GET", "POST"])
def contract_close(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """An outcome for every objective that has none yet, and how it ended."""
    contract, place = get_contract_to_close(request.membership, engagement_id)
    parties = parties_of(contract)
    objectives = objectives_of_contract(parties, reading_of(place))
    form = CloseForm(request.POST or None, objectives=open_objectives(objectives))
    act = {"contract": contract, "by": request.membership}
    if request.method == "POST" and form.is_valid() and apply_action(form, close_contract, **act):
        messages.success(request, "The contract is closed. What you wrote stays for both of you.")
        return back(request, contract, place)
    context = {"form": form, "contract": contract, "opens": contract.engagement.state == "evaluating"}
    context["said"] = [row for row in objectives if row.closed_at]
    context["steps"] = client_steps(clients_of(parties), place).values()
    return render_form(request, "coaching/contract_close.html", context)


@member_view
@require_http_methods(["GET", "POST"])
def contract_outcomes(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """A client says what became of their own objectives, before the coach closes the contract."""
    contract, place = contract_to_say(request.membership, engagement_id)
    objectives = objectives_of_contract([place], reading_of(place))
    form = OutcomesForm(request.POST or None, objectives=open_objectives(objectives))
    act = {"contract": contract, "by": request.membership}
    if request.method == "POST" and form.is_valid() and apply_action(form, say_outcomes, **act):
        messages.success(request, "Saved. Everybody who reads the objective reads its outcome.")
        return redirect(organization_url(request, "coaching:contract-next-step", engagement_id=engagement_id))
    context = {"form": form, "contract": contract, "opens": contract.engagement.state == "evaluating"}
    context["said"] = [row for row in objectives if row.closed_at]
    return render_form(request, "coaching/contract_outcomes.html", context)


@member_view
@require_http_methods(["GET", "POST"])
def contract_next_step(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """A client chooses what they go on with."""
    contract, place = contract_to_say(request.membership, engagement_id)
    step = next_step_of(place)
    form = NextStepForm(request.POST or None, initial={"way": step.way, "note": step.note} if step else None)
    act = {"contract": contract, "by": request.membership}
    if request.method == "POST" and form.is_valid() and apply_action(form, choose_next_step, **act):
        messages.success(request, "Saved. You can change it whenever you like.")
        return redirect(request.path)
    context = {"form": form, "contract": contract, "opens": contract.engagement.state in LOOKING_BACK, "step": step}
    name, words = LEADS_ON.get(step.way, ("", "")) if step else ("", "")
    context |= {"leads_to": organization_url(request, name) if name else "", "leads_words": words}
    return render_form(request, "coaching/contract_next_step.html", context)


@member_view
@require_safe
def contract_closing(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """What stays of a contract, for each party what they may read of it."""
    contract, place = get_contract_for(request.membership, engagement_id)
    engagement = contract.engagement
    opens = engagement.state in LOOKING_BACK
    context = {"contract": contract, "engagement": engagement, "place": place, "opens": opens}
    return render(
        request, "coaching/contract_closing.html", {**context, "page": closing_of(contract, place) if opens else None}
    )


@manager_view
@require_http_methods(["GET", "POST"])
def contract_end_early(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Ask before a contract that can't go on ends."""
    contract = get_overseen_contract(request.membership, engagement_id)
    if contract.engagement.state not in ENDABLE:
        raise NotAllowed("Only a signed contract can be ended. One that is not signed is cancelled.")
    form = EndEarlyForm(request.POST or None)
    act = {"contract": contract, "by": request.membership}
    if request.method == "POST" and form.is_valid() and apply_action(form, end_early, **act):
        messages.success(request, "The contract has ended. Its parties are told, and planned sessions are free again.")
        return back(request, contract, None)
    return render_form(request, "coaching/contract_end_early.html", {"form": form, "contract": contract})
