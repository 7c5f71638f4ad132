"""Reads over notes. Each asks for the viewer's place; the database's own policy looks at the signed-in person too."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, prefetch_related_objects
from django.http import Http404

from accounts.models import Membership
from programs.covenant.policy import Reading
from programs.covenant.queries import reading_of
from programs.engagements.models import Engagement, Participation
from programs.notes.models import Note, NoteReader
from programs.notes.queries.ledger import add_openers
from programs.notes.queries.readers import Here, here_of, scope_of
from programs.notes.queries.steps import steps_with
from programs.scheduling.models import Session


def notes_of(
    engagement: Engagement,
    viewer: Participation,
    people: list[Participation] | None = None,
    *,
    newest: int | None = None,
) -> list[Note]:
    """The notes of the engagement that the viewer may read, the latest first, each with `.readers` and `.steps`.

    Args:
        people: who takes part, leads first, where it is known already.
        newest: so many at the most.
    """
    here = here_of(engagement, viewer, people)
    return with_readers(readable_notes(engagement, viewer, here.own)[:newest], here)


def notes_of_session(session: Session, viewer: Participation) -> list[Note]:
    """The same of one session."""
    here = here_of(session.engagement, viewer)
    return with_readers(readable_notes(session.engagement, viewer, here.own).filter(session=session), here)


def readable_notes(engagement: Engagement, viewer: Participation, reading: Reading | None = None) -> QuerySet[Note]:
    """The notes that the viewer may read, the latest first: their own, those that name them, those for everybody.

    Args:
        reading: of the viewer, where it is known already.
    """
    if viewer.engagement_id != engagement.pk or viewer.left_at:
        return Note.objects.none()
    named = Q(Exists(NoteReader.objects.filter(note=OuterRef("pk"), member=viewer.membership_id)))
    return (
        Note.objects.filter((reading or reading_of(viewer)).note_rows(named=named), engagement=engagement)
        .select_related("author__membership__user", "changed_by__user", "session")
        .order_by("-written_at", "-id")
    )


def own_insights(engagement: Engagement, viewer: Participation, reading: Reading) -> QuerySet[Note]:
    """The viewer's own log of insights there, the latest first."""
    return readable_notes(engagement, viewer, reading).filter(
        kind=Note.Kind.INSIGHT, author_member=viewer.membership_id
    )


def with_readers(notes: Iterable[Note], here: Here) -> list[Note]:
    """The same notes; each says in `.readers` who reads it and in `.steps` what the viewer can do with it."""
    found = list(notes)
    prefetch_related_objects([note for note in found if note.audience == Note.Audience.NAMED], "named")
    for note in found:
        note.readers = here.line(scope_of(note))
        note.steps = steps_with(note, here)
    add_openers(found, here.viewer)
    return found


def note_for(place: Participation, note_id: UUID) -> Note | None:
    """A note that the person of this place may read, with `.readers` and `.steps`."""
    here = here_of(place.engagement, place)
    found = readable_notes(place.engagement, place, here.own).select_related("engagement__program").filter(pk=note_id)
    return next(iter(with_readers(found, here)), None)


def get_note_for(membership: Membership, note_id: UUID) -> tuple[Note, Participation]:
    """The same note of a person and their place in its engagement, or 404."""
    place = (
        Participation.objects.filter(
            engagement__in=Note.objects.filter(pk=note_id).values("engagement"),
            membership=membership,
            left_at__isnull=True,
        )
        .select_related("membership__user", "membership__organization", "engagement__program")
        .first()
    )
    note = place and note_for(place, note_id)
    if not note:
        raise Http404
    return note, place


def sessions_with_notes(engagement: Engagement, viewer: Participation) -> QuerySet[Session]:
    """The sessions of which the viewer may read a note, the latest first."""
    noted = readable_notes(engagement, viewer).order_by().values("session")
    return Session.objects.filter(pk__in=noted).order_by("-starts_at")


def who_noted(session_ids: Collection[UUID]) -> set[tuple[UUID, UUID]]:
    """Who has written a note about which of these sessions, as (session id, membership id); never what it says.

    For workers, which belong to no person and so can select no note.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_id, author_member_id FROM app.who_noted(%s)", [list(session_ids)])
        return set(cursor.fetchall())
