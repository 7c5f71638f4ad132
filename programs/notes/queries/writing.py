"""Reads over what is written together: who writes now, and what a note said before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Membership
from programs.engagements.models import Participation
from programs.notes.merging import Piece, differences, merge
from programs.notes.models import Note, NoteVersion

FRESH = timedelta(minutes=3)  # a draft that was saved longer ago tells of somebody who went away


@dataclass(frozen=True)
class Writer:
    """Somebody else who has the note's form open."""

    name: str
    saved_at: datetime


def who_writes(note: Note, viewer: Participation) -> list[Writer]:
    """Who else is writing in the note now, by the drafts that their pages save; never what they write."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT member_id, saved_at FROM app.who_edits(%s)", [note.pk])
        since = timezone.now() - FRESH
        found = {member: saved for member, saved in cursor.fetchall() if saved >= since}
    found.pop(viewer.membership_id, None)
    people = Membership.objects.filter(pk__in=found).select_related("user").order_by("user__name") if found else ()
    return [Writer(person.name, found[person.pk]) for person in people]


def versions_of(note: Note) -> QuerySet[NoteVersion]:
    """What the note said before, the latest first."""
    return NoteVersion.objects.filter(note=note).select_related("written_by__user").order_by("-number")


def merged(note: Note, base: int, mine: str) -> str:
    """The note's text and somebody's own, both made from version `base`, put together."""
    before = NoteVersion.objects.filter(note=note, number=base).first()
    return merge(before.words if before else None, note.words or "", mine)


@dataclass(frozen=True)
class Text:
    """One text of a note and what is different in it from the one before."""

    number: int
    written_at: datetime
    written_by: str
    legible: bool
    pieces: list[Piece]


def texts_of(note: Note, shown: Sequence[NoteVersion], before: NoteVersion | None, *, newest: bool) -> list[Text]:
    """The texts of one page of a note's history, the latest first.

    Args:
        shown: those that stand on the page.
        before: the one that follows on the next page.
        newest: whether the note's present text stands on top.
    """
    rows = [(row.number, row.written_at, row.written_by.name, row.words) for row in shown]
    if newest:
        who = note.changed_by.name if note.changed_by else note.author.name
        rows.insert(0, (note.version, note.changed_at or note.written_at, who, note.words))
    earlier = [*(row[3] for row in rows[1:]), before.words if before else None]
    return [
        Text(number, at, who, words is not None, _compared(words, was))
        for (number, at, who, words), was in zip(rows, earlier, strict=True)
    ]


def _compared(words: str | None, was: str | None) -> list[Piece]:
    if words is None:
        return []
    return differences(words if was is None else was, words)
