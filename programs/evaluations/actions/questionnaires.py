"""Writes on questionnaires: a draft begins, is published, retires."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from programs.evaluations.library import STANDARDS
from programs.evaluations.models import Questionnaire
from programs.evaluations.permissions import can_change_questionnaires
from programs.evaluations.queries import refuses_retiring
from programs.evaluations.questions import (
    LANGUAGES,
    changes_since,
    check_questions,
    language_name,
    missing_words,
)

LONGEST_CODE = 40
DRAFT_EXISTS = "Somebody began a draft of this already. Go on with that one: it stands among the versions."
PUBLISHED = (
    "This version is published, so it stays as it is: what was answered belongs to its words. Make a version of your "
    "own and change that one."
)


def check_may_change(by: Membership) -> None:
    """Refuse everybody who is no administrator."""
    if not can_change_questionnaires(by):
        raise NotAllowed("Questionnaires are changed by administrators.")


def locked_draft(questionnaire: Questionnaire, base: str, by: Membership) -> Questionnaire:
    """The draft as it is now, for this transaction alone.

    Args:
        base: the state that the change is based on, from `questions.fingerprint`; left empty, nothing is compared.

    Raises:
        NotAllowed: `by` is no administrator.
        DomainError: it is published or gone, or somebody else changed it since.
    """
    check_may_change(by)
    row = Questionnaire.objects.select_for_update().filter(pk=questionnaire.pk).first()
    if row is None:
        raise DomainError("Somebody deleted this draft meanwhile, so nothing was saved. What you wrote is still here.")
    if row.published_at is not None:
        raise DomainError(PUBLISHED)
    changes = changes_since(base, row) if base else []
    if changes:
        raise DomainError(
            f"Somebody else changed this draft meanwhile: {', '.join(changes)}. Nothing of yours was saved yet, and "
            "all of it is still here. Look at the draft; send this again to save it on top."
        )
    return row


@transaction.atomic
def create_questionnaire(
    *,
    title: str,
    by: Membership,
    introduction: str = "",
    source: str = "",
    language: str = "en",
    about_a_person: bool = False,
) -> Questionnaire:
    """Begin a questionnaire of one's own, as a draft without questions.

    Raises:
        NotAllowed: `by` is no administrator.
        DomainError: the language is not known.
    """
    check_may_change(by)
    _check_language(language)
    row = Questionnaire(
        code=_new_code(title),
        title=title,
        introduction=introduction,
        source=source,
        language=language,
        about_a_person=about_a_person,
        questions=[],
        created_by=by,
    )
    return _saved(row, "created", by)


@transaction.atomic
def copy_questionnaire(*, questionnaire: Questionnaire, by: Membership, title: str = "") -> Questionnaire:
    """Begin a draft from a version: the next version of the same, or with a title something of its own.

    Raises:
        NotAllowed: `by` is no administrator.
        DomainError: there is a draft already.
    """
    check_may_change(by)
    newest = Questionnaire.objects.filter(code=questionnaire.code).order_by("-version").first()
    row = Questionnaire(
        code=_new_code(title) if title else questionnaire.code,
        version=1 if title else newest.version + 1,
        title=title or questionnaire.title,
        introduction=questionnaire.introduction,
        source=questionnaire.source,
        language=questionnaire.language,
        translations=_without_title(questionnaire.translations) if title else questionnaire.translations,
        about_a_person=questionnaire.about_a_person,
        questions=questionnaire.questions,
        created_by=by,
    )
    return _saved(row, "copied", by)


def _saved(row: Questionnaire, verb: str, by: Membership) -> Questionnaire:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise DomainError(DRAFT_EXISTS) from None
    record(verb, row, by=by, code=row.code, version=row.version)
    return row


def _without_title(translations: dict) -> dict:
    return {
        code: {name: text for name, text in words.items() if name != "title"} for code, words in translations.items()
    }


def _new_code(title: str) -> str:
    base = slugify(title)[: LONGEST_CODE - 4].strip("-") or "questionnaire"
    taken = set(Questionnaire.objects.filter(code__startswith=base).values_list("code", flat=True)) | set(STANDARDS)
    number, code = 1, base
    while code in taken:
        number += 1
        code = f"{base}-{number}"
    return code


def _check_language(language: str, translations: dict | None = None) -> None:
    if language not in LANGUAGES:
        raise DomainError("Choose a language from the list.", "language")
    if language in (translations or {}):
        raise DomainError(
            f"There is a translation into {language_name(language)} already. Take that out first.", "language"
        )


@transaction.atomic
def change_questionnaire(
    *,
    questionnaire: Questionnaire,
    title: str,
    introduction: str,
    source: str,
    language: str,
    by: Membership,
    about_a_person: bool | None = None,
    base: str = "",
) -> Questionnaire:
    """Change what stands above the questions of a draft.

    Raises:
        NotAllowed, DomainError: see `locked_draft`; or the language is not known.
    """
    row = locked_draft(questionnaire, base, by)
    _check_language(language, row.translations)
    row.title, row.introduction, row.source, row.language = title, introduction, source, language
    if about_a_person is not None:
        row.about_a_person = about_a_person
    row.save()
    record("changed", row, by=by)
    return row


@transaction.atomic
def publish_questionnaire(
    *, questionnaire: Questionnaire, by: Membership, incomplete: bool = False, base: str = ""
) -> Questionnaire:
    """Let new rounds use a draft. From now on it stays as it is; rounds that are open keep their own version.

    Args:
        incomplete: publish although some translations lack words, which are shown in the main language then.

    Raises:
        NotAllowed, DomainError: see `locked_draft`; or it cannot be asked like that.
    """
    row = locked_draft(questionnaire, base, by)
    check_questions(row.questions)
    lacking = {code: len(missing_words(row, code)) for code in row.translations}
    lacking = {code: count for code, count in lacking.items() if count}
    if lacking and not incomplete:
        named = ", ".join(f"{language_name(code)}: {count}" for code, count in lacking.items())
        raise DomainError(
            f"Some words are not translated yet ({named}). Translate them, or tick the box.", "incomplete"
        )
    row.published_at = timezone.now()
    row.save(update_fields=["published_at"])
    record("published", row, by=by, code=row.code, version=row.version)
    return row


@transaction.atomic
def retire_questionnaire(*, questionnaire: Questionnaire, by: Membership) -> Questionnaire:
    """No new round uses this version; rounds that are there keep it.

    Raises:
        NotAllowed: `by` is no administrator.
        DomainError: it is a draft, or something asks it and there is no other version.
    """
    check_may_change(by)
    row = Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    if row.published_at is None:
        raise DomainError("A draft is not asked yet. Delete it instead.")
    reason = refuses_retiring(row)
    if reason:
        raise DomainError(reason)
    if row.retired_at is None:
        row.retired_at, row.retired_by = timezone.now(), by
        row.save(update_fields=["retired_at", "retired_by"])
        record("retired", row, by=by, code=row.code, version=row.version)
    return row


@transaction.atomic
def restore_questionnaire(*, questionnaire: Questionnaire, by: Membership) -> Questionnaire:
    """Let new rounds use a retired version again, unless there is a newer one.

    Raises:
        NotAllowed: `by` is no administrator.
    """
    check_may_change(by)
    row = Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    if row.retired_at is not None:
        row.retired_at = row.retired_by = None
        row.save(update_fields=["retired_at", "retired_by"])
        record("brought back", row, by=by, code=row.code, version=row.version)
    return row


@transaction.atomic
def delete_draft(*, questionnaire: Questionnaire, by: Membership) -> None:
    """Give up a draft. Nobody was asked with it, so nothing else goes.

    Raises:
        NotAllowed, DomainError: see `locked_draft`.
    """
    row = locked_draft(questionnaire, "", by)
    record("deleted", row, by=by, code=row.code, version=row.version)
    row.delete()
