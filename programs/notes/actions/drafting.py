"""Writes on what somebody is writing and has not saved. Nobody else learns of it, so nothing is recorded."""

import json
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from portal.errors import DomainError, NotAllowed
from programs.engagements.models import Participation
from programs.notes.models import Note, NoteDraft
from programs.notes.permissions import can_change_note, can_write_note, can_write_up
from programs.scheduling.models import Session

LONGEST_DRAFT = 200_000  # characters, all fields together
MOST_FIELDS = 300
NOTE, WRITE_UP = "note", "write-up"


@transaction.atomic
def save_note_draft(
    *,
    form: str,
    typed: Mapping[str, Sequence[str]],
    by: Participation,
    session: Session | None = None,
    note: Note | None = None,
) -> NoteDraft | None:
    """Keep what a form has so far, as it is, to go on later; only `by` ever sees it. Nothing typed is no draft.

    Args:
        form: "note" (a new one, or the change of `note`) or "write-up" of `session`.
        typed: the names of the form's inputs to what stands in them.

    Raises:
        NotAllowed: `by` could not save the form either: they have left, or the session was cancelled.
        DomainError: it is too much to keep.
    """
    if not _may_write(form, by, session, note):
        raise NotAllowed("This can’t be saved here any more. Copy what you want to keep from the page.")
    kept = {name: list(values) for name, values in typed.items()}
    if not any(any(values) for values in kept.values()):
        return drop_note_draft(form=form, by=by, session=session, note=note)
    fields = json.dumps(kept, ensure_ascii=False)
    if len(fields) > LONGEST_DRAFT or len(kept) > MOST_FIELDS:
        raise DomainError("This is too long to keep. It is still on this page: make it shorter, or copy a part away.")
    draft, _ = NoteDraft.objects.update_or_create(
        **_which(form, by, session, note), defaults={"fields": fields, "saved_at": timezone.now()}
    )
    return draft


def drop_note_draft(*, form: str, by: Participation, session: Session | None = None, note: Note | None = None) -> None:
    """Forget what `by` was writing: it is saved, or they don't want it any more. Without a draft nothing happens."""
    NoteDraft.objects.filter(**_which(form, by, session, note)).delete()


def _which(form: str, by: Participation, session: Session | None, note: Note | None) -> dict:
    return {
        "member": by.membership,
        "engagement_id": by.engagement_id,
        "session": session,
        "note": note,
        "form": form,
    }


def _may_write(form: str, by: Participation, session: Session | None, note: Note | None) -> bool:
    if form == WRITE_UP:
        return session is not None and can_write_up(by, session)
    if note is not None:
        return can_change_note(by, note)
    return can_write_note(by, session.engagement if session else by.engagement)
