"""The pages of those who run a program: where a contract is, and who its parties are. Never what they wrote."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import manager_view
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.coaching.actions import remove_client, replace_coach, replace_sponsor
from programs.coaching.forms_closing import CoachForm, SponsorForm
from programs.coaching.lifecycle import ENDABLE
from programs.coaching.queries import (
    chosen_steps,
    clients_of,
    count_sessions,
    get_client_place,
    get_overseen_contract,
    gone_parties,
    objectives_of_contract,
    parties_of,
    signing_of,
)
from programs.coaching.views.stages import stages_of
from programs.covenant.queries import organization_reading
from programs.scheduling.queries import reads_all_attendance, sessions_of, with_attendance

SPONSOR = "sponsor"


@manager_view
@require_safe
def contract_oversee(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Names, dates and states for those who run the program, and the reason of an end, which was written for them."""
    contract = get_overseen_contract(request.membership, engagement_id)
    parties = parties_of(contract)
    reading = organization_reading(contract.engagement, request.membership)
    sessions = list(with_attendance(sessions_of(contract.engagement), reading))
    count = count_sessions(contract, sessions, timezone.now())
    signing = signing_of(contract, parties, objectives_of_contract(parties))
    context = {
        "contract": contract,
        "engagement": contract.engagement,
        "parties": parties,
        "count": count,
        "attended": [row for row in sessions if row.is_completed] if reads_all_attendance(reading) else [],
        "stages": stages_of(contract, signing, parties, count, request.user.time_zone),
        "signing": signing,
        "chosen": chosen_steps(contract),
        "endable": contract.engagement.state in ENDABLE,
    }
    return render(request, "coaching/contract_oversee.html", context)


@manager_view
@require_safe
def contract_people(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Who the parties are, and what can be done where one leaves."""
    contract = get_overseen_contract(request.membership, engagement_id)
    parties = parties_of(contract)
    context = {
        "contract": contract,
        "engagement": contract.engagement,
        "parties": parties,
        "gone": gone_parties(contract),
        "sponsored": any(place.role == SPONSOR for place in parties),
        "group": len(clients_of(parties)) > 1,
        "endable": contract.engagement.state in ENDABLE,
    }
    return render(request, "coaching/contract_people.html", context)


@manager_view
@require_http_methods(["GET", "POST"])
def contract_replace_coach(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Name another coach."""
    contract = get_overseen_contract(request.membership, engagement_id)
    form = CoachForm(request.POST or None, but=parties_of(contract))
    act = {"contract": contract, "by": request.membership}
    if request.method == "POST" and form.is_valid() and apply_action(form, replace_coach, **act):
        messages.success(request, "The contract has another coach. Every party signs once more.")
        return _people(request, contract)
    return render_form(request, "coaching/contract_replace.html", {"form": form, "contract": contract, "of": "coach"})


@manager_view
@require_http_methods(["GET", "POST"])
def contract_replace_sponsor(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Name another sponsor, or go on without one."""
    contract = get_overseen_contract(request.membership, engagement_id)
    parties = parties_of(contract)
    has = any(place.role == SPONSOR for place in parties)
    form = SponsorForm(request.POST or None, but=parties, has_sponsor=has)
    act = {"contract": contract, "by": request.membership}
    if request.method == "POST" and form.is_valid() and apply_action(form, replace_sponsor, **act):
        messages.success(request, "Saved. A new sponsor signs the agreement, and so does every other party.")
        return _people(request, contract)
    context = {"form": form, "contract": contract, "of": "sponsor", "has": has}
    return render_form(request, "coaching/contract_replace.html", context)


@manager_view
@require_http_methods(["GET", "POST"])
def contract_remove_client(request: HttpRequest, engagement_id: UUID, participation_id: UUID) -> HttpResponse:
    """Ask before a client leaves a group."""
    contract = get_overseen_contract(request.membership, engagement_id)
    place = get_client_place(contract, participation_id)
    alone = len(clients_of(parties_of(contract))) == 1
    if request.method == "POST":
        remove_client(contract=contract, place=place, by=request.membership)
        messages.success(request, f"{place.name} has left the group. The others go on as agreed.")
        return _people(request, contract)
    context = {"contract": contract, "client": place, "alone": alone, "endable": contract.engagement.state in ENDABLE}
    return render(request, "coaching/contract_remove_client.html", context)


def _people(request: HttpRequest, contract) -> HttpResponse:
    return redirect(organization_url(request, "coaching:contract-people", engagement_id=contract.pk))
