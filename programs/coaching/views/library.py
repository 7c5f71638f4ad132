"""The library of clauses of a coaching program, for those who run it."""

from uuid import UUID

from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import manager_view
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.coaching.actions import adopt_built_in, change_clause, create_clause, end_clause, offer_clause_again
from programs.coaching.forms_design import LibraryClauseForm
from programs.coaching.queries import get_coaching_program
from programs.coaching.queries.clauses import built_in_left, get_library_clause, library_rows, may_write


def _back(request: HttpRequest, program_id: UUID) -> HttpResponse:
    return redirect(organization_url(request, "coaching:clause-list", program_id=program_id))


@manager_view
@require_safe
def clause_list(request: HttpRequest, program_id: UUID) -> HttpResponse:
    """All clauses that contracts of the program can take, and those that come with the portal."""
    program = get_coaching_program(request.membership, program_id)
    rows = library_rows(program, request.membership)
    context = {"program": program, "rows": rows, "left": built_in_left(program)}
    return render(request, "coaching/clause_list.html", context)


@manager_view
@require_http_methods(["GET", "POST"])
def clause_create(request: HttpRequest, program_id: UUID) -> HttpResponse:
    """A new clause."""
    program = get_coaching_program(request.membership, program_id)
    form = LibraryClauseForm(request.POST or None, shared=request.membership.is_administrator)
    if request.method == "POST" and form.is_valid():
        if apply_action(form, create_clause, program=program, by=request.membership):
            messages.success(request, "The clause is in the library.")
            return _back(request, program_id)
    return render_form(request, "coaching/clause_form.html", {"form": form, "program": program})


@manager_view
@require_http_methods(["GET", "POST"])
def clause_change(request: HttpRequest, program_id: UUID, clause_id: UUID) -> HttpResponse:
    """Write a clause anew; contracts that have it keep their words."""
    program = get_coaching_program(request.membership, program_id)
    clause = get_library_clause(program, clause_id)
    form = LibraryClauseForm(request.POST or None, initial=model_to_dict(clause))
    if request.method == "POST" and form.is_valid():
        if apply_action(form, change_clause, program=program, clause=clause, by=request.membership):
            messages.success(request, "The clause is changed. Contracts that have it keep their words.")
            return _back(request, program_id)
    context = {"form": form, "program": program, "clause": clause, "writes": may_write(request.membership, clause)}
    return render_form(request, "coaching/clause_form.html", context)


@manager_view
@require_POST
def clause_end(request: HttpRequest, program_id: UUID, clause_id: UUID) -> HttpResponse:
    """Offer a clause no more, or again."""
    program = get_coaching_program(request.membership, program_id)
    clause = get_library_clause(program, clause_id)
    if request.POST.get("again"):
        offer_clause_again(program=program, clause=clause, by=request.membership)
        messages.success(request, "The clause is offered again.")
    else:
        end_clause(program=program, clause=clause, by=request.membership)
        messages.success(request, "The clause is offered no more. Contracts that have it keep it.")
    return _back(request, program_id)


@manager_view
@require_POST
def clause_adopt(request: HttpRequest, program_id: UUID) -> HttpResponse:
    """Take over the clauses that come with the portal."""
    program = get_coaching_program(request.membership, program_id)
    count = adopt_built_in(program=program, by=request.membership)
    messages.success(request, f"{count} clause{'' if count == 1 else 's'} taken over. Change them as you like.")
    return _back(request, program_id)
