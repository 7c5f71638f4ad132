"""The library of clauses, the clauses of a contract, and which topics of the professional bodies they cover."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from accounts.models import Membership
from programs.coaching.library import BUILT_IN, BuiltIn
from programs.coaching.models import Clause, ClauseTopic, Contract, ContractClause
from programs.engagements.models import Program

ASKED = {
    ClauseTopic.LOGISTICS: "Where and how do you meet?",
    ClauseTopic.FEES: "Who pays, and what does it buy?",
    ClauseTopic.SCHEDULING: "How are sessions booked and moved, and what if one is cancelled late?",
    ClauseTopic.DURATION: "How long does it last, and how is it extended?",
    ClauseTopic.TERMINATION: "How can each of you end it early?",
    ClauseTopic.CONFIDENTIALITY: "What stays between you, and when can’t it?",
    ClauseTopic.INCLUSION: "Who else takes part: sponsor, supporters, people asked for feedback?",
    ClauseTopic.ROLES: "Who is responsible for what, and what is coaching not?",
}


@dataclass(frozen=True)
class Covered:
    """A topic of the bodies' list, and how many clauses speak of it."""

    topic: str
    label: str
    question: str
    clauses: int

    @property
    def words(self) -> str:
        """How often, in words."""
        return f"{self.clauses} clause{'' if self.clauses == 1 else 's'}"


def topic_choices() -> list[tuple[str, str]]:
    """The topics of the bodies' list, for a form."""
    return list(ClauseTopic.choices)


def library_of(program: Program) -> QuerySet[Clause]:
    """The clauses of a program and those of all, also the ended ones, by topic and title."""
    rows = Clause.objects.filter(Q(program=program) | Q(program__isnull=True))
    return rows.order_by("topic", "title", "id")


def get_library_clause(program: Program, clause_id: UUID) -> Clause:
    """One of them, or 404."""
    found = library_of(program).filter(pk=clause_id).first()
    if found is None:
        raise Http404
    return found


def offered_clauses(program: Program) -> list[Clause]:
    """Those that a design can take: not ended, and of two with one title the program's own."""
    return _once(library_of(program).filter(ended_at__isnull=True))


def preset_clauses(program: Program) -> list[Clause]:
    """Those with which a new contract begins."""
    return [row for row in offered_clauses(program) if row.preset]


def _once(rows: Iterable[Clause]) -> list[Clause]:
    found: dict[str, Clause] = {}
    for row in rows:
        if row.title not in found or row.program_id:
            found[row.title] = row
    return list(found.values())


def built_in_left(program: Program) -> list[BuiltIn]:
    """The clauses that come with the portal and that this library does not have by their title."""
    have = set(library_of(program).values_list("title", flat=True))
    return [row for row in BUILT_IN if row.title not in have]


def clause_choices(program: Program) -> list[tuple[str, list[tuple[str, str]]]]:
    """What a design can take, by topic; the built-in clauses where the program has no library yet."""
    rows = [(str(row.pk), row.title, row.topic) for row in offered_clauses(program)]
    if not rows and not library_of(program).exists():
        rows = [(row.slug, row.title, row.topic) for row in BUILT_IN]
    found = []
    for topic in ClauseTopic:
        titles = [(value, title) for value, title, about in rows if about == topic]
        if titles:
            found.append((topic.label, titles))
    return found


def source_of(title: str) -> str:
    """Which body's list a built-in clause answers to; "" for others."""
    return next((row.source for row in BUILT_IN if row.title == title), "")


def is_of_all(clause: Clause) -> bool:
    """Whether all coaching programs have it; then administrators write it."""
    return clause.program_id is None


def may_write(membership: Membership, clause: Clause) -> bool:
    """Clauses of one program by those who run it, clauses of all by administrators."""
    return membership.is_administrator or not is_of_all(clause)


def clauses_of(contract: Contract) -> list[ContractClause]:
    """The clauses of a contract in their order."""
    return list(ContractClause.objects.filter(contract=contract).order_by("position", "id"))


def get_contract_clause(contract: Contract, clause_id: UUID) -> ContractClause:
    """One of them, or 404."""
    found = ContractClause.objects.filter(contract=contract, pk=clause_id).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Row:
    """A clause of a library as a list shows it."""

    clause: Clause
    source: str
    writes: bool


def library_rows(program: Program, viewer: Membership) -> list[Row]:
    """The clauses of a library, each with its source and whether this person changes it."""
    return [Row(row, source_of(row.title), may_write(viewer, row)) for row in library_of(program)]


def coverage(clauses: Iterable[ContractClause]) -> list[Covered]:
    """Each topic of the bodies' list with the number of clauses about it."""
    topics = [row.topic for row in clauses]
    return [Covered(topic.value, topic.label, ASKED[topic], topics.count(topic)) for topic in ClauseTopic]
