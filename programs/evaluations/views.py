"""Pages of the room."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.decorators import member_view
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.evaluations import actions, queries
from programs.evaluations.forms import AnswerForm


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
