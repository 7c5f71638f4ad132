"""Who sees what in an engagement: read, sign, change."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts.decorators import member_view
from portal.errors import NotAllowed
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.covenant import actions
from programs.covenant.forms import ProposeForm, SignForm
from programs.covenant.permissions import can_propose_covenant
from programs.covenant.queries import get_version
from programs.covenant.views.page import covenant_page, drop_page, propose_page
from programs.engagements.queries import get_engagement_for

OVER = "What was signed stays as it is after the end."


@member_view
@require_http_methods(["GET", "POST"])
def covenant_detail(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Read and sign. After a refusal the page shows what would be signed now."""
    engagement, place = get_engagement_for(request.membership, engagement_id)
    form = SignForm(request.POST if request.method == "POST" else None)
    sent = request.method == "POST" and form.is_valid()
    if sent and apply_action(form, actions.sign_covenant, engagement=engagement, by=place):
        messages.success(request, "You have signed who sees what.")
        return _to_covenant(request, engagement)
    return render_form(request, "covenant/detail.html", {**covenant_page(request, engagement, place), "form": form})


@member_view
@require_http_methods(["GET", "POST"])
def covenant_propose(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """The form for other terms; everybody is asked to sign them."""
    engagement, place = get_engagement_for(request.membership, engagement_id)
    if not can_propose_covenant(place, engagement):
        raise NotAllowed(OVER)
    context = propose_page(request, engagement)
    form = ProposeForm(request.POST or None, terms=context["terms"], columns=context["columns"])
    sent = request.method == "POST" and form.is_valid()
    if sent and apply_action(form, actions.propose_covenant, engagement=engagement, by=place):
        messages.success(request, "You proposed a change and signed it. The others are asked to sign.")
        return _to_covenant(request, engagement)
    return render_form(request, "covenant/propose.html", {**context, "form": form})


@member_view
@require_http_methods(["GET", "POST"])
def covenant_drop(request: HttpRequest, engagement_id: UUID, number: int) -> HttpResponse:
    """Ask before a proposal is taken back, or the old terms are kept."""
    engagement, place = get_engagement_for(request.membership, engagement_id)
    covenant = get_version(engagement, number)
    if not can_propose_covenant(place, engagement):
        raise NotAllowed(OVER)
    if request.method == "POST":
        actions.drop_proposal(covenant=covenant, by=place)
        messages.success(request, "The proposal is off. Nothing changes, and everybody is told.")
        return _to_covenant(request, engagement)
    return render_form(request, "covenant/drop.html", drop_page(request, covenant, place))


def _to_covenant(request: HttpRequest, engagement) -> HttpResponse:
    return redirect(organization_url(request, "covenant:covenant-detail", engagement_id=engagement.pk))
