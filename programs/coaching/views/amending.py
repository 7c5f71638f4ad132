"""Changing a signed agreement: saying why, writing the change, dropping it, and going on for longer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts.decorators import member_view
from portal.ui.forms import apply_action, render_form, values_of
from portal.ui.nav import organization_url
from programs.coaching.actions import change_amendment, drop_amendment, extend_contract, propose_amendment
from programs.coaching.draft import from_json
from programs.coaching.forms_amending import AmendForm, AmendmentForm, ExtendForm, clause_forms
from programs.coaching.lifecycle import AMENDABLE
from programs.coaching.permissions import can_send_for_signing
from programs.coaching.queries import (
    Agreement,
    agreement_in,
    clients_of,
    current_agreement,
    differences_for,
    get_contract_to_design,
    get_open_amendment,
    objectives_of_contract,
    open_amendment,
    parties_of,
    sessions_used,
    signing_of,
    version_in_force,
    versions_for,
)
from programs.covenant.queries import reading_of
from programs.goals.queries import with_path
from programs.goals.reading import reads_objective


def _to(request: HttpRequest, page: str, engagement_id: UUID) -> HttpResponse:
    return redirect(organization_url(request, f"coaching:{page}", engagement_id=engagement_id))


@member_view
@require_http_methods(["GET", "POST"])
def contract_amend(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Say why the agreement shall change; then it can be written."""
    contract, _ = get_contract_to_design(request.membership, engagement_id)
    form, proposed = AmendForm(request.POST or None), {"contract": contract, "by": request.membership}
    if request.method == "POST" and form.is_valid() and apply_action(form, propose_amendment, **proposed):
        messages.success(request, "Write what shall change. What you signed holds until everybody has signed anew.")
        return _to(request, "contract-amendment", engagement_id)
    return render_form(request, "coaching/contract_amend.html", {"form": form, **_state(contract)})


def _state(contract) -> dict:
    """Whether a change can be proposed now."""
    return {
        "contract": contract,
        "engagement": contract.engagement,
        "amendable": contract.engagement.state in AMENDABLE,
        "amendment": open_amendment(contract),
    }


@member_view
@require_http_methods(["GET", "POST"])
def contract_amendment(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Write the change, beside what it makes different."""
    contract, place = get_contract_to_design(request.membership, engagement_id)
    amendment = get_open_amendment(contract)
    draft, data = from_json(amendment.draft), request.POST or None
    form = AmendmentForm(data, initial=values_of(draft, AmendmentForm), clauses=clause_forms(draft, data))
    changed = {"amendment": amendment, "by": request.membership}
    if data and form.is_valid() and form.clauses.is_valid() and apply_action(form, change_amendment, **changed):
        messages.success(request, "Saved. Client and coach see it; the others when it is sent for signing.")
        return _to(request, "contract-amendment", engagement_id)
    return render_form(request, "coaching/contract_amendment.html", _amendment_page(contract, place, amendment, form))


def _amendment_page(contract, place, amendment, form) -> dict:
    parties = parties_of(contract)
    objectives = objectives_of_contract(parties)
    signing, holds = signing_of(contract, parties, objectives), version_in_force(contract)
    proposed = current_agreement(contract, parties, objectives, amendment)
    base = versions_for(contract, place).filter(pk=holds.pk).first()
    return {
        "contract": contract,
        "engagement": contract.engagement,
        "amendment": amendment,
        "form": form,
        "clauses": form.clauses,
        "signing": signing,
        "used": sessions_used(contract),
        "sends": can_send_for_signing(place) and not signing.current,
        "base": base,
        "differences": differences_for(agreement_in(base) if base else Agreement("", {}), proposed, place),
    }


@member_view
@require_http_methods(["GET", "POST"])
def contract_amendment_drop(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Ask, and drop the change: what was signed goes on to hold."""
    contract, _ = get_contract_to_design(request.membership, engagement_id)
    amendment = get_open_amendment(contract)
    if request.method == "POST":
        drop_amendment(amendment=amendment, by=request.membership)
        messages.success(request, "The change is dropped. What you have signed goes on to hold.")
        return _to(request, "contract-agreement", engagement_id)
    context = {"contract": contract, "amendment": amendment, "asked": amendment.versions.exists()}
    return render_form(request, "coaching/contract_amendment_drop.html", context)


@member_view
@require_http_methods(["GET", "POST"])
def contract_extend(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """A later end or more sessions, below what became of the objectives so far."""
    contract, place = get_contract_to_design(request.membership, engagement_id)
    form = ExtendForm(request.POST or None, initial={"ends_on": contract.engagement.ends_on})
    asked = {"contract": contract, "by": request.membership}
    if request.method == "POST" and form.is_valid() and apply_action(form, extend_contract, **asked):
        sent = can_send_for_signing(place)
        messages.success(request, "It is out for signing. Everybody is told." if sent else "Your coach sends it on.")
        return _to(request, "contract-agreement", engagement_id)
    context = {"form": form, **_state(contract), **_objectives(contract, place), "used": sessions_used(contract)}
    return render_form(request, "coaching/contract_extend.html", context)


def _objectives(contract, place) -> dict:
    """Where each objective stands that this party reads."""
    parties, reading = parties_of(contract), reading_of(place)
    shown = [row for row in objectives_of_contract(parties) if reads_objective(reading, row)]
    for objective in shown:
        with_path(objective, reading=reading)
    return {"objectives": shown, "parties": parties, "group": len(clients_of(parties)) > 1, "reading": reading}
