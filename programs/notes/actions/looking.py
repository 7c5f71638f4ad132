"""Tell the ledger that notes of others were shown by a search, or went into a copy."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from programs.notes.models import Note, NoteAccess


@transaction.atomic
def record_looks(*, notes: Iterable[Note], by: Membership) -> None:
    """Each note of somebody else counts as opened, once in an hour.

    Args:
        notes: those whose text was shown.
        by: who read them.
    """
    now = timezone.now()
    rows = [
        NoteAccess(
            note_id=note.pk,
            engagement_id=note.engagement_id,
            reader=by,
            hour=now.replace(minute=0, second=0, microsecond=0),
            opened_at=now,
        )
        for note in notes
        if note.author_member_id != by.pk
    ]
    NoteAccess.objects.bulk_create(rows, ignore_conflicts=True)
