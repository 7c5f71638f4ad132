"""What this room brings to searches and copies besides: what sessions were for, and what was taken away."""

from django.db.models import QuerySet

from programs.covenant.items import Item
from programs.goals.models import Focus
from programs.goals.queries_focus import with_owner
from programs.notes.searching import Piece, Scope, searcher


def _focuses(scope: Scope) -> QuerySet[Focus]:
    rule = scope.may_read(
        Item.TOPICS, engagement="session__engagement", owner="owner", author="written_by", life="life"
    )
    return with_owner().filter(rule).select_related("session")


def _piece(focus: Focus) -> Piece:
    return Piece(
        kind="focus",
        engagement_id=focus.session.engagement_id,
        author_id=focus.written_by_id,
        at=focus.written_at,
        texts=tuple(text for text in (focus.aim, focus.takeaways) if text),
        page="scheduling:session-detail",
        arguments={"session_id": focus.session_id},
        row=focus,
    )


searcher(
    kind="focus",
    label="Aims and takeaways",
    rows=_focuses,
    piece=_piece,
    engagement="session__engagement",
    author="written_by",
    at="written_at",
    life="life",
)
