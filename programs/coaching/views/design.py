"""Pages on which client and coach write the design."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import member_view
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.coaching.actions import (
    add_contract_objective,
    change_contract_objective,
    remove_contract_objective,
    start_design,
)
from programs.coaching.forms import ObjectiveForm
from programs.coaching.queries import (
    client_for,
    clients_of,
    get_contract_objective,
    get_contract_to_design,
    parties_of,
)
from programs.coaching.views.design_page import DesignPage
from programs.coaching.views.design_steps import act
from programs.covenant.queries import reading_of
from programs.goals.forms_objectives import written_in


@member_view
@require_POST
def contract_start_design(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """From draft to design."""
    contract, _ = get_contract_to_design(request.membership, engagement_id)
    start_design(contract=contract, by=request.membership)
    messages.success(request, "The design is open. Write it together, a part at a time.")
    return redirect(organization_url(request, "coaching:contract-design", engagement_id=engagement_id))


@member_view
@require_http_methods(["GET", "POST"])
def contract_design(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """The whole design on one page, saved part by part; what is typed elsewhere on it comes back."""
    contract, place = get_contract_to_design(request.membership, engagement_id)
    page = DesignPage(contract, place, request.POST or None)
    if request.method == "GET" or not (done := act(request, page)):
        return render_form(request, "coaching/contract_design.html", page.context())
    if done.text:
        messages.success(request, done.text)
    if not done.page:
        page = DesignPage(contract, place, request.POST, done.field)
        if page.unsaved:
            return render_form(request, "coaching/contract_design.html", page.context())
    return redirect(done.page or organization_url(request, "coaching:contract-design", engagement_id=engagement_id))


@member_view
@require_http_methods(["GET", "POST"])
def contract_objective_create(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """One more objective."""
    contract, place = get_contract_to_design(request.membership, engagement_id)
    form = ObjectiveForm(request.POST or None, contract=contract, owners=_owners(contract, place))
    if form.is_settled() and apply_action(form, add_contract_objective, contract=contract, by=request.membership):
        messages.success(request, "The objective is in the design.")
        return redirect(organization_url(request, "coaching:contract-design", engagement_id=engagement_id))
    context = {"form": form, "contract": contract, **_readers(contract, place, reading_of(place))}
    return render_form(request, "coaching/contract_objective.html", context)


def _owners(contract, place) -> list:
    """Whose objective it can be: a client writes their own, the coach says of which client."""
    return [] if place.role == "client" else clients_of(parties_of(contract))


def _readers(contract, place, reading) -> dict:
    """What the line “who can read this” needs."""
    parties = parties_of(contract)
    return {"reading": reading, "people": parties, "client": client_for(parties, place)}


@member_view
@require_http_methods(["GET", "POST"])
def contract_objective_change(request: HttpRequest, engagement_id: UUID, objective_id: UUID) -> HttpResponse:
    """Write an objective anew, or take it out."""
    contract, place = get_contract_to_design(request.membership, engagement_id)
    reading = reading_of(place)
    objective = get_contract_objective(contract, objective_id, reading)
    form = ObjectiveForm(request.POST or None, contract=contract, initial=written_in(objective))
    if form.is_settled():
        fields = {"contract": contract, "objective": objective, "by": request.membership}
        if apply_action(form, change_contract_objective, **fields):
            messages.success(request, "The objective is changed.")
            return redirect(organization_url(request, "coaching:contract-design", engagement_id=engagement_id))
    context = {"form": form, "contract": contract, "objective": objective, **_readers(contract, place, reading)}
    return render_form(request, "coaching/contract_objective.html", context)


@member_view
@require_POST
def contract_objective_remove(request: HttpRequest, engagement_id: UUID, objective_id: UUID) -> HttpResponse:
    """Take an objective out of the design."""
    contract, place = get_contract_to_design(request.membership, engagement_id)
    objective = get_contract_objective(contract, objective_id, reading_of(place))
    remove_contract_objective(contract=contract, objective=objective, by=request.membership)
    messages.success(request, "The objective is no longer in the design.")
    return redirect(organization_url(request, "coaching:contract-design", engagement_id=engagement_id))
