"""What a program declares before anybody joins."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts.decorators import manager_view
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.covenant.actions import declare_terms
from programs.covenant.forms import ProgramTermsForm
from programs.covenant.queries import declared_terms
from programs.covenant.sentences import columns_of
from programs.covenant.views.page import words_of
from programs.engagements.queries import get_program_for


@manager_view
@require_http_methods(["GET", "POST"])
def program_terms(request: HttpRequest, program_id: UUID) -> HttpResponse:
    """Who sees what in the engagements of a program, and what the organization reserves for itself."""
    program = get_program_for(request.membership, program_id)
    terms, may = declared_terms(program), request.membership.is_administrator
    columns = columns_of(terms, request.organization.name)
    form = ProgramTermsForm(request.POST or None, terms=terms, columns=columns, reserves=may)
    sent = request.method == "POST" and form.is_valid()
    if sent and apply_action(form, declare_terms, program=program, by=request.membership):
        messages.success(request, "Saved. It holds for everybody who has not signed yet.")
        return redirect(organization_url(request, "covenant:program-terms", program_id=program.pk))
    context = {"form": form, "program": program, **words_of(terms, columns)}
    return render_form(request, "covenant/program_terms.html", context)
