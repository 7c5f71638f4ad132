"""Pages of questions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import member_view
from portal.errors import NotAllowed
from portal.ui.forms import apply_action, render_form, values_of
from portal.ui.middleware import back_href
from portal.ui.nav import organization_url
from programs.engagements.queries import get_engagement_for
from programs.goals import actions, permissions
from programs.goals.forms_questions import AnswerForm, QuestionForm
from programs.goals.queries import sits_in
from programs.goals.queries_questions import get_question_for, questions_in, readers_of_questions
from programs.scheduling.queries import get_session_in


def _list_url(request, engagement) -> str:
    return organization_url(request, "goals:question-list", engagement_id=engagement.pk)


def _posted(request):
    return request.POST if request.method == "POST" else None


@member_view
@require_http_methods(["GET", "POST"])
def question_list(request, engagement_id) -> HttpResponse:
    """The questions of one engagement that this person reads, and a form for those who ask."""
    engagement, place = get_engagement_for(request.membership, engagement_id)
    if not sits_in(place):
        raise NotAllowed("Questions stay between those who sit in the sessions.")
    form = QuestionForm(_posted(request))
    known = {"engagement": engagement, "by": place}
    if form.is_valid() and apply_action(form, actions.ask_question, **known):
        messages.success(request, "Asked. Who leads is told that there is a question, not what it says.")
        return redirect(_list_url(request, engagement))
    questions = [_shown(question, engagement, place) for question in questions_in(engagement, place)]
    context = {
        "form": form,
        "engagement": engagement,
        "place": place,
        "waiting": [question for question in questions if not question.answered_at],
        "answered": [question for question in questions if question.answered_at],
        "may_ask": permissions.can_ask_question(place, engagement),
        "readers": readers_of_questions(engagement, place),
    }
    return render_form(request, "goals/question_list.html", context)


def _shown(question, engagement, place):
    question.engagement = engagement
    question.may_change = permissions.can_change_question(place, question)
    question.may_answer = permissions.can_answer_question(place, question)
    question.may_bring = permissions.can_bring_question(place, question)
    return question


@member_view
@require_http_methods(["GET", "POST"])
def question_change(request, question_id) -> HttpResponse:
    """Change one’s own question."""
    question, place = get_question_for(request.membership, question_id)
    if not permissions.can_change_question(place, question):
        raise NotAllowed("A question is changed by the person who asked it, while it is open.")
    form = QuestionForm(_posted(request), initial=values_of(question, QuestionForm))
    known = {"question": question, "by": place}
    if form.is_valid() and apply_action(form, actions.change_question, **known):
        messages.success(request, "Changed.")
        return redirect(_list_url(request, question.engagement))
    context = {"form": form, "question": question, "engagement": question.engagement}
    return render_form(request, "goals/question_form.html", context)


@member_view
@require_POST
def question_withdraw(request, question_id) -> HttpResponse:
    """Take one’s own question back."""
    question, place = get_question_for(request.membership, question_id)
    actions.withdraw_question(question=question, by=place)
    messages.success(request, "Withdrawn. Nobody sees this question any more.")
    return redirect(_list_url(request, question.engagement))


@member_view
@require_http_methods(["GET", "POST"])
def question_answer(request, question_id) -> HttpResponse:
    """Mark a question as answered, with what is worth remembering. `session` says on whose agenda it stood."""
    question, place = get_question_for(request.membership, question_id)
    if not permissions.can_answer_question(place, question):
        raise NotAllowed("A question is marked as answered by who leads, and by the person who asked it.")
    session = get_session_in(question.engagement, request.POST.get("session", request.GET.get("session", "")))
    form = AnswerForm(_posted(request), initial={"answer": question.answer})
    known = {"question": question, "by": place, "session": session}
    if form.is_valid() and apply_action(form, actions.answer_question, **known):
        messages.success(request, "Answered. It leaves the agenda.")
        return redirect(_after(request, question, session))
    context = {"form": form, "question": question, "engagement": question.engagement, "session": session}
    return render_form(request, "goals/question_answer.html", context)


def _after(request, question, session) -> str:
    if session is None:
        return _list_url(request, question.engagement)
    return organization_url(request, "scheduling:session-detail", session_id=session.pk)


@member_view
@require_POST
def question_reopen(request, question_id) -> HttpResponse:
    """Say that a question is not answered after all."""
    question, place = get_question_for(request.membership, question_id)
    actions.reopen_question(question=question, by=place)
    messages.success(request, "Open again. It is on the next agenda.")
    return redirect(_list_url(request, question.engagement))


@member_view
@require_POST
def question_bring(request, question_id) -> HttpResponse:
    """Make one’s own question a topic of the next session."""
    question, place = get_question_for(request.membership, question_id)
    topic = actions.bring_question(question=question, by=place)
    messages.success(request, "It is a topic of the next session." if topic.session_id else "It waits as a topic.")
    return redirect(back_href(request))
