"""Reads over the ledger: who opened what, never what it says."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import tzinfo
from uuid import UUID

from django.db.models import Count, F, Max, Min, QuerySet
from django.db.models.functions import TruncDate

from programs.engagements.models import Engagement, Participation
from programs.notes.models import Note, NoteAccess, Opening

_NAMES = {"written_at": F("note__written_at"), "name": F("reader__user__name"), "kind": F("opening__kind")}


def openings_of_notes_by(author: Participation, zone: tzinfo) -> QuerySet[NoteAccess, dict]:
    """How others opened the notes that this person wrote here: a row for each day, note and reader, the latest first.

    Args:
        zone: in which days are counted.

    Returns:
        Mappings with `day`, `note`, `written_at` (of the note), `name` (of the reader), `kind` (of the opening, or
        None), `first` and `last` moment of that day.
    """
    return (
        NoteAccess.objects.filter(engagement=author.engagement_id, note__author_member=author.membership_id)
        .annotate(day=TruncDate("opened_at", tzinfo=zone))
        .values("day", "note", "reader", "opening", **_NAMES)
        .annotate(first=Min("opened_at"), last=Max("opened_at"))
        .order_by("-day", "-first", "note", "reader", "opening")
    )


def openings_by_the_organization(engagement: Engagement) -> list[Opening]:
    """Every opening by those who run the program, the latest first, each with `.read`: of how many notes."""
    return list(
        Opening.objects.filter(engagement=engagement, approved_at__isnull=False)
        .select_related("asked_by__user", "approved_by__user")
        .annotate(read=Count("accesses__note", distinct=True))
        .order_by("-approved_at", "-id")
    )


def add_openers(notes: Iterable[Note], viewer: Participation) -> None:
    """Put the names of those who opened them on the viewer's own notes, as `.openers`; one query for a list."""
    own = [note for note in notes if note.author_member_id == viewer.membership_id]
    if not own:
        return
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = NoteAccess.objects.filter(note__in=[note.pk for note in own]).values_list("note_id", "reader__user__name")
    for note_id, name in rows.distinct().order_by("reader__user__name"):
        found[note_id].append(name)
    for note in own:
        note.openers = _in_words(found[note.pk])


def _in_words(names: list[str]) -> str:
    """ "Amara Okafor", "Amara and Tiago", "Amara, Tiago and 3 others"."""
    if len(names) <= 1:
        return "".join(names)
    firsts = [name.split()[0] for name in names]
    if len(firsts) <= 3:
        return f"{', '.join(firsts[:-1])} and {firsts[-1]}"
    return f"{', '.join(firsts[:2])} and {len(firsts) - 2} others"
