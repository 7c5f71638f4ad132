"""Pages of results: a round's for its people, a program's for those who run it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.decorators import manager_view, member_view
from portal.errors import DomainError
from portal.ui.nav import find_url, organization_url
from programs.engagements.queries import get_program_for, people_of
from programs.evaluations import actions, queries
from programs.evaluations.forms.results import CutForm
from programs.evaluations.wording import CHANGE_HEADINGS

CUTS = ("role", "period", "version")
DISTRIBUTION_HEADERS = ["Answer", "People"]


@member_view
@require_GET
def round_results(request, round_id) -> HttpResponse:
    """What came in, as far as it can be shown without telling anybody's answer."""
    round, place, reading = queries.get_round_for(request.membership, round_id)
    results = queries.results_of(round, request.membership, place, reading)
    context = {
        "round": round,
        "engagement": round.engagement,
        "place": place,
        "results": results,
        "reading": reading,
        "people": people_of(round.engagement),
        "changes": queries.changes_of(round) if results.shown else None,
        "about_a_person": queries.is_about_a_person(round),
        "is_subject": round.subject_id == place.pk,
        "distribution_headers": DISTRIBUTION_HEADERS,
        "change_headings": CHANGE_HEADINGS,
    }
    return render(request, "evaluations/round_results.html", context)


@manager_view
@require_GET
def overview(request) -> HttpResponse:
    """What was asked and answered in the programs that this person runs."""
    context = {
        "programs": queries.overview_for(request.membership),
        "programs_href": find_url(request, "engagements:program-list"),
    }
    return render(request, "evaluations/overview.html", context)


@manager_view
@require_GET
def program_results(request, program_id) -> HttpResponse:
    """Figures of a program, whole or cut."""
    return render(request, "evaluations/program_results.html", _program_context(request, program_id))


@manager_view
@require_GET
def program_report(request, program_id) -> HttpResponse:
    """The same to print."""
    return render(request, "evaluations/report.html", _program_context(request, program_id))


def _program_context(request, program_id) -> dict:
    results = queries.program_results_for(request.membership, program_id, _cut(request.GET))
    return {
        "results": results,
        "program": results.program,
        "form": CutForm(initial={name: request.GET.get(name, "") for name in CUTS}, choices=results.choices),
        "cut": [(name, value) for name in CUTS if (value := getattr(results.cut, name))],
        "distribution_headers": DISTRIBUTION_HEADERS,
        "change_headings": CHANGE_HEADINGS,
    }


def _cut(values) -> queries.Cut:
    return queries.Cut(**{name: values.get(name, "")[:60] for name in CUTS})


@manager_view
@require_POST
def program_export(request, program_id) -> HttpResponse:
    """The same as a file. It leaves an entry in the audit trail, so it is a POST."""
    program = get_program_for(request.membership, program_id)
    form, cut = request.POST.get("form", ""), _cut(request.POST)
    try:
        file = actions.export_results(program=program, form=form, by=request.membership, cut=cut)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect(organization_url(request, "evaluations:program-results", program_id=program.pk))
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"', "Cache-Control": "no-store"}
    return HttpResponse(file.content, content_type=file.content_type, headers=headers)
