"""File a note."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.audit.record import record
from portal.errors import NotAllowed
from programs.covenant.actions import check_kept
from programs.engagements.models import Engagement, Participation
from programs.notes.actions.checks import check_kind, check_scope, checked
from programs.notes.models import Note, NoteReader
from programs.notes.permissions import can_write_note
from programs.notes.queries import Scope, here_of, scope_of
from programs.scheduling.models import Session

Audience = Note.Audience


@transaction.atomic
def file_note(
    *,
    engagement: Engagement,
    text: str,
    audience: str,
    by: Participation,
    session: Session | None = None,
    kind: str = Note.Kind.NOTE,
    named: Collection[UUID] = (),
    life: bool = False,
    together: bool = False,
) -> Note:
    """Write a note. The same words for the same readers and session are one note, however often they are sent.

    Args:
        named: participation ids of those who read it, for the audience that names them.
        life: it is a life question: for its author alone, or for people whom it names.
        together: its readers may change it too.

    Raises:
        NotAllowed: `by` does not sit in the engagement's sessions.
        DomainError: there is no text, or too much of it, or no audience, or one that the note cannot have, or others
            would read it and the covenant is not signed.
    """
    if not can_write_note(by, engagement) or (session and session.engagement_id != engagement.pk):
        raise NotAllowed("Notes are written by the people who sit in the sessions.")
    text = checked(text)
    check_kept(engagement=engagement)
    check_kind(kind)
    scope = Scope(audience, by.membership_id, frozenset(named) if audience == Audience.NAMED else frozenset(), life)
    check_scope(scope, here_of(engagement, by))
    Participation.objects.select_for_update(no_key=True).get(pk=by.pk)  # a second copy of the form waits here
    if same := _filed_already(engagement, session, text, scope, by):
        return same
    note = Note.objects.create(
        engagement=engagement,
        session=session,
        author=by,
        author_member=by.membership,
        text=text,
        kind=kind,
        together=together and audience != Audience.PRIVATE,
        written_at=timezone.now(),
        **scope_fields(scope, by),
    )
    name_readers(note, scope)
    record("written", note, by=by.membership, audience=audience)
    return note


def _filed_already(
    engagement: Engagement, session: Session | None, text: str, scope: Scope, by: Participation
) -> Note | None:
    mine = Note.objects.filter(engagement=engagement, session=session, author=by, audience=scope.audience)
    found = mine.filter(removed_at=None).prefetch_related("named").order_by("-id")
    return next((note for note in found if note.words == text and scope_of(note) == scope), None)


def scope_fields(scope: Scope, by: Participation) -> dict:
    """The columns that follow from a scope which `by` chose."""
    released = scope.audience == Audience.SPONSOR
    return {
        "audience": scope.audience,
        "life": scope.life,
        "released_at": timezone.now() if released else None,
        "released_by": by.membership if released else None,
    }


def name_readers(note: Note, scope: Scope) -> None:
    """Let the note name exactly these people."""
    NoteReader.objects.filter(note=note).exclude(participation__in=scope.named).delete()
    known = set(NoteReader.objects.filter(note=note).values_list("participation_id", flat=True))
    fresh = Participation.objects.filter(pk__in=scope.named - known)
    NoteReader.objects.bulk_create(
        NoteReader(note=note, participation=person, member_id=person.membership_id) for person in fresh
    )
