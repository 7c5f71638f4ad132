"""Pages of results."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.decorators import manager_view, member_view
from portal.ui.nav import find_url
from programs.evaluations import queries

DISTRIBUTION_HEADERS = ["Answer", "People"]


@member_view
@require_GET
def round_results(request, round_id) -> HttpResponse:
    """What came in, as far as it can be shown without telling anybody's answer."""
    round, place = queries.get_round_for(request.membership, round_id)
    results = queries.results_of(round, request.membership)
    context = {
        "round": round,
        "engagement": round.engagement,
        "place": place,
        "results": results,
        "about_a_person": queries.is_about_a_person(round),
        "is_subject": round.subject_id == place.pk,
        "distribution_headers": DISTRIBUTION_HEADERS,
    }
    return render(request, "evaluations/round_results.html", context)


@manager_view
@require_GET
def overview(request) -> HttpResponse:
    """Counts and averages of the programs that this person runs."""
    context = {
        "programs": queries.overview_for(request.membership),
        "programs_href": find_url(request, "engagements:program-list"),
        "distribution_headers": DISTRIBUTION_HEADERS,
    }
    return render(request, "evaluations/overview.html", context)
