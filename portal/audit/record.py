"""The one door through which audit entries are written."""

from django.db.models import Model
from django.utils import timezone

from portal.audit.models import AuditEntry


def record(verb: str, subject: Model, *, by=None, **data: object) -> AuditEntry:
    """Write down that somebody did something, in the transaction that does it.

    Args:
        verb: past tense, as in "scheduled" or "signed".
        subject: the row that it was done to.
        by: the membership that acted; None when the portal itself did.
        data: plain facts such as states and dates; never what a person wrote.
    """
    return AuditEntry.objects.create(
        at=timezone.now(),
        by_user=by.user_id if by is not None else None,
        verb=verb,
        subject_type=subject._meta.label,
        subject_id=subject.pk,
        data={key: str(value) if value is not None else None for key, value in data.items()},
    )
