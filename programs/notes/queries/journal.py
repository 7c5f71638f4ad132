"""A person's own journal: what they wrote for themselves or kept as an insight, wherever it was."""

from django.db.models import Q, QuerySet

from accounts.models import Membership
from programs.notes.models import Note

JOURNAL_KINDS = (Note.Kind.INSIGHT, Note.Kind.REFLECTION)


def journal_of(membership: Membership, kind: str = "") -> QuerySet[Note]:
    """The notes that this person wrote for themselves, and all their insights and reflections, the newest first.

    Theirs stay theirs, also of what has ended.

    Args:
        kind: only these, as `Note.Kind`; "" for all.
    """
    kept = Q(audience=Note.Audience.PRIVATE) | Q(kind__in=JOURNAL_KINDS)
    rows = Note.objects.filter(kept, author_member=membership, removed_at__isnull=True)
    rows = rows.filter(kind=kind) if kind else rows
    return rows.select_related("engagement__program", "session").order_by("-written_at", "-id")


def note_kinds() -> list[tuple[str, str]]:
    """The kinds of notes, as choices."""
    return list(Note.Kind.choices)
