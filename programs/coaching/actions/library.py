"""The clauses that contracts of a program can take. A contract copies the words, so nothing here changes one."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from programs.coaching.actions.words import check_length
from programs.coaching.models import Clause
from programs.coaching.queries.clauses import built_in_left, is_of_all, may_write
from programs.engagements.models import Program
from programs.engagements.permissions import can_run_program

TITLE = 120


@transaction.atomic
def create_clause(
    *,
    program: Program,
    topic: str,
    title: str,
    text: str,
    preset: bool,
    private: bool,
    by: Membership,
    everywhere: bool = False,
) -> Clause:
    """A clause for the contracts of this program, or of all coaching programs.

    Args:
        preset: new contracts begin with it.
        private: between client and coach; the sponsor's agreement leaves it out.
        everywhere: for all coaching programs; administrators only.

    Raises:
        NotAllowed: `by` does not run the program, or is no administrator.
        DomainError: something is missing or too long, or the title is taken.
    """
    _may_keep(program, by)
    if everywhere and not by.is_administrator:
        raise NotAllowed("Clauses of all programs are written by administrators.")
    clause = Clause(program=None if everywhere else program, created_at=timezone.now(), created_by=by)
    _fill(clause, topic, title, text, preset=preset, private=private)
    clause.save()
    record("created clause", clause, by=by, topic=topic)
    return clause


@transaction.atomic
def change_clause(
    *,
    program: Program,
    clause: Clause,
    topic: str,
    title: str,
    text: str,
    preset: bool,
    private: bool,
    by: Membership,
) -> None:
    """Write it anew for contracts that take it from now on; the errors are those of creating one."""
    _may_change(program, clause, by)
    _fill(clause, topic, title, text, preset=preset, private=private)
    clause.save()
    record("changed clause", clause, by=by, topic=topic)


@transaction.atomic
def end_clause(*, program: Program, clause: Clause, by: Membership) -> None:
    """Offer it no more. Contracts that have it keep it."""
    _may_change(program, clause, by)
    if clause.ended_at is None:
        clause.ended_at, clause.ended_by = timezone.now(), by
        clause.save(update_fields=["ended_at", "ended_by"])
        record("ended clause", clause, by=by)


@transaction.atomic
def offer_clause_again(*, program: Program, clause: Clause, by: Membership) -> None:
    """Take an end back."""
    _may_change(program, clause, by)
    clause.ended_at, clause.ended_by = None, None
    clause.save(update_fields=["ended_at", "ended_by"])
    record("offered clause again", clause, by=by)


@transaction.atomic
def adopt_built_in(*, program: Program, by: Membership) -> int:
    """Take over the clauses that come with the portal, but for those whose title is there already.

    Returns:
        How many were taken over.

    Raises:
        NotAllowed: `by` does not run the program.
    """
    _may_keep(program, by)
    Program.objects.select_for_update(no_key=True).get(pk=program.pk)  # the same button twice waits here
    left = built_in_left(program)
    now = timezone.now()
    for row in left:
        Clause.objects.create(
            program=program,
            topic=row.topic,
            title=row.title,
            text=row.text,
            preset=row.preset,
            private=row.private,
            created_at=now,
            created_by=by,
        )
    record("took over clauses", program, by=by, clauses=len(left))
    return len(left)


def _may_keep(program: Program, by: Membership) -> None:
    if not can_run_program(by, program):
        raise NotAllowed("The clauses of a program are kept by those who run it.")


def _may_change(program: Program, clause: Clause, by: Membership) -> None:
    _may_keep(program, by)
    if not may_write(by, clause):
        raise NotAllowed("Clauses of all programs are written by administrators.")
    clause.refresh_from_db()


def _fill(clause: Clause, topic: str, title: str, text: str, *, preset: bool, private: bool) -> None:
    title, text = " ".join(title.split()), text.replace("\r\n", "\n").strip()
    if not title or len(title) > TITLE:
        raise DomainError(f"Give it a title of at most {TITLE} characters.", field="title")
    if not text:
        raise DomainError("Write what the clause says.", field="text")
    check_length(text, "text")
    same = Clause.objects.filter(program=clause.program_id, title__iexact=title).exclude(pk=clause.pk)
    if same.exists():
        where = "for all programs" if is_of_all(clause) else "in this library"
        raise DomainError(f"There is a clause “{title}” {where} already. Choose another title.", field="title")
    clause.topic, clause.title, clause.text, clause.preset, clause.private = topic, title, text, preset, private
