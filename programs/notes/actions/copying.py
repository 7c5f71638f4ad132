"""Take a copy of what one wrote and may keep."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError
from portal.tenancy.context import organization_context
from programs.engagements.models import Engagement
from programs.notes.actions.opening import record_accesses
from programs.notes.copying import WRITERS, Writer
from programs.notes.queries.copying import BATCH, Copy, copy_of
from programs.notes.searching import SEARCHERS, Piece, Scope, Searcher


@dataclass(frozen=True)
class CopyFile:
    """A file that is written while it is sent.

    Args:
        parts: its text, in small parts; each is read in a transaction of its own.
    """

    name: str
    content_type: str
    parts: Iterator[str]


@transaction.atomic
def take_copy(*, form: str, by: Membership, engagement: Engagement | None = None) -> CopyFile:
    """A file with what this person wrote, and what others shared with them and they may keep.

    Notes of others in it count as opened. The trail says that a copy was taken, never what is in it.

    Args:
        form: "md" or "json".
        engagement: only of this one, in which `by` has or had a place; else of everything in the organization.

    Raises:
        DomainError: there is no such form.
    """
    if form not in WRITERS:
        raise DomainError("Choose the kind of file: one to read, or one for programs.")
    writer, copy, now = WRITERS[form](), copy_of(by, engagement), timezone.now()
    record("took a copy", engagement or by, by=by, form=form)
    head = writer.begin(copy, now)  # here, where the organization is still at hand
    name = f"what-i-wrote-{timezone.localdate().isoformat()}.{writer.name}"
    return CopyFile(name, writer.content_type, _parts(copy, writer, head))


def _parts(copy: Copy, writer: Writer, head: str) -> Iterator[str]:
    yield head
    for number, engagement in enumerate(copy.engagements):
        yield writer.engagement(engagement, first=number == 0)
        scope = _scope(copy, engagement)
        for source in SEARCHERS.values():
            yield from _kind(copy, writer, scope, source)
        yield writer.after_engagement()
    yield writer.end()


def _kind(copy: Copy, writer: Writer, scope: Scope, source: Searcher) -> Iterator[str]:
    start, more, first = 0, True, True
    while more:
        pieces, more = _read(copy, scope, source, start)
        start += BATCH
        if pieces:
            yield writer.pieces(copy, source, pieces, first=first)
            first = False


def _scope(copy: Copy, engagement: Engagement) -> Scope:
    """Read in a context of its own, as everything here: the file is sent after the page's context has ended."""
    person = copy.membership
    with organization_context(person.organization_id, person.user_id), transaction.atomic():
        return copy.scope(engagement)


def _read(copy: Copy, scope: Scope, source: Searcher, start: int) -> tuple[list[Piece], bool]:
    person = copy.membership
    with organization_context(person.organization_id, person.user_id), transaction.atomic():
        pieces, more = copy.batch(scope, source, start)
        record_accesses(notes=[piece.row for piece in pieces if piece.kind == "note"], reader=person)
        return pieces, more
