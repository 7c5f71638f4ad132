"""Writes on questionnaires."""

from django.db import transaction
from django.utils import timezone

from portal.audit.record import record
from portal.errors import DomainError
from programs.evaluations.library import STANDARDS
from programs.evaluations.models import Questionnaire
from programs.evaluations.queries import newest_questionnaire


@transaction.atomic
def ensure_library() -> None:
    """Publish the standard questionnaires in the current organization; those that are there stay as they are."""
    there = set(Questionnaire.objects.filter(code__in=STANDARDS).values_list("code", flat=True))
    missing = [standard for code, standard in STANDARDS.items() if code not in there]
    rows = [
        Questionnaire(
            code=standard.code,
            title=standard.title,
            introduction=standard.introduction,
            source=standard.source,
            questions=standard.questions,
            published_at=timezone.now(),
        )
        for standard in missing
    ]
    Questionnaire.objects.bulk_create(rows, ignore_conflicts=True)
    for row in Questionnaire.objects.filter(pk__in=[row.pk for row in rows]):
        record("published", row, code=row.code)


def published_questionnaire(code: str) -> Questionnaire:
    """The version that new rounds use; the standard ones are published when they are first needed.

    Raises:
        DomainError: there is none with this code.
    """
    found = newest_questionnaire(code)
    if found is None and code in STANDARDS:
        ensure_library()
        found = newest_questionnaire(code)
    if found is None:
        raise DomainError("There is no such set of questions here. Choose another one.", field="code")
    return found
