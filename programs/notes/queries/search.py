"""Search over what somebody may read: opened and looked through in memory, since the database holds ciphertext only."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Membership
from programs.engagements.models import Engagement
from programs.notes.matching import Excerpt, excerpt, has_all, words_of
from programs.notes.queries.scope import engagements_to_search, names_in, scope_of
from programs.notes.searching import SEARCHERS, Piece, Scope, Searcher

MOST = 2_000  # rows of each kind that are opened, the newest; older ones are not searched
SHOWN = 100


@dataclass(frozen=True)
class Hit:
    """One text with the words, and where they stand in it."""

    piece: Piece
    label: str
    author: str
    excerpt: Excerpt


@dataclass(frozen=True)
class Results:
    """What a search found.

    Args:
        groups: engagements with their hits, the engagement with the newest hit first.
        count: how many texts have the words.
        shown: how many of them are in the groups, the newest.
        capped: the labels of what has older rows that were not looked at.
    """

    groups: list[tuple[Engagement, list[Hit]]]
    count: int
    shown: int
    capped: list[str]

    @property
    def notes(self) -> list:
        """The notes that are shown; those of others count as opened."""
        return [hit.piece.row for _, hits in self.groups for hit in hits if hit.piece.kind == "note"]


def search_notes(
    membership: Membership,
    words: str,
    *,
    engagement: UUID | None = None,
    kinds: Collection[str] = (),
    author: UUID | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Results:
    """Texts that this person may read and that hold every one of the words, the newest first.

    Each kind costs one query; beside them there are four, whatever the number of engagements and texts.

    Args:
        words: as they were typed; accents and capitals make no difference.
        engagement: only of this one.
        kinds: of `SEARCHERS`; empty for all.
        author: the membership that wrote it.
        since, until: from the first moment on, and before the second.
    """
    wanted = words_of(words)
    scope = scope_of(membership, engagement_id=engagement)
    found: list[Piece] = []
    capped: list[str] = []
    for source in SEARCHERS.values() if wanted and scope.places else ():
        if not source.searched or (kinds and source.kind not in kinds):
            continue
        rows = list(_rows(source, scope, author, since, until)[: MOST + 1])
        if len(rows) > MOST:
            capped.append(source.label.lower())
        pieces = (source.piece(row) for row in rows[:MOST])
        found += [piece for piece in pieces if piece.texts and has_all(piece.texts, wanted)]
    found.sort(key=attrgetter("at"), reverse=True)
    return Results(_groups(membership, found[:SHOWN], wanted), len(found), min(len(found), SHOWN), capped)


def _rows(
    source: Searcher, scope: Scope, author: UUID | None, since: datetime | None, until: datetime | None
) -> QuerySet:
    limits = {source.author: author, f"{source.at}__gte": since, f"{source.at}__lt": until}
    rows = source.rows(scope).filter(**{name: value for name, value in limits.items() if value is not None})
    return rows.order_by(f"-{source.at}", "-id")


def _groups(
    membership: Membership, pieces: Iterable[Piece], wanted: Sequence[str]
) -> list[tuple[Engagement, list[Hit]]]:
    pieces = list(pieces)
    if not pieces:
        return []
    names = names_in(membership)
    by_id = {engagement.pk: (engagement, []) for engagement in engagements_to_search(membership)}
    order: dict[UUID, None] = {}
    for piece in pieces:
        hit = Hit(piece, _label(piece), names.get(piece.author_id, "Somebody"), excerpt(piece.texts, wanted))
        by_id[piece.engagement_id][1].append(hit)
        order[piece.engagement_id] = None
    return [by_id[engagement_id] for engagement_id in order]


def _label(piece: Piece) -> str:
    """ "Topic", or for a note what kind of note it is."""
    return piece.row.get_kind_display() if piece.kind == "note" else SEARCHERS[piece.kind].label.removesuffix("s")


def kinds_to_search() -> list[tuple[str, str]]:
    """What a search can be narrowed to."""
    return [(source.kind, source.label) for source in SEARCHERS.values() if source.searched]
