"""Pages on which a draft is written: what stands above, each question, and other languages."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.decorators import administrator_view
from portal.errors import DomainError
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.evaluations import actions, queries
from programs.evaluations.forms import LanguageForm, QuestionForm, QuestionnaireForm, TranslationForm
from programs.evaluations.forms.questions import HINTS, TYPE_NAMES
from programs.evaluations.questions import LANGUAGES, fingerprint, language_name, missing_words
from programs.evaluations.views.answering import act
from programs.evaluations.views.questionnaires import to_detail, to_draft


@administrator_view
@require_http_methods(["GET", "POST"])
def change_questionnaire(request, questionnaire_id) -> HttpResponse:
    """A draft: what stands above its questions, the questions, the languages."""
    row = queries.get_questionnaire(questionnaire_id)
    if row.published_at and request.method == "GET":
        return to_detail(request, row)
    form = QuestionnaireForm(request.POST or None, initial={**vars(row), "base": fingerprint(row)})
    if request.method == "POST" and form.is_valid():
        if apply_action(form, actions.change_questionnaire, questionnaire=row, by=request.membership):
            messages.success(request, "Saved.")
            return to_draft(request, row)
        form.rebase(fingerprint(row))
    return render_form(request, "evaluations/questionnaire_change.html", {"form": form, **_draft_context(row)})


def _draft_context(row) -> dict:
    return {
        "row": row,
        "entries": [(entry, TYPE_NAMES[entry["type"]]) for entry in row.questions],
        "types": [(type, name, HINTS[type]) for type, name in TYPE_NAMES.items()],
        "languages": [(code, language_name(code), len(missing_words(row, code))) for code in sorted(row.translations)],
        "language_form": LanguageForm(taken={row.language, *row.translations}),
        "base": fingerprint(row),
    }


@administrator_view
@require_http_methods(["GET", "POST"])
def add_question(request, questionnaire_id) -> HttpResponse:
    """A new question of the type that the address names."""
    row = queries.get_questionnaire(questionnaire_id)
    type = request.GET.get("type", "")
    if type not in TYPE_NAMES:
        return to_draft(request, row)
    return _question_page(request, row, type, {}, row.questions)


@administrator_view
@require_http_methods(["GET", "POST"])
def change_question(request, questionnaire_id, question_key) -> HttpResponse:
    """One question of a draft."""
    row = queries.get_questionnaire(questionnaire_id)
    place = next((n for n, entry in enumerate(row.questions) if entry["key"] == question_key), None)
    if place is None and request.POST.get("type") in TYPE_NAMES:  # taken out meanwhile: what was typed is not lost
        return _question_page(request, row, request.POST["type"], {"key": question_key}, row.questions)
    if place is None:
        raise Http404
    return _question_page(request, row, row.questions[place]["type"], row.questions[place], row.questions[:place])


def _question_page(request, row, type: str, old: dict, earlier: list[dict]) -> HttpResponse:
    if row.published_at and request.method == "GET":
        return to_detail(request, row)
    known = {"type": type, "earlier": earlier, "roles": queries.roles_known(), "old": old}
    form = QuestionForm(request.POST or None, **known, initial={"base": fingerprint(row)})
    if request.method == "POST" and form.is_valid():
        saved = {"question": form.question(), "key": old.get("key", ""), "base": form.cleaned_data["base"]}
        if act(form, actions.save_question, questionnaire=row, by=request.membership, **saved):
            messages.success(request, "Saved.")
            return to_draft(request, row)
        form.rebase(fingerprint(row))
    context = {"form": form, "row": row, "old": old, "type": type, "type_name": TYPE_NAMES[type], "hint": HINTS[type]}
    return render_form(request, "evaluations/question_form.html", context)


@administrator_view
@require_POST
def move_question(request, questionnaire_id, question_key) -> HttpResponse:
    """One place up or down."""
    row = queries.get_questionnaire(questionnaire_id)
    up = request.POST.get("way") != "down"
    return _changed(request, row, actions.move_question, key=question_key, up=up, base=request.POST.get("base", ""))


def _changed(request, row, action, **values) -> HttpResponse:
    try:
        action(questionnaire=row, by=request.membership, **values)
    except DomainError as error:
        messages.error(request, error.message)
    return to_draft(request, row)


@administrator_view
@require_http_methods(["GET", "POST"])
def remove_question(request, questionnaire_id, question_key) -> HttpResponse:
    """Ask, then take a question out."""
    row = queries.get_questionnaire(questionnaire_id)
    question = next((entry for entry in row.questions if entry["key"] == question_key), None)
    if question is None:
        raise Http404
    if request.method == "POST":
        base = request.POST.get("base", "")
        return _changed(request, row, actions.remove_question, key=question_key, base=base)
    context = {"row": row, "question": question, "base": fingerprint(row)}
    return render(request, "evaluations/question_remove.html", context)


@administrator_view
@require_http_methods(["GET", "POST"])
def translate(request, questionnaire_id, language) -> HttpResponse:
    """All words of a draft beside those in another language."""
    row = queries.get_questionnaire(questionnaire_id)
    if language not in LANGUAGES or language == row.language:
        raise Http404
    if row.published_at and request.method == "GET":
        return to_detail(request, row)
    if request.POST.get("step") == "remove":
        return _changed(request, row, actions.remove_translation, language=language)
    form = TranslationForm(
        request.POST or None, questionnaire=row, language=language, initial={"base": fingerprint(row)}
    )
    if request.method == "POST" and form.is_valid():
        saved = {"language": language, "words": form.words(), "base": form.cleaned_data["base"]}
        if act(form, actions.translate_questionnaire, questionnaire=row, by=request.membership, **saved):
            messages.success(request, "Saved.")
            return to_draft(request, row)
        form.rebase(fingerprint(row))
    context = {"form": form, "row": row, "name": language_name(language), "own_name": language_name(row.language)}
    return render_form(request, "evaluations/questionnaire_translate.html", context)


@administrator_view
@require_GET
def choose_language(request, questionnaire_id) -> HttpResponse:
    """From the list of languages to the page of one."""
    row = queries.get_questionnaire(questionnaire_id)
    form = LanguageForm(request.GET, taken={row.language, *row.translations})
    if not form.is_valid():
        return to_draft(request, row)
    known = {"questionnaire_id": row.pk, "language": form.cleaned_data["language"]}
    return redirect(organization_url(request, "evaluations:questionnaire-translate", **known))
