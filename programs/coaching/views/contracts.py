"""Lists of contracts, a new one, and the page of one."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import manager_view, member_view
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.coaching.actions import create_contract
from programs.coaching.forms import ContractForm
from programs.coaching.queries import (
    contracts_for,
    contracts_overseen_by,
    get_coaching_program,
)
from programs.coaching.views.page import contract_page

PAGE = 30


@member_view
@require_safe
def contract_list(request: HttpRequest) -> HttpResponse:
    """The contracts that I am a party of, and those of the programs that I run, by names, state and dates."""
    membership = request.membership
    overseen = contracts_overseen_by(membership) if membership.runs_programs else []
    page = Paginator(overseen, PAGE).get_page(request.GET.get("page")) if membership.runs_programs else None
    mine = list(contracts_for(membership))
    coaches = any(who.membership_id == membership.pk and who.leads for row in mine for who in row.present)
    context = {"mine": mine, "overseen": page, "coaches": coaches}
    return render(request, "coaching/contract_list.html", context)


@manager_view
@require_http_methods(["GET", "POST"])
def contract_create(request: HttpRequest, program_id: UUID) -> HttpResponse:
    """Set up a contract in a program that I run."""
    program = get_coaching_program(request.membership, program_id)
    form = ContractForm(request.POST or None, late_hours=program.late_hours)
    if request.method == "POST" and form.is_valid():
        contract = apply_action(form, create_contract, program=program, by=request.membership)
        if contract:
            messages.success(request, "The contract is a draft now. Client and coach write the design next.")
            return redirect(organization_url(request, "coaching:contract-oversee", engagement_id=contract.pk))
    return render_form(request, "coaching/contract_form.html", {"form": form, "program": program})


@member_view
@require_safe
def contract_detail(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Everything about a contract that this party may see."""
    return render(request, "coaching/contract_detail.html", contract_page(request, engagement_id))
