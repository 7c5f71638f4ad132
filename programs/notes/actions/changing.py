"""Change a note."""

from django.db import transaction
from django.utils import timezone

from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from programs.covenant.actions import check_kept
from programs.engagements.models import Participation
from programs.notes.actions.checks import check_audience, checked
from programs.notes.models import Note
from programs.notes.permissions import can_change_note


@transaction.atomic
def change_note(*, note: Note, text: str, audience: str, version: int, by: Participation) -> Note:
    """Save other words, or another audience, if nobody saved in the meantime.

    Args:
        version: of the text that the author had before them.

    Raises:
        NotAllowed: it is somebody else's note.
        DomainError: a newer version was saved in the meantime; nothing is lost of either.
    """
    if not can_change_note(by, note):
        raise NotAllowed("A note is changed by the person who wrote it. Write one of your own.")
    text = checked(text)
    check_audience(audience)
    check_kept(engagement=note.engagement)
    fresh = Note.objects.select_for_update(no_key=True).get(pk=note.pk)
    if (fresh.text, fresh.audience) == (text, audience):
        return fresh
    if fresh.version != version:
        raise DomainError(
            "This note was changed while you were writing. The newer text stands below, yours is still in the field: "
            "put together what you want to keep and save again.",
            field="text",
        )
    fresh.text, fresh.audience, fresh.version = text, audience, version + 1
    fresh.changed_at, fresh.changed_by = timezone.now(), by.membership
    fresh.save(update_fields=["text", "audience", "version", "changed_at", "changed_by"])
    record("changed", fresh, by=by.membership, audience=audience, version=fresh.version)
    return fresh
