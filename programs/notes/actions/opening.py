"""The ledger: who opened whose note. The one write that opening a page does (docs/adr/0011)."""

from collections.abc import Sequence

from django.utils import timezone

from accounts.models import Membership
from programs.notes.models import Note, NoteAccess, Opening


def record_accesses(*, notes: Sequence[Note], reader: Membership, opening: Opening | None = None) -> Sequence[Note]:
    """Write down that somebody opens notes of others; call it with exactly the notes that a page is about to show.

    One statement, whatever their number: a row for each note, reader and hour of the clock, and nothing for one's own
    notes or for those whose text is gone. If it fails, the request fails, and nobody has read anything.

    Args:
        opening: through which those who run the program read them.

    Returns:
        The notes, so that what a page is given has been recorded.
    """
    now = timezone.now()
    hour = now.replace(minute=0, second=0, microsecond=0)
    rows = [
        NoteAccess(
            note=note, engagement_id=note.engagement_id, reader=reader, hour=hour, opened_at=now, opening=opening
        )
        for note in notes
        if note.author_member_id != reader.pk and note.removed_at is None
    ]
    NoteAccess.objects.bulk_create(rows, ignore_conflicts=True)
    return notes
