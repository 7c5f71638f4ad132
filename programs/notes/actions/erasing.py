"""Erase what one wrote."""

from django.db import transaction
from django.utils import timezone

from portal.audit.record import record
from portal.errors import NotAllowed
from programs.engagements.models import Participation
from programs.notes.models import Note, NoteDraft, NoteVersion
from programs.notes.queries import ERASE, note_for


@transaction.atomic
def erase_note(*, note: Note, by: Participation) -> Note:
    """Remove the text of one's own note and everything that it said before. That there was one stays.

    Raises:
        NotAllowed: it is somebody else's.
    """
    Note.objects.select_for_update(no_key=True).filter(pk=note.pk).first()
    fresh = note_for(by, note.pk)
    if fresh is None or fresh.author_member_id != by.membership_id:
        raise NotAllowed("A note is removed by the person who wrote it.")
    if fresh.removed_at:
        return fresh
    if ERASE not in fresh.steps:
        raise NotAllowed("A note is removed by the person who wrote it.")
    NoteVersion.objects.filter(note=fresh).delete()
    NoteDraft.objects.filter(note=fresh).delete()  # one's own: nobody sees those of others
    fresh.text, fresh.version, fresh.removed_at = "", fresh.version + 1, timezone.now()
    fresh.save(update_fields=["text", "version", "removed_at"])
    record("removed", fresh, by=by.membership)
    return fresh
