"""Writes on the questions of a draft, and on their translations."""

from django.db import transaction

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError
from programs.evaluations.actions.questionnaires import locked_draft
from programs.evaluations.models import Questionnaire
from programs.evaluations.questions import LANGUAGES, check_each, check_question, new_key

GONE = "Somebody took this question out meanwhile, so nothing was saved. What you wrote is still here."


@transaction.atomic
def save_question(
    *, questionnaire: Questionnaire, question: dict, by: Membership, key: str = "", base: str = ""
) -> Questionnaire:
    """Add a question at the end of a draft, or change one.

    Args:
        question: as `programs.evaluations.questions` describes it; an empty key is made from the label.
        key: of the question that it replaces; empty for a new one.

    Raises:
        NotAllowed, DomainError: see `locked_draft`; or the question is not right, with the part of it as the field.
    """
    row = locked_draft(questionnaire, base, by)
    keys = [one["key"] for one in row.questions]
    if key and key not in keys:
        raise DomainError(GONE)
    place = keys.index(key) if key else len(keys)
    others = [one for one in keys if one != key]
    found = {**question, "key": question.get("key") or new_key(question.get("label", ""), others)}
    if found["key"] in others:
        raise DomainError(f"Another question has the key “{found['key']}”. Take another one.", "key")
    check_question(found, row.questions[:place])
    changed = [*row.questions[:place], found, *row.questions[place + 1 :]]
    if key and key != found["key"]:
        _rename(row, changed, key, found["key"])
    check_each(changed)
    row.questions = changed
    row.save()
    record("changed", row, by=by, questions=len(changed))
    return row


def _rename(row: Questionnaire, questions: list[dict], old: str, new: str) -> None:
    """What depends on it and its translations follow."""
    for place, one in enumerate(questions):
        if one.get("when", {}).get("key") == old:
            questions[place] = {**one, "when": {**one["when"], "key": new}}
    for words in row.translations.values():
        if old in words.get("questions", {}):
            words["questions"][new] = words["questions"].pop(old)


@transaction.atomic
def move_question(*, questionnaire: Questionnaire, key: str, up: bool, by: Membership, base: str = "") -> Questionnaire:
    """Let a question change places with the one above or below it. At the end of the list it stays where it is.

    Raises:
        NotAllowed, DomainError: see `locked_draft`; or a question would come before the one that it depends on.
    """
    row = locked_draft(questionnaire, base, by)
    place = _place(row, key)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(row.questions):
        return row
    row.questions[place], row.questions[other] = row.questions[other], row.questions[place]
    check_each(row.questions)
    row.save()
    record("changed", row, by=by, questions=len(row.questions))
    return row


@transaction.atomic
def remove_question(*, questionnaire: Questionnaire, key: str, by: Membership, base: str = "") -> Questionnaire:
    """Take a question out of a draft, with its translations.

    Raises:
        NotAllowed, DomainError: see `locked_draft`; or another question depends on it.
    """
    row = locked_draft(questionnaire, base, by)
    question = row.questions.pop(_place(row, key))
    asking = next((one for one in row.questions if one.get("when", {}).get("key") == key), None)
    if asking:
        raise DomainError(f"“{asking['label']}” depends on “{question['label']}”. Change that one first.")
    for words in row.translations.values():
        words.get("questions", {}).pop(key, None)
    row.save()
    record("changed", row, by=by, questions=len(row.questions))
    return row


def _place(row: Questionnaire, key: str) -> int:
    for place, question in enumerate(row.questions):
        if question["key"] == key:
            return place
    raise DomainError(GONE)


@transaction.atomic
def translate_questionnaire(
    *, questionnaire: Questionnaire, language: str, words: dict, by: Membership, base: str = ""
) -> Questionnaire:
    """Save the words of a draft in another language. Words that are left empty are shown in the main language.

    Args:
        words: `title`, `introduction`, and `questions` by key.

    Raises:
        NotAllowed, DomainError: see `locked_draft`; or it is not another language.
    """
    row = locked_draft(questionnaire, base, by)
    if language not in LANGUAGES or language == row.language:
        raise DomainError("Choose another language than the questionnaire’s own.", "language")
    keys = {question["key"] for question in row.questions}
    asked = {key: found for key, found in words.get("questions", {}).items() if key in keys}
    row.translations = {**row.translations, language: {**words, "questions": asked}}
    row.save()
    record("translated", row, by=by, language=language)
    return row


@transaction.atomic
def remove_translation(*, questionnaire: Questionnaire, language: str, by: Membership) -> Questionnaire:
    """Take a language out of a draft.

    Raises:
        NotAllowed, DomainError: see `locked_draft`.
    """
    row = locked_draft(questionnaire, "", by)
    row.translations = {code: words for code, words in row.translations.items() if code != language}
    row.save()
    record("translated", row, by=by, language=language, removed=True)
    return row
