"""Pages of questionnaires: the list, one with its versions, the preview, and their lives."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.decorators import administrator_view, manager_view
from portal.errors import DomainError
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.evaluations import actions, queries
from programs.evaluations.forms import AnswerForm, CopyForm, PublishForm, QuestionnaireForm
from programs.evaluations.questions import (
    Words,
    fingerprint,
    for_role,
    in_language,
    is_question,
    language_name,
    missing_words,
)
from programs.evaluations.views.answering import words_context


@manager_view
@require_GET
def questionnaire_list(request) -> HttpResponse:
    """Every questionnaire of the organization."""
    context = {"families": queries.questionnaire_families(), "missing": queries.missing_standards()}
    return render(request, "evaluations/questionnaire_list.html", context)


@administrator_view
@require_POST
def add_standards(request) -> HttpResponse:
    """Bring in the portal's own questionnaires."""
    actions.ensure_library(by=request.membership)
    messages.success(request, "They are there. Look at them, or make your own versions.")
    return redirect(organization_url(request, "evaluations:questionnaire-list"))


@manager_view
@require_GET
def questionnaire_detail(request, questionnaire_id) -> HttpResponse:
    """A version, and what else there is of it."""
    row = queries.get_questionnaire(questionnaire_id)
    context = {
        "row": row,
        "family": queries.versions_of(row.code),
        "languages": [(code, language_name(code), len(missing_words(row, code))) for code in sorted(row.translations)],
        "language_name": language_name(row.language),
        "questions": sum(is_question(entry) for entry in row.questions),
    }
    return render(request, "evaluations/questionnaire_detail.html", context)


@manager_view
@require_GET
def preview(request, questionnaire_id) -> HttpResponse:
    """The questions as they are asked, for a role, in a language; nothing is sent."""
    row = queries.get_questionnaire(questionnaire_id)
    role = request.GET.get("role", "")
    words = in_language(row, request.GET.get("language", ""))
    questions = for_role(words.questions, role) if role else words.questions
    words = Words(words.language, words.title, words.introduction, questions)
    used = {entry["only"] for entry in row.questions if entry.get("only")}
    context = {
        "row": row,
        "form": AnswerForm(questions=questions, language=words.language),
        "role": role,
        "roles": [pair for pair in queries.roles_known() if pair[0] in used],
        **words_context(row, words),
    }
    return render(request, "evaluations/questionnaire_preview.html", context)


@administrator_view
@require_http_methods(["GET", "POST"])
def create_questionnaire(request) -> HttpResponse:
    """Begin one from nothing."""
    form = QuestionnaireForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = apply_action(form, _create, by=request.membership)
        if row:
            return to_draft(request, row)
    return render_form(request, "evaluations/questionnaire_form.html", {"form": form})


def _create(*, base: str, **values):
    return actions.create_questionnaire(**values)


def to_draft(request, row) -> HttpResponse:
    """Back to the page on which a draft is written."""
    return redirect(organization_url(request, "evaluations:questionnaire-change", questionnaire_id=row.pk))


def to_detail(request, row) -> HttpResponse:
    """Back to the page of a version."""
    return redirect(organization_url(request, "evaluations:questionnaire-detail", questionnaire_id=row.pk))


@administrator_view
@require_http_methods(["GET", "POST"])
def copy_questionnaire(request, questionnaire_id) -> HttpResponse:
    """Make one's own version."""
    row = queries.get_questionnaire(questionnaire_id)
    form = CopyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        draft = apply_action(form, actions.copy_questionnaire, questionnaire=row, by=request.membership)
        if draft:
            messages.success(request, "The draft is there. Nobody is asked with it before you publish it.")
            return to_draft(request, draft)
    context = {"form": form, "row": row, "draft": queries.versions_of(row.code).draft}
    return render_form(request, "evaluations/questionnaire_copy.html", context)


@administrator_view
@require_http_methods(["GET", "POST"])
def publish_questionnaire(request, questionnaire_id) -> HttpResponse:
    """The last look, and then it stays as it is."""
    row = queries.get_questionnaire(questionnaire_id)
    lacking = [(language_name(code), missing_words(row, code)) for code in sorted(row.translations)]
    lacking = [pair for pair in lacking if pair[1]]
    sent = request.POST if request.method == "POST" else None
    form = PublishForm(sent, lacking=bool(lacking), initial={"base": fingerprint(row)})
    if request.method == "POST" and form.is_valid():
        if apply_action(form, actions.publish_questionnaire, questionnaire=row, by=request.membership):
            messages.success(request, f"“{row.title}” is published. New rounds ask it from now on.")
            return to_detail(request, row)
        form.rebase(fingerprint(row))
    context = {"form": form, "row": row, "lacking": lacking, "asked": queries.versions_of(row.code).asked}
    return render_form(request, "evaluations/questionnaire_publish.html", context)


@administrator_view
@require_POST
def retire_questionnaire(request, questionnaire_id) -> HttpResponse:
    """No new round uses it."""
    return _step(request, questionnaire_id, actions.retire_questionnaire, "No new round uses this version any more.")


@administrator_view
@require_POST
def restore_questionnaire(request, questionnaire_id) -> HttpResponse:
    """New rounds may use it again."""
    return _step(request, questionnaire_id, actions.restore_questionnaire, "It can be asked again.")


def _step(request, questionnaire_id, action, done: str) -> HttpResponse:
    row = queries.get_questionnaire(questionnaire_id)
    try:
        action(questionnaire=row, by=request.membership)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, done)
    return to_detail(request, row)


@administrator_view
@require_http_methods(["GET", "POST"])
def delete_draft(request, questionnaire_id) -> HttpResponse:
    """Ask, then give a draft up."""
    row = queries.get_questionnaire(questionnaire_id)
    if request.method == "POST":
        try:
            actions.delete_draft(questionnaire=row, by=request.membership)
        except DomainError as error:
            messages.error(request, error.message)
            return to_detail(request, row)
        messages.success(request, f"The draft of “{row.title}” is deleted.")
        return redirect(organization_url(request, "evaluations:questionnaire-list"))
    return render(request, "evaluations/questionnaire_delete.html", {"row": row})
