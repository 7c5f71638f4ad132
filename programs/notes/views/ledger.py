"""The page of the ledger."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.decorators import member_view
from programs.engagements.queries import get_engagement_for
from programs.notes.queries import openings_by_the_organization, openings_of_notes_by

PAGE = 50


@member_view
@require_http_methods(["GET"])
def ledger(request, engagement_id):
    """Who opened the person's own notes here, and every opening by those who run the program. No note's text."""
    engagement, place = get_engagement_for(request.membership, engagement_id)
    mine = openings_of_notes_by(place, request.user.time_zone)
    context = {
        "engagement": engagement,
        "place": place,
        "openings": openings_by_the_organization(engagement),
        "page": Paginator(mine, PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "notes/ledger.html", context)
