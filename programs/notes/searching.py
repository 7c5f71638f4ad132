"""What can be searched and taken along as a copy: each room registers its own text, read through the one policy."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.models import Membership
from programs.covenant.policy import Reading
from programs.engagements.models import Participation

NOTHING = Q(pk__in=[])


@dataclass(frozen=True)
class Scope:
    """Whose text is looked at, and where.

    Args:
        membership: who reads.
        places: their present places, by engagement id.
        readings: what they read there, by engagement id.
        own_in: engagements in which whatever they wrote themselves counts too, also if they have left.
    """

    membership: Membership
    places: Mapping[UUID, Participation] = field(default_factory=dict)
    readings: Mapping[UUID, Reading] = field(default_factory=dict)
    own_in: frozenset[UUID] = frozenset()

    def may_read(self, item: str, *, engagement: str, owner: str, author: str, life: str) -> Q:
        """The policy of every engagement as one filter.

        Args:
            engagement, owner, author, life: the fields that hold the engagement, the participation whose it is, the
                membership that wrote it, and the tag of life questions.
        """
        found = self.written_by_them(engagement, author)
        for engagement_id, reading in self.readings.items():
            found |= Q(**{engagement: engagement_id}) & reading.rows(item, owner=owner, life=life)
        return found

    def may_read_notes(self, *, named: Q) -> Q:
        """The same for notes, which have audiences. Engagements with the same rule share a condition."""
        alike: dict[tuple, list[UUID]] = {}
        for engagement_id, reading in self.readings.items():
            rule = (reading.sits, reading.signed, reading.audiences(), reading.audiences(life=True))
            alike.setdefault(rule, []).append(engagement_id)
        found = self.written_by_them("engagement", "author_member")
        for engagement_ids in alike.values():
            found |= Q(engagement__in=engagement_ids) & self.readings[engagement_ids[0]].note_rows(named=named)
        return found

    def written_by_them(self, engagement: str, author: str) -> Q:
        """What they wrote where that counts whatever a covenant says."""
        return Q(**{author: self.membership.pk, f"{engagement}__in": self.own_in}) if self.own_in else NOTHING

    def is_others_life(self, engagement: str, author: str, life: str) -> Q:
        """Life questions of others where they do not lead: nobody takes those along."""
        led = [engagement_id for engagement_id, place in self.places.items() if place.leads]
        return Q(**{life: True}) & ~Q(**{author: self.membership.pk}) & ~Q(**{f"{engagement}__in": led})


@dataclass(frozen=True)
class Piece:
    """One text, opened.

    Args:
        kind: of the searcher.
        engagement_id: where it belongs.
        author_id: the membership that wrote it.
        at: when.
        texts: what was written, in its parts.
        page, arguments: the page on which it stands.
        row: the row itself.
    """

    kind: str
    engagement_id: UUID
    author_id: UUID
    at: datetime
    texts: tuple[str, ...]
    page: str
    arguments: Mapping[str, UUID]
    row: Any = None


@dataclass(frozen=True)
class Searcher:
    """One kind of text.

    Args:
        kind, label: "topic", "Topics".
        rows: those that a scope's person may read, without an order.
        piece: opens a row.
        engagement, author, at, life: the fields of the row that hold them; `life` is "" where nothing is tagged.
        searched: whether it is searched; else it is only copied.
    """

    kind: str
    label: str
    rows: Callable[[Scope], QuerySet]
    piece: Callable[[Any], Piece]
    engagement: str
    author: str
    at: str
    life: str = ""
    searched: bool = True


SEARCHERS: dict[str, Searcher] = {}


def searcher(**values) -> None:
    """Register a kind of text; the fields of a `Searcher`."""
    SEARCHERS[values["kind"]] = Searcher(**values)
