"""The clauses of one contract: taken from the library or written for it, changed, ordered and removed."""

from collections.abc import Sequence

from django.db import transaction

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError
from programs.coaching.actions.words import check_length, check_seen, open_design
from programs.coaching.library import BUILT_IN
from programs.coaching.models import Clause, ClauseTopic, Comment, Contract, ContractClause
from programs.coaching.queries.clauses import clauses_of, library_of, offered_clauses, preset_clauses
from programs.coaching.queries.parts import clause_words

TITLE = 120
MOST = 40


def copy_presets(contract: Contract) -> None:
    """Begin a design with the clauses that the program says; for the action that starts it."""
    for position, clause in enumerate(preset_clauses(contract.engagement.program)):
        _copy(contract, clause, position)


@transaction.atomic
def take_clause(*, contract: Contract, choice: str, by: Membership) -> ContractClause:
    """Copy a clause of the library into the contract; from then on its words are the contract's.

    Args:
        choice: the id of a clause of the library or, where a program has none yet, what a built-in one is called.

    Raises:
        NotAllowed: `by` is neither client nor coach.
        DomainError: the design is not open, the clause is not offered, or its title is taken.
    """
    open_design(contract, by)
    program = contract.engagement.program
    offered: dict[str, object] = {str(row.pk): row for row in offered_clauses(program)}
    if not library_of(program).exists():
        offered = {row.slug: row for row in BUILT_IN}
    source = offered.get(choice)
    if source is None:
        raise DomainError("Choose a clause of the library.", field="choice")
    rows = clauses_of(contract)
    _check_room(rows)
    _check_title(rows, source.title, None, field="choice")
    clause = _copy(contract, source, _next(rows))
    record("took clause", clause, by=by, topic=clause.topic)
    return clause


@transaction.atomic
def write_clause(
    *, contract: Contract, topic: str, title: str, text: str, private: bool, by: Membership
) -> ContractClause:
    """Write a clause of this contract's own.

    Args:
        private: between client and coach; the sponsor's agreement leaves it out.

    Raises:
        NotAllowed: `by` is neither client nor coach.
        DomainError: the design is not open, something is missing or too long, or the title is taken.
    """
    open_design(contract, by)
    rows = clauses_of(contract)
    _check_room(rows)
    values = _checked(rows, None, topic, title, text, private=private)
    clause = ContractClause.objects.create(contract=contract, position=_next(rows), **values)
    record("wrote clause", clause, by=by, topic=topic)
    return clause


@transaction.atomic
def change_contract_clause(
    *,
    contract: Contract,
    clause: ContractClause,
    topic: str,
    title: str,
    text: str,
    private: bool,
    by: Membership,
    seen: str = "",
) -> None:
    """Change a clause in this contract alone; the library keeps its words.

    Args:
        seen: the digest of the clause as the form showed it; "" where that does not matter.

    Raises:
        NotAllowed: `by` is neither client nor coach.
        PartChanged: somebody else saved it meanwhile.
        DomainError: as for writing one; or it is not there any more.
    """
    open_design(contract, by)
    rows = clauses_of(contract)
    row = next((row for row in rows if row.pk == clause.pk), None)
    if row is None:
        raise DomainError("This clause was removed meanwhile. Write it as a new one to keep your words.")
    values = _checked(rows, row, topic, title, text, private=private)
    check_seen(seen, clause_words(row), values)
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
    record("changed clause", row, by=by, topic=topic)


@transaction.atomic
def move_contract_clause(*, contract: Contract, clause: ContractClause, up: bool, by: Membership) -> None:
    """One place up or down; at the end nothing happens.

    Raises:
        NotAllowed: `by` is neither client nor coach.
        DomainError: the design is not open.
    """
    open_design(contract, by)
    rows = clauses_of(contract)
    here = next((number for number, row in enumerate(rows) if row.pk == clause.pk), None)
    there = None if here is None else here + (-1 if up else 1)
    if here is None or there is None or not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    for position, row in enumerate(rows):
        row.position = position
    ContractClause.objects.bulk_update(rows, ["position"])
    record("moved clause", clause, by=by, up=up)


@transaction.atomic
def remove_contract_clause(*, contract: Contract, clause: ContractClause, by: Membership) -> None:
    """Take a clause out of the contract, with what was said about it.

    Raises:
        NotAllowed: `by` is neither client nor coach.
        DomainError: the design is not open.
    """
    open_design(contract, by)
    Comment.objects.filter(contract=contract, part=f"clause:{clause.pk}").delete()
    record("removed clause", clause, by=by, topic=clause.topic)
    clause.delete()


def _copy(contract: Contract, source, position: int) -> ContractClause:
    return ContractClause.objects.create(
        contract=contract,
        clause=source if isinstance(source, Clause) else None,
        topic=source.topic,
        title=source.title,
        text=source.text,
        private=source.private,
        position=position,
    )


def _next(rows: Sequence[ContractClause]) -> int:
    return max((row.position for row in rows), default=-1) + 1


def _check_room(rows: Sequence[ContractClause]) -> None:
    if len(rows) >= MOST:
        raise DomainError(f"An agreement has at most {MOST} clauses. Put some together first.")


def _check_title(rows: Sequence[ContractClause], title: str, own: ContractClause | None, *, field: str) -> None:
    for row in rows:
        if row.title.casefold() == title.casefold() and (own is None or row.pk != own.pk):
            raise DomainError(f"This agreement has a clause “{row.title}” already. Choose another title.", field=field)


def _checked(rows, own: ContractClause | None, topic: str, title: str, text: str, *, private: bool) -> dict:
    title, text = " ".join(title.split()), text.replace("\r\n", "\n").strip()
    if topic not in ClauseTopic.values:
        raise DomainError("Choose what the clause is about.", field="topic")
    if not title or len(title) > TITLE:
        raise DomainError(f"Give it a title of at most {TITLE} characters.", field="title")
    _check_title(rows, title, own, field="title")
    if not text:
        raise DomainError("Write what the clause says.", field="text")
    check_length(text, "text")
    return {"topic": topic, "title": title, "text": text, "private": private}
