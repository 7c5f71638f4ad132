"""One version of an agreement: as a page, with what it says otherwise than another one, and as a file to keep."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.decorators import member_view
from programs.coaching.queries import (
    agreement_in,
    differences_for,
    document_of,
    get_contract_for,
    get_version_for,
    objectives_of_contract,
    parties_of,
    sheet_of,
    signing_of,
    standings_of,
    versions_for,
)


@member_view
@require_safe
def contract_version(request: HttpRequest, engagement_id: UUID, number: int) -> HttpResponse:
    """What it said, who signed it, and what differs from the one before; or from the one that is asked for."""
    contract, place = get_contract_for(request.membership, engagement_id)
    version = get_version_for(contract, place, number)
    page = version_page(contract, place, version, request.GET.get("with", ""))
    return render(request, "coaching/contract_version.html", page)


@member_view
@require_safe
def contract_document(request: HttpRequest, engagement_id: UUID, number: int) -> HttpResponse:
    """The texts as they were signed, the signatures and the seal, as plain text."""
    contract, place = get_contract_for(request.membership, engagement_id)
    page = version_page(contract, place, get_version_for(contract, place, number))
    words = document_of(contract, page["sheet"], page["standing"], request.organization.name, timezone.now())
    response = HttpResponse(words, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="agreement-version-{number}.txt"'
    return response


def version_page(contract, place, version, compared: str = "") -> dict:
    """The context of a page about one version.

    Args:
        compared: the number of the version to compare it with; empty or unknown for the one before.
    """
    parties = parties_of(contract)
    signing = signing_of(contract, parties, objectives_of_contract(parties))
    versions = list(versions_for(contract, place))
    standings = standings_of(contract, versions, signing)
    others = {str(row.number): row for row in versions if row.pk != version.pk}
    base = others.get(compared) or base_of(version, versions)
    return {
        "contract": contract,
        "engagement": contract.engagement,
        "signing": signing,
        "sheet": sheet_of(version, place, signing),
        "standing": standings[version.number],
        "standings": standings,
        "versions": [(row, standings[row.number]) for row in versions],
        "others": list(others.values()),
        "base": base,
        "differences": differences_for(agreement_in(base), agreement_in(version), place) if base else [],
    }


def base_of(version, versions):
    """What it is compared with: a change with what held when it was sent, a design with the version before.

    Args:
        versions: newest first, with amendments.
    """
    older = [row for row in versions if row.number < version.number]
    if version.amendment_id:
        older = [row for row in older if row.amendment is None or row.amendment.agreed_at]
    return older[0] if older else None
