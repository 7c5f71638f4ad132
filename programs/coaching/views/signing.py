"""The agreement: its full text, who signed it, and the form that signs it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import member_view
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.coaching.actions import send_for_signing, sign_contract
from programs.coaching.forms import SignForm
from programs.coaching.queries import (
    get_contract_for,
    get_contract_to_design,
    objectives_of_contract,
    parties_of,
    sections_of,
    signing_of,
)
from programs.coaching.views.page import named


@member_view
@require_POST
def contract_send(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Send the design to every party for signing."""
    contract, _ = get_contract_to_design(request.membership, engagement_id)
    version = send_for_signing(contract=contract, by=request.membership)
    messages.success(request, f"Version {version.number} is out for signing. Everybody is told.")
    return redirect(organization_url(request, "coaching:contract-agreement", engagement_id=engagement_id))


@member_view
@require_http_methods(["GET", "POST"])
def contract_agreement(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Read, print and sign. After a refusal the page shows the newest version, with the typed name kept."""
    contract, place = get_contract_for(request.membership, engagement_id)
    form = SignForm(request.POST or None, contract=contract, signer=place.name)
    if request.method == "POST" and form.is_valid() and apply_action(form, sign_contract, by=place):
        messages.success(request, "You have signed the agreement.")
        return redirect(organization_url(request, "coaching:contract-detail", engagement_id=engagement_id))
    return render_form(request, "coaching/contract_agreement.html", _agreement_page(contract, place, form))


def _agreement_page(contract, place, form) -> dict:
    parties = parties_of(contract)
    signing = signing_of(contract, parties, objectives_of_contract(parties))
    return {
        "contract": contract,
        "engagement": contract.engagement,
        "form": form,
        "signing": signing,
        "documents": [sections_of(text) for text in signing.texts_for(place)],
        "digest": signing.digest_for(place),
        "signatures": named(signing.signatures, parties),
        "signs": signing.waits_for(place),
    }
