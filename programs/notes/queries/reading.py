"""Reads over notes. Each asks for the viewer's place; the database's own policy looks at the signed-in person too."""

from collections.abc import Collection
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from accounts.models import Membership
from programs.covenant.queries import reading_of
from programs.engagements.models import Engagement, Participation
from programs.engagements.queries import people_of
from programs.notes.models import Note, NoteReader
from programs.notes.queries.ledger import add_openers
from programs.scheduling.models import Session


def notes_of(engagement: Engagement, viewer: Participation, people: list[Participation] | None = None) -> list[Note]:
    """All notes of the engagement that the viewer may read, the latest first, each with its `.readers`.

    Only their own private ones and those shared with everybody; a sponsor reads none.

    Args:
        people: who takes part, leads first, where it is known already.
    """
    return _with_readers(_readable(engagement, viewer), engagement, viewer, people)


def notes_of_session(session: Session, viewer: Participation) -> list[Note]:
    """The same of one session."""
    return _with_readers(_readable(session.engagement, viewer).filter(session=session), session.engagement, viewer)


def _readable(engagement: Engagement, viewer: Participation) -> QuerySet[Note]:
    if viewer.engagement_id != engagement.pk or viewer.left_at:
        return Note.objects.none()
    named = Q(Exists(NoteReader.objects.filter(note=OuterRef("pk"), member=viewer.membership_id)))
    return (
        Note.objects.filter(reading_of(viewer).note_rows(named=named), engagement=engagement)
        .select_related("author__membership__user", "session")
        .order_by("-written_at", "-id")
    )


def _with_readers(
    notes: QuerySet[Note], engagement: Engagement, viewer: Participation, people: list[Participation] | None = None
) -> list[Note]:
    found = list(notes)
    if found:
        people = people or people_of(engagement)
        for note in found:
            note.readers = _readers(engagement, people, note.audience, viewer)
        add_openers(found, viewer)
    return found


def readers_of(engagement: Engagement, audience: str, viewer: Participation) -> tuple[str, str]:
    """Who can read a note with this audience: a heading and a sentence with names."""
    return _readers(engagement, people_of(engagement), audience, viewer)


def _readers(
    engagement: Engagement, people: list[Participation], audience: str, viewer: Participation
) -> tuple[str, str]:
    organization = viewer.membership.organization.name
    sponsors = [person for person in people if person.role == Participation.Role.SPONSOR]
    others = [person for person in people if person not in sponsors and person.pk != viewer.pk]
    word = engagement.words.engagement.split()[-1].lower()
    if audience == Note.Audience.PRIVATE:
        who = [person.name for person in [*others[:1], *sponsors]]
        rest = [f"not the rest of the {word}"] if len(others) > 1 else []
        nots = [*(f"not {name}" for name in who), *rest, f"not {organization}"]
        return "Only you", f"Nobody else can read this: {', '.join(nots)}."
    if len(others) != 1:
        everybody = f"All {len(others) + 1} people here can read this" if others else "You are the only one here so far"
        return f"Shared with the {word}", f"{everybody}. Nobody else can."
    cannot = [f"{person.name}, the sponsor, can’t." for person in sponsors]
    cannot.append(f"{organization} can’t.")
    return f"Shared with {others[0].name}", f"{others[0].name} and you can read this. {' '.join(cannot)}"


def get_note_for(membership: Membership, note_id: UUID) -> tuple[Note, Participation]:
    """A note that this person may read, and their place in its engagement, or 404."""
    note = Note.objects.filter(pk=note_id).select_related("engagement__program", "session", "author").first()
    place = note and (
        Participation.objects.filter(engagement=note.engagement_id, membership=membership, left_at__isnull=True)
        .select_related("membership__user", "membership__organization")
        .first()
    )
    if not place or not _readable(note.engagement, place).filter(pk=note.pk).exists():
        raise Http404
    return note, place


def who_noted(session_ids: Collection[UUID]) -> set[tuple[UUID, UUID]]:
    """Who has written a note about which of these sessions, as (session id, membership id); never what it says.

    For workers, which belong to no person and so can select no note.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_id, author_member_id FROM app.who_noted(%s)", [list(session_ids)])
        return set(cursor.fetchall())
