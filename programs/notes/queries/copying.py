"""What somebody takes along: what they wrote, and what others shared with them and they may keep."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from accounts.models import Membership
from programs.engagements.models import Engagement
from programs.notes.queries.scope import engagements_of, names_in, scope_of
from programs.notes.searching import SEARCHERS, Piece, Scope, Searcher

BATCH = 200  # texts that are in memory at a time


@dataclass(frozen=True)
class Copy:
    """One person's copy of one engagement, or of everything; read piece by piece.

    Args:
        membership: whose.
        engagements: of which, the latest first.
        names: membership id to name.
    """

    membership: Membership
    engagements: list[Engagement]
    names: dict[UUID, str]

    def scope(self, engagement: Engagement | None = None) -> Scope:
        """Where it reads: one engagement, or all of them."""
        return scope_of(self.membership, engagement_id=engagement.pk if engagement else None, with_own=True)

    def batch(self, scope: Scope, source: Searcher, start: int) -> tuple[list[Piece], bool]:
        """Some texts of one kind, and whether there are more. What was removed is left out."""
        rows = list(_rows(scope, source)[start : start + BATCH])
        pieces = [source.piece(row) for row in rows]
        return [piece for piece in pieces if any(piece.texts)], len(rows) == BATCH

    def counts(self, engagement: Engagement | None = None) -> list[tuple[str, int]]:
        """How many texts of each kind there are, for the page."""
        scope = self.scope(engagement)
        found = [(source.label, _rows(scope, source).count()) for source in SEARCHERS.values()]
        return [(label, number) for label, number in found if number]

    def whose(self, piece: Piece) -> str:
        """Who wrote it."""
        return self.names.get(piece.author_id, "Somebody")


def _rows(scope: Scope, source: Searcher) -> QuerySet:
    rows = source.rows(scope)
    if source.life:
        rows = rows.exclude(scope.is_others_life(source.engagement, source.author, source.life))
    return rows.order_by(f"-{source.at}", "-id")


def copy_of(membership: Membership, engagement: Engagement | None = None) -> Copy:
    """What this person may take along.

    Args:
        engagement: only of this one; else of everything in the organization.
    """
    engagements = [engagement] if engagement else engagements_of(membership)
    return Copy(membership, engagements, names_in(membership))


def engagement_to_copy(membership: Membership, engagement_id: UUID) -> Engagement:
    """An engagement in which this person has or had a place, or 404."""
    mine = Q(participations__membership=membership)
    found = Engagement.objects.filter(mine, pk=engagement_id).select_related("program").first()
    if found is None:
        raise Http404
    return found
