"""Release a note to the sponsor, and take it back. Both are the client's."""

from django.db import transaction
from django.utils import timezone

from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from programs.covenant.actions import check_covenant
from programs.engagements.models import Participation
from programs.notes.models import Note
from programs.notes.queries import RELEASE, TAKE_BACK, note_for


@transaction.atomic
def release_note(*, note: Note, by: Participation) -> Note:
    """Let the sponsor read a note that everybody here reads. Releasing it twice is harmless.

    Raises:
        NotAllowed: `by` is not the client, does not read it, or what was signed shows no notes to a sponsor.
        DomainError: it is not for everybody here, or its text was removed.
    """
    return _move(note, by, RELEASE, Note.Audience.SPONSOR, "released")


@transaction.atomic
def take_back_note(*, note: Note, by: Participation) -> Note:
    """Let the sponsor not read it any more; they may have read it.

    Raises:
        NotAllowed, DomainError: as `release_note`.
    """
    return _move(note, by, TAKE_BACK, Note.Audience.ENGAGEMENT, "taken back")


def _move(note: Note, by: Participation, step: str, audience: str, verb: str) -> Note:
    if by.role != Participation.Role.CLIENT:
        raise NotAllowed("What reaches the sponsor is decided by the client.")
    Note.objects.select_for_update(no_key=True).filter(pk=note.pk).first()
    fresh = note_for(by, note.pk)
    if fresh is None:
        raise NotAllowed("This note is not for you to read.")
    if fresh.audience == audience:
        return fresh
    if step not in fresh.steps:
        raise DomainError("Only a note that everybody here reads can be released, where it was signed that it can.")
    released = audience == Note.Audience.SPONSOR
    if released:
        check_covenant(engagement=fresh.engagement, by=by)
    fresh.audience = audience
    fresh.released_at, fresh.released_by = (timezone.now(), by.membership) if released else (None, None)
    fresh.save(update_fields=["audience", "released_at", "released_by"])
    record(verb, fresh, by=by.membership, audience=audience)
    return fresh
