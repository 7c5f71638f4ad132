"""Change a note: other words, or other readers."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from programs.covenant.actions import check_kept
from programs.engagements.models import Participation
from programs.notes.actions.checks import check_kind, check_scope, checked
from programs.notes.actions.filing import name_readers, scope_fields
from programs.notes.models import Note, NoteVersion
from programs.notes.permissions import can_change_note
from programs.notes.queries import SHARE, Here, Scope, here_of, scope_of, steps_with

Audience = Note.Audience


@dataclass(frozen=True)
class Wish:
    """What a note shall be, as far as it is not its text. Its author alone decides this."""

    scope: Scope
    kind: str
    together: bool


@transaction.atomic
def change_note(
    *,
    note: Note,
    text: str,
    version: int,
    by: Participation,
    audience: str | None = None,
    kind: str | None = None,
    named: Collection[UUID] | None = None,
    life: bool | None = None,
    together: bool | None = None,
    wider: bool = False,
) -> Note:
    """Save other words, or another audience, if nobody saved in the meantime. What it said before is kept.

    Args:
        version: of the text that the author had before them.
        audience, kind, named, life, together: as in `file_note`; None for what stays.
        wider: that its author knows that more people will read it. Those never see what it said before.

    Raises:
        NotAllowed: it is somebody else's note, and not written together; or its readers are not theirs to choose.
        DomainError: a newer version was saved in the meantime, and nothing is lost of either; or more people would
            read it and nobody said that they shall; or what `file_note` refuses.
    """
    if not can_change_note(by, note):
        raise NotAllowed("A note is changed by the person who wrote it. Write one of your own.")
    text = checked(text)
    check_kept(engagement=note.engagement)
    fresh = (
        Note.objects.select_for_update(of=("self",), no_key=True).select_related("engagement__program").get(pk=note.pk)
    )
    if fresh.words is None:
        raise DomainError("This note can’t be opened, so nothing is written over it. Write a new one.", field="text")
    here = here_of(fresh.engagement, by)
    was = Wish(scope_of(fresh), fresh.kind, fresh.together)
    wish = _wish(was, audience, kind, named, life, together)
    if fresh.words == text and wish == was:
        return fresh
    if fresh.version != version:
        raise DomainError(
            "This note was changed while you were writing. The newer text stands below, yours is still in the field: "
            "put together what you want to keep and save again.",
            field="text",
        )
    if wish != was:
        _check_wish(wish, was, fresh, here, wider)
    _save(fresh, text, wish, was, here)
    record("changed", fresh, by=by.membership, audience=fresh.audience, version=fresh.version)
    return fresh


def _wish(was: Wish, audience, kind, named, life, together) -> Wish:
    """What shall be, with what stays."""
    audience = was.scope.audience if audience is None else audience
    ids = was.scope.named if named is None else frozenset(named)
    scope = Scope(
        audience,
        was.scope.author_id,
        ids if audience == Audience.NAMED else frozenset(),
        was.scope.life if life is None else life,
    )
    together = was.together if together is None else together
    return Wish(scope, kind or was.kind, together and audience != Audience.PRIVATE)


def _check_wish(wish: Wish, was: Wish, note: Note, here: Here, wider: bool) -> None:
    if SHARE not in steps_with(note, here):
        raise NotAllowed("Who reads a note is decided by the person who wrote it.")
    check_kind(wish.kind)
    if wish.scope != was.scope:
        check_scope(wish.scope, here)
    names = [person.name for person in _new_readers(wish, was, here)]
    if names and not wider:
        listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
        raise DomainError(
            f"{listed} will be able to read this note, and cannot be made to forget it. "
            "They read it as it is now; what it said before is removed. Tick “Let them read it” and save again.",
            field="wider",
        )


def _new_readers(wish: Wish, was: Wish, here: Here) -> list[Participation]:
    before = here.readers(was.scope)
    return [person for person in here.readers(wish.scope) if person not in before]


def _save(note: Note, text: str, wish: Wish, was: Wish, here: Here) -> None:
    """Keep what it said before, unless others shall read it who never could."""
    new = [person for person in _new_readers(wish, was, here) if here.readings[person.pk].sits]
    if new:
        NoteVersion.objects.filter(note=note).delete()
    else:
        keep_version(note)
    scope = wish.scope
    if note.words != text and scope.audience == Audience.SPONSOR and here.viewer.role != Participation.Role.CLIENT:
        scope = scope._replace(audience=Audience.ENGAGEMENT)  # the client released other words
    if scope != was.scope:
        for name, value in scope_fields(scope, here.viewer).items():
            setattr(note, name, value)
        name_readers(note, scope)
    note.text, note.kind, note.together, note.version = text, wish.kind, wish.together, note.version + 1
    note.changed_at, note.changed_by = timezone.now(), here.viewer.membership
    note.save()


def keep_version(note: Note) -> None:
    """Keep the text that the note has now beside the one that it will get."""
    NoteVersion.objects.create(
        note=note,
        number=note.version,
        text=note.text,
        written_at=note.changed_at or note.written_at,
        written_by=note.changed_by or note.author_member,
    )
