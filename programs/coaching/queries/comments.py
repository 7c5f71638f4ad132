"""What is said about the parts of a design, and who of client and coach may read it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from programs.coaching.models import Comment, Contract
from programs.engagements.models import Participation

Role = Participation.Role
BETWEEN = "@"  # in a key before the client whose own part it is
GENERAL = "design"
SHARED_PARTS = (GENERAL, "purpose", "focus_areas", "working_arrangement", "clauses", "covenant", "parties")


def key_of(part: str, client_id: UUID | None = None) -> str:
    """How a page names the thread of a part, or of the part of one client."""
    return f"{part}{BETWEEN}{client_id}" if client_id else part


@dataclass(frozen=True)
class Thread:
    """What is said about one part.

    Args:
        key: how forms name it.
        title: of the part, for the label.
        client: the one client between whom and the coach it stays; None where client and coach of all read it.
    """

    key: str
    title: str
    client: Participation | None = None
    comments: Sequence[Comment] = field(default_factory=list)

    @property
    def waiting(self) -> list[Comment]:
        """Those that nobody has settled."""
        return [row for row in self.comments if row.settled_at is None]

    @property
    def settled(self) -> list[Comment]:
        """The others."""
        return [row for row in self.comments if row.settled_at is not None]


def readable_comments(contract: Contract, place: Participation) -> QuerySet[Comment]:
    """All that this client or coach may read, the oldest first; nothing for a sponsor."""
    rows = Comment.objects.filter(contract=contract).select_related("written_by__membership__user")
    rows = rows.order_by("written_at", "id")
    if place.role == Role.COACH:
        return rows
    if place.role == Role.CLIENT:
        return rows.filter(client__isnull=True) | rows.filter(client=place)
    return rows.none()


def get_comment(contract: Contract, place: Participation, comment_id: UUID) -> Comment:
    """One that this client or coach may read, or 404."""
    found = readable_comments(contract, place).filter(pk=comment_id).first()
    if found is None:
        raise Http404
    return found


def find_comment(comment_id: UUID) -> Comment | None:
    """A comment with its contract, for what is told about it."""
    rows = Comment.objects.select_related("contract__engagement__program", "written_by")
    return rows.filter(pk=comment_id).first()


def thread_of(comments: Iterable[Comment], part: str, title: str, client: Participation | None = None) -> Thread:
    """The thread of a part, out of what somebody may read.

    Args:
        client: whose own part it is. What was said while it was everybody's stays in sight.
    """
    client_id = client.pk if client else None
    found = [row for row in comments if row.part == part and (client is None or row.client_id in {None, client_id})]
    return Thread(key_of(part, client_id), title, client, found)


def open_comments(comments: Iterable[Comment]) -> int:
    """How many of these are not settled."""
    return sum(row.settled_at is None for row in comments)
