"""Pages on which somebody is asked."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.decorators import member_view
from portal.errors import DomainError
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.evaluations import actions, queries
from programs.evaluations.forms import AnswerForm
from programs.evaluations.questions import best_language, language_name


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
        return too_late(request, context)
    context["readers"] = queries.answer_readers(asked)
    answer = answering(request, asked, by=request.membership, context=context)
    return answer or redirect(organization_url(request, "evaluations:request-answer", request_id=asked.pk))


def answering(
    request, asked, *, by, context: dict, template: str = "evaluations/request_answer.html", shows_draft: bool = True
):
    """The page with the questions and what was sent to it: answers, a draft, or another language.

    Args:
        by: the member who answers; None for a guest, whose link was checked.
        context: of the template.
        shows_draft: whether what was saved on the way may be seen here.

    Returns:
        The page; None when the answers are handed in.
    """
    words = queries.words_for(asked, _language(request, asked.round.questionnaire))
    typed, saved_at = queries.draft_answers(asked) if request.method == "GET" and shows_draft else ({}, None)
    form = AnswerForm(request.POST or None, questions=words.questions, language=words.language, initial=typed)
    page = {**context, "form": form, "saved_at": saved_at, **words_context(asked.round.questionnaire, words)}
    page["may_be_named"] = asked.group == "manager"
    if request.POST.get("step") == "save":
        return _save_draft(request, asked, by, page, template)
    if request.POST.get("language"):
        page["form"] = AnswerForm(questions=words.questions, language=words.language, initial=form.typed)
        return render(request, template, page)
    if request.method == "POST" and form.is_valid():
        agreed = request.POST.get("by_name") == "1"
        if act(form, actions.answer_request, request=asked, answers=form.cleaned_data, by=by, by_name=agreed):
            messages.success(request, "Thank you. Your answers are handed in.")
            return None
    return render_form(request, template, page)


def act(form, action, **values):
    """Run an action that takes other values than the form's fields; see `apply_action`."""
    return apply_action(form, lambda **_: action(**values))


def _save_draft(request, asked, by, page: dict, template: str) -> HttpResponse:
    form, refused, draft = page["form"], "", None
    try:
        draft = actions.save_draft(request=asked, answers=form.typed, by=by)
    except DomainError as error:
        refused = error.message
    page["form"] = AnswerForm(questions=form.questions, language=form.language, initial=form.typed)
    page |= {"saved_at": draft and draft.saved_at, "refused": refused}
    status = 422 if refused else 200
    return render(request, "evaluations/_saved.html" if request.htmx else template, page, status=status)


def too_late(request, context: dict, template: str = "evaluations/request_state.html") -> HttpResponse:
    """Why the questions cannot be answered, with what was typed all the same."""
    form = AnswerForm(request.POST or None, questions=queries.questions_for(context["asked"]))
    typed = form.typed if request.method == "POST" else {}
    labels = {question["key"]: question["label"] for question in form.questions}
    context["typed"] = [
        (labels[key], ", ".join(value) if isinstance(value, list) else value) for key, value in typed.items()
    ]
    if request.htmx:
        return render(request, "evaluations/_saved.html", {"refused": "Not saved: this is closed now."})
    return render(request, template, context, status=409 if request.POST else 200)


def _language(request, questionnaire) -> str:
    """What was chosen, or else what the browser likes best of what there is."""
    there = {questionnaire.language, *questionnaire.translations}
    for chosen in (request.POST.get("language"), request.POST.get("shown"), request.GET.get("language")):
        if chosen in there:
            return chosen
    return best_language(questionnaire, request.headers.get("accept-language", ""))


def words_context(questionnaire, words) -> dict:
    """The words of the page, and the languages there are."""
    codes = [questionnaire.language, *sorted(questionnaire.translations)]
    languages = [(code, language_name(code)) for code in codes] if len(codes) > 1 else []
    return {"words": words, "languages": languages, "language_name": language_name(words.language)}
