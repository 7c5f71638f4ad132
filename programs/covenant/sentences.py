"""A covenant in plain sentences: who reads what, by name. Pure: terms and names in, words out.

The same terms and names give the same sentences, so that they can stand in a text that is signed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from programs.covenant.items import LEADS, LED, ORGANIZATION, Access, Item, Role, choices_for
from programs.covenant.terms import Terms
from programs.engagements.kinds import Kind

ANYBODY = {  # what a page says where it knows nobody by name yet
    Role.MENTOR: "the mentor",
    Role.MENTEE: "mentees",
    Role.COACH: "the coach",
    Role.CLIENT: "the client",
    Role.SPONSOR: "a sponsor",
    Role.TRAINER: "the trainer",
    Role.LEARNER: "learners",
}
MOST_NAMES = 4
_WORDS = {
    Item.TOPICS: "topics",
    Item.NOTES: "shared notes",
    Item.OBJECTIVES: "objectives",
    Item.MEASUREMENTS: "measurements",
    Item.ACTIONS: "actions",
    Item.FEEDBACK: "360 results",
    Item.ATTENDANCE: "attendance",
    Item.EVALUATIONS: "numbers from evaluations",
}
_SHOWN = {Item.ATTENDANCE: "who came", Item.EVALUATIONS: "numbers from evaluations"}
NOTES = "A shared note says who reads it: everybody here, or people by name. An own note is read by nobody else."
RELEASED = "Sponsors read notes that are released to them, and no others."
LIFE = "What is marked as a life question is read by the person whose it is and by {lead}, nobody else."


@dataclass(frozen=True)
class Column:
    """One column of the covenant: a role, and who stands in it."""

    role: str
    label: str
    names: tuple[str, ...] = ()

    @property
    def who(self) -> str:
        """ "Amara Okafor and Tiago Mendes", or "mentees" where nobody is named."""
        if not self.names:
            return ANYBODY.get(self.role, self.label)
        shown, rest = self.names[:MOST_NAMES], len(self.names) - MOST_NAMES
        return listed([*shown, f"{rest} other{'s' * (rest > 1)}"] if rest > 0 else shown)

    @property
    def many(self) -> bool:
        """Whether the verb behind it is a plural one."""
        return len(self.names) > 1 or (not self.names and self.role in LED - {Role.CLIENT})


def listed(words: Sequence[str], last: str = "and") -> str:
    """ "topics, notes and actions"."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def columns_of(terms: Terms, organization: str, people: Iterable[tuple[str, str]] | None = None) -> list[Column]:
    """The columns with who stands in them; a role that nobody has is left out where people are known.

    Args:
        terms: give the roles.
        organization: the name of its column.
        people: role and name of each, where it is known who takes part.
    """
    names: dict[str, list[str]] = {}
    for role, name in people or ():
        names.setdefault(role, []).append(name)
    roles = [role for role in terms.roles if role != ORGANIZATION and (people is None or role in names)]
    columns = [Column(str(role), Role(role).label, tuple(names.get(role, ()))) for role in roles]
    return [*columns, Column(ORGANIZATION, organization)]


def who_sees_what(terms: Terms, columns: Sequence[Column]) -> list[tuple[Column, str]]:
    """A sentence for each column."""
    return [(column, _of_column(terms, column)) for column in columns]


def further(terms: Terms, columns: Sequence[Column]) -> list[str]:
    """What holds besides: notes, life questions, what the organization has reserved, and how long text is kept."""
    lead = next((column.who for column in columns if column.role in LEADS), "who leads")
    sponsored = any(column.role == Role.SPONSOR for column in columns)
    released = sponsored and terms.level(Item.NOTES, Role.SPONSOR) == Access.ALL
    return [
        NOTES,
        *([RELEASED] if released else []),
        LIFE.format(lead=lead),
        *reserved(terms, columns[-1].label),
        retention(terms),
    ]


def reserved(terms: Terms, organization: str) -> list[str]:
    """What those who run the program may open, in words; that they may not is said as well."""
    found = []
    if terms.oversight:
        found.append(
            f"Those who run the program at {organization} may open shared notes, each time with a reason, and "
            f"everybody here is told. Why it is reserved: {terms.oversight.strip().rstrip('.')}."
        )
    if terms.emergency:
        found.append(
            f"In an emergency two administrators of {organization} may open all notes together, also own ones, and "
            "everybody here is told."
        )
    return found or [f"Nobody at {organization} can open notes, whatever the reason."]


def retention(terms: Terms) -> str:
    """How long text is kept."""
    return f"Text is deleted {terms.months} month{'s' * (terms.months != 1)} after the end."


def agreement_lines(terms: Terms, people: Iterable[tuple[str, str]]) -> list[str]:
    """The covenant as lines of a longer text that is signed. The organization may be renamed, the text stays."""
    columns = columns_of(terms, "the organization", people)
    return [*(said for _, said in who_sees_what(terms, columns)), *further(terms, columns)]


def in_short(terms: Terms, organization: str) -> list[str]:
    """Two or three sentences for other pages; what is reserved is always among them."""
    aside = reserved(terms, organization) if terms.oversight or terms.emergency else []
    return [f"What is said here stays here. {_organization(terms, organization)}", *aside, retention(terms)]


def _of_column(terms: Terms, column: Column) -> str:
    if column.role == ORGANIZATION:
        return _organization(terms, column.label)
    return f"{_upper(column.who)} {reads(terms, column.role, many=column.many)}."


def reads(terms: Terms, role: str, *, many: bool = False) -> str:
    """What this role reads, of what only their own, and what never: the sentence behind a name.

    Args:
        many: the verb of several people.
    """
    words: dict[Access, list[str]] = {level: [] for level in Access}
    for item in Item:
        level = terms.level(item, role)
        released = item == Item.NOTES and role == Role.SPONSOR and level == Access.ALL
        words[level].append("released notes" if released else _WORDS[item])
    verb, parts = "read" if many else "reads", []
    if words[Access.ALL]:
        parts.append(f"{verb} {listed(words[Access.ALL])}")
    if words[Access.OWN]:
        start = "of" if parts else f"{verb}, of"
        parts.append(f"{start} {listed(words[Access.OWN])} only their own")
    if words[Access.NONE]:
        parts.append(f"never {listed(words[Access.NONE], 'or')}")
    return "; ".join(parts)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _organization(terms: Terms, organization: str) -> str:
    shown = [_SHOWN[item] for item in (Item.ATTENDANCE, Item.EVALUATIONS) if _all(terms, item)]
    return f"{_upper(organization)} sees {listed(['names', 'dates', *shown])}, never words."


def _all(terms: Terms, item: Item) -> bool:
    return terms.level(item, ORGANIZATION) == Access.ALL


def cell_words(item: str, role: str, level: str) -> str:
    """What stands in a cell, and is offered for it."""
    if level == Access.ALL:
        if item == Item.NOTES:
            return "Released ones" if role == Role.SPONSOR else "Shared ones"
        return "Numbers" if item == Item.EVALUATIONS else "Everybody’s"
    return {Access.NONE: "Nothing", Access.OWN: "Only their own", Access.REASON: "With a reason"}[Access(level)]


@dataclass(frozen=True)
class Cell:
    """A cell of the table."""

    column: Column
    level: Access
    words: str

    @property
    def is_open(self) -> bool:
        return self.level != Access.NONE


def table_of(terms: Terms, columns: Sequence[Column]) -> list[tuple[Item, list[Cell]]]:
    """Items down, columns across."""
    return [(item, [_cell(terms, item, column) for column in columns]) for item in Item]


def _cell(terms: Terms, item: Item, column: Column) -> Cell:
    level = terms.level(item, column.role)
    return Cell(column, level, cell_words(item, column.role, level))


@dataclass(frozen=True)
class Difference:
    """Something that two terms say differently, in words."""

    what: str
    who: str
    was: str
    becomes: str


def differences(was: Terms, becomes: Terms, columns: Sequence[Column]) -> list[Difference]:
    """Cell by cell what is different, then months and what is reserved."""
    found = [
        Difference(item.label, column.who, *(cell_words(item, column.role, level) for level in levels))
        for item in Item
        for column in columns
        if len(set(levels := (was.level(item, column.role), becomes.level(item, column.role)))) > 1
    ]
    if was.months != becomes.months:
        found.append(Difference("Text is deleted", "", *(f"After {terms.months} months" for terms in (was, becomes))))
    organization = columns[-1].label
    old, new = ([] if terms is None else reserved(terms, organization) for terms in (was, becomes))
    if old != new:
        found.append(Difference("Opening notes", organization, " ".join(old), " ".join(new)))
    return found


def open_cells(terms: Terms) -> list[tuple[Item, str]]:
    """The cells that people decide about; whether notes may be opened with a reason is declared apart."""
    return [
        (item, str(role))
        for item in Item
        for role in terms.roles
        if len(choices_for(item, role)) > 1 and (item, role) != (Item.NOTES, ORGANIZATION)
    ]


def with_cells(terms: Terms, cells: Mapping[tuple[str, str], str], **changes) -> Terms:
    """The same terms with other cells, months, oversight or emergency."""
    matrix = {item: dict(row) for item, row in terms.matrix.items()}
    for (item, role), level in cells.items():
        matrix[str(item)][role] = str(level)
    kept = {"months": terms.months, "oversight": terms.oversight, "emergency": terms.emergency}
    return Terms(kind=Kind(terms.kind).value, matrix=matrix, **{**kept, **changes})
