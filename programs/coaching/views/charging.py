"""How each session counts; let a late cancellation go, or count it after all."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import member_view
from portal.ui.nav import organization_url
from programs.coaching.actions import charge_again, waive_charge
from programs.coaching.queries import budget_of, count_sessions, get_charge_for, get_contract_to_design


@member_view
@require_safe
def contract_budget(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Every session of a contract and whether it counts, for client and coach."""
    contract, place = get_contract_to_design(request.membership, engagement_id)
    rows = budget_of(contract)
    charges = {row.session.pk: row.charge for row in rows if row.charge}
    count = count_sessions(contract, [row.session for row in rows], timezone.now(), charges)
    context = {"contract": contract, "engagement": contract.engagement, "place": place, "rows": rows, "count": count}
    return render(request, "coaching/contract_budget.html", context)


@member_view
@require_POST
def charge_waive(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Let it go (`waived=1`), or count it again (`waived=0`)."""
    charge, place = get_charge_for(request.membership, session_id)
    if request.POST.get("waived") == "1":
        waive_charge(charge=charge, by=place)
        messages.success(request, "Let go. The session can be booked again.")
    else:
        charge_again(charge=charge, by=place)
        messages.success(request, "It counts. The client sees that on the session’s page.")
    return redirect(organization_url(request, "scheduling:session-detail", session_id=session_id))
