"""The standard questionnaires come into an organization when they are first needed."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from programs.evaluations.library import STANDARDS
from programs.evaluations.models import Questionnaire
from programs.evaluations.permissions import can_change_questionnaires
from programs.evaluations.queries import newest_questionnaire


@transaction.atomic
def ensure_library(*, by: Membership | None = None) -> None:
    """Publish the standard questionnaires in the current organization; those that are there stay as they are.

    Args:
        by: who asked for them; None when the portal needs one.

    Raises:
        NotAllowed: `by` is no administrator.
    """
    if by is not None and not can_change_questionnaires(by):
        raise NotAllowed("Questionnaires are added by administrators.")
    there = set(Questionnaire.objects.filter(code__in=STANDARDS).values_list("code", flat=True))
    missing = [standard for code, standard in STANDARDS.items() if code not in there]
    rows = [
        Questionnaire(
            code=standard.code,
            title=standard.title,
            introduction=standard.introduction,
            source=standard.source,
            questions=standard.questions,
            translations=standard.translations,
            about_a_person=standard.about_a_person,
            published_at=timezone.now(),
        )
        for standard in missing
    ]
    Questionnaire.objects.bulk_create(rows, ignore_conflicts=True)
    for row in Questionnaire.objects.filter(pk__in=[row.pk for row in rows]):
        record("published", row, by=by, code=row.code)


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
