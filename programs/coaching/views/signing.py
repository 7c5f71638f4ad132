"""The agreement: its full text, who signed it, its versions and changes, and the form that signs it."""

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
from programs.coaching.lifecycle import AMENDABLE
from programs.coaching.permissions import can_design, can_send_for_signing
from programs.coaching.queries import (
    agreement_in,
    amendments_for,
    differences_for,
    get_contract_for,
    get_contract_to_design,
    objectives_of_contract,
    parties_of,
    sheet_of,
    signing_of,
    standings_of,
    version_in_force,
    versions_for,
)
from programs.coaching.views.versions import base_of


@member_view
@require_POST
def contract_send(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Send the design, or the change, to every party for signing."""
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
    versions = list(versions_for(contract, place))
    standings = standings_of(contract, versions, signing)
    shown = _shown(contract, signing, versions)
    amends = can_design(place) and contract.engagement.state in AMENDABLE
    return {
        "contract": contract,
        "engagement": contract.engagement,
        "place": place,
        "form": form,
        "signing": signing,
        "sheet": sheet_of(shown, place, signing) if shown else None,
        "standing": standings[shown.number] if shown else None,
        "signs": signing.waits_for(place),
        "versions": [(row, standings[row.number]) for row in versions],
        "amendments": amendments_for(contract, place),
        "amends": amends and signing.amendment is None,
        "edits": amends and signing.amendment is not None,
        "sends": amends and can_send_for_signing(place),
        **_compared(place, shown, versions),
    }


def _shown(contract, signing, versions):
    """What is signed now; while a change is only written, what holds; nothing from before this party came."""
    version = signing.version or (version_in_force(contract) if signing.amendment else None)
    return next((row for row in versions if version and row.pk == version.pk), None)


def _compared(place, shown, versions) -> dict:
    """What a version that is not the first says otherwise."""
    base = base_of(shown, versions) if shown else None
    if base is None:
        return {"base": None, "differences": []}
    return {"base": base, "differences": differences_for(agreement_in(base), agreement_in(shown), place)}
