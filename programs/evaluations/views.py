"""Pages of the room."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.decorators import manager_view, member_view
from portal.errors import NotAllowed
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import find_url, organization_url
from programs.engagements.queries import get_engagement_for
from programs.evaluations import actions, permissions, queries
from programs.evaluations.forms import AnswerForm, FeedbackForm
from programs.evaluations.library import FEEDBACK_360

DISTRIBUTION_HEADERS = ["Answer", "People"]


@member_view
@require_GET
def request_list(request) -> HttpResponse:
    """What this person is asked, and what they have answered."""
    context = {
        "open_requests": queries.open_requests_for(request.membership),
        "answered": queries.answered_requests_for(request.membership),
    }
    return render(request, "evaluations/request_list.html", context)


@member_view
@require_http_methods(["GET", "POST"])
def request_answer(request, request_id) -> HttpResponse:
    """The questions; or, when they cannot be answered (any more), why."""
    asked = queries.get_request_for(request.membership, request_id)
    state = queries.state_of_request(asked, request.membership)
    context = {"asked": asked, "round": asked.round, "engagement": asked.round.engagement, "state": state}
    if state != "open":
        context["sees_results"] = queries.may_open_results(request.membership, asked.round)
        return render(request, "evaluations/request_state.html", context, status=409 if request.POST else 200)
    form = AnswerForm(request.POST or None, questions=queries.questions_for(asked))
    if request.method == "POST" and form.is_valid() and apply_action(form, _answer, asked=asked, by=request.membership):
        messages.success(request, "Thank you. Your answers are handed in.")
        return redirect(organization_url(request, "evaluations:request-answer", request_id=asked.pk))
    readers = queries.answer_readers(asked)
    return render_form(request, "evaluations/request_answer.html", {**context, "form": form, "readers": readers})


def _answer(*, asked, by, **answers):
    return actions.answer_request(request=asked, answers=answers, by=by)


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


@member_view
@require_http_methods(["GET", "POST"])
def feedback_create(request, engagement_id) -> HttpResponse:
    """The coach or mentor invites people to say how they see somebody's work."""
    engagement, place = get_engagement_for(request.membership, engagement_id)
    if not permissions.can_ask_for_feedback(place, engagement):
        raise NotAllowed("A 360 is sent out by the coach or mentor, until the end.")
    form = FeedbackForm(request.POST or None, subjects=queries.feedback_subjects(engagement), stages=queries.STAGES)
    known = {"engagement": engagement, "code": FEEDBACK_360.code, "by": request.membership}
    if request.method == "POST" and form.is_valid() and (round := apply_action(form, actions.plan_round, **known)):
        messages.success(request, "The invitations go out now.")
        return redirect(organization_url(request, "evaluations:round-results", round_id=round.pk))
    return render_form(request, "evaluations/feedback_form.html", {"form": form, "engagement": engagement})
