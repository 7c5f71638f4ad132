"""The agreement as plain text: the same design always gives the same text, and so the same digest.

Headings stand at the margin, everything that people wrote is indented. So nobody can write a line that reads like
another part of the agreement, and the page can tell the parts apart again.

Every party reads the shared text. What is between one client and the coach stands in a part of its own, which the
sponsor and other clients never read. Each signs the digest of exactly what they read.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from programs.coaching.draft import ClauseText, Draft
from programs.coaching.models import ClauseTopic, Portrait
from programs.covenant.items import Item
from programs.covenant.policy import who_reads
from programs.covenant.sentences import agreement_lines
from programs.covenant.terms import Terms
from programs.engagements.models import Participation
from programs.goals.models import Objective

INDENT = "  "
TITLE, PART_TITLE = "Coaching agreement", "Between client and coach"
Role = Participation.Role


@dataclass(frozen=True)
class Section:
    """A part of the agreement: its heading and its lines."""

    heading: str
    lines: list[str]


@dataclass(frozen=True)
class Material:
    """Everything that an agreement is written from.

    Args:
        draft: its words and terms; of an open amendment those that it would bring.
        parties: clients, coach, sponsor, with names.
        objectives: of all clients, in their order.
        terms: of the covenant that the parties sign with it.
        late_hours: a session cancelled later than so many hours before it is used up, where the draft says so.
        portraits: by the client's participation.
    """

    draft: Draft
    parties: Sequence[Participation]
    objectives: Sequence[Objective]
    terms: Terms
    late_hours: int
    portraits: dict[UUID, Portrait] = field(default_factory=dict)


@dataclass(frozen=True)
class Agreement:
    """The shared text, and the parts by the client's participation id. Who has nothing of their own has no part."""

    text: str
    parts: dict[UUID, str]


def agreement_of(material: Material) -> Agreement:
    """The whole agreement, in a fixed order."""
    clients = [place for place in material.parties if place.role == Role.CLIENT]
    parts = {client.pk: _part(material, client) for client in clients}
    return Agreement(_shared(material), {pk: text for pk, text in parts.items() if text})


def texts_for(agreement: Agreement, place: Participation) -> list[str]:
    """What this party reads and signs: the shared text, a client's own part, and for the coach the parts of all."""
    return [agreement.text, *(agreement.parts[pk] for pk in parts_for(agreement, place))]


def parts_for(agreement: Agreement, place: Participation) -> list[UUID]:
    """The clients whose parts this party reads, in the order in which they are signed."""
    return [pk for pk in sorted(agreement.parts) if place.role == Role.COACH or pk == place.pk]


def digest_of(*texts: str) -> str:
    """SHA-256 of one or several texts with a blank line between them, in hexadecimal."""
    return hashlib.sha256("\n\n".join(texts).encode()).hexdigest()


def sections_of(text: str) -> list[Section]:
    """The parts of a text that `agreement_of` wrote."""
    sections: list[Section] = []
    for line in text.split("\n")[1:]:
        if line.startswith(INDENT):
            sections[-1].lines.append(line.removeprefix(INDENT))
        else:
            sections.append(Section(line, []))
    return sections


def who_sees_what(terms: Terms, parties: Iterable[Participation]) -> list[str]:
    """The covenant: a sentence for each party and the organization, and what holds besides."""
    return agreement_lines(terms, [(place.role, place.name) for place in parties])


def _shared(material: Material) -> str:
    draft, parties = material.draft, material.parties
    signed = [row for row in material.objectives if _read_by_all(row, parties, material.terms)]
    return _text(
        TITLE,
        [
            Section("Parties", [f"{place.get_role_display()}: {place.name}" for place in parties]),
            Section("Term", [f"{_day(draft.starts_on)} to {_day(draft.ends_on)}"]),
            Section("Purpose", [draft.purpose]),
            Section("Focus areas", [draft.focus_areas]),
            Section("How we work", [draft.working_arrangement]),
            Section("Sessions", _sessions(draft, material.late_hours)),
            *_objectives(signed, parties),
            *_clauses(draft.clauses, private=False),
            Section("Who sees what", who_sees_what(material.terms, parties)),
        ],
    )


def _part(material: Material, client: Participation) -> str:
    portrait, parties = material.portraits.get(client.pk), material.parties
    own = [row for row in material.objectives if row.owner_id == client.pk and _read_by_two(row, material)]
    sections = [
        *([Section("Strengths", [portrait.strengths])] if portrait and portrait.strengths else []),
        *([Section("Development areas", [portrait.development])] if portrait and portrait.development else []),
        *_objectives(own, []),
        *_clauses(material.draft.clauses, private=True),
    ]
    if not sections:
        return ""
    talking = [place for place in parties if place.role == Role.COACH or place.pk == client.pk]
    names = [f"{place.get_role_display()}: {place.name}" for place in talking]
    return _text(PART_TITLE, [Section("Parties", names), *sections])


def _read_by_all(objective: Objective, parties: Sequence[Participation], terms: Terms) -> bool:
    """Every party reads the shared text, so it holds no objective that one of them may not read."""
    return len(_readers(objective, parties, terms)) == len(parties)


def _read_by_two(objective: Objective, material: Material) -> bool:
    """What is not for every party stands in the client's part, if the coach may read it."""
    readers = _readers(objective, material.parties, material.terms)
    return len(readers) < len(material.parties) and any(place.role == Role.COACH for place in readers)


def _readers(objective: Objective, parties: Sequence[Participation], terms: Terms) -> list[Participation]:
    return who_reads(terms, parties, Item.OBJECTIVES, owner_id=objective.owner_id, life=objective.life)


def _sessions(draft: Draft, late_hours: int) -> list[str]:
    late = f"A session that is cancelled less than {late_hours} hours before it begins is used up"
    return [f"Up to {draft.session_budget}", *([late] if draft.late_counts and late_hours else [])]


def _clauses(clauses: Iterable[ClauseText], *, private: bool) -> list[Section]:
    """A topic stands before the title, so that a clause cannot be called like another section."""
    return [
        Section(f"{ClauseTopic(clause.topic).label}: {_line(clause.title)}", [clause.text])
        for clause in clauses
        if clause.private == private
    ]


def _objectives(objectives: Iterable[Objective], parties: Sequence[Participation]) -> list[Section]:
    clients = {place.pk: place.name for place in parties if place.role == Role.CLIENT}
    of_whom = clients if len(clients) > 1 else {}
    return [
        _objective(number, objective, of_whom.get(objective.owner_id, ""))
        for number, objective in enumerate(objectives, start=1)
    ]


def _objective(number: int, objective: Objective, name: str) -> Section:
    unit = f" {objective.unit}" if objective.unit else ""
    return Section(
        f"Objective {number}",
        [
            *([f"Of {name}"] if name else []),
            objective.title,
            f"Measured by: {objective.indicator}",
            *([f"Shown by: {objective.evidence}"] if objective.evidence else []),
            f"From {_number(objective.baseline)} to {_number(objective.target)}{unit}",
            f"{_day(objective.starts_on)} to {_day(objective.due_on)}",
        ],
    )


def _text(title: str, sections: list[Section]) -> str:
    return "\n".join([title, *(line for section in sections for line in _written(section))])


def _written(section: Section) -> list[str]:
    lines = [line.strip() for text in section.lines for line in text.splitlines()]
    return [section.heading, *(INDENT + line for line in lines if line)]


def _line(text: str) -> str:
    return " ".join(text.split())


def _day(value: date) -> str:
    return f"{value.day} {value:%B} {value.year}"


def _number(value: Decimal) -> str:
    return f"{Decimal(value).normalize():f}"
