"""Let a late cancellation go, or count it after all."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.decorators import member_view
from portal.ui.nav import organization_url
from programs.coaching.actions import charge_again, waive_charge
from programs.coaching.queries import get_charge_for


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
