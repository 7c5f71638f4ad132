"""The agreement as plain text: the same design always gives the same text, and so the same digest.

Headings stand at the margin, everything that people wrote is indented. So nobody can write a line that reads like
another part of the agreement, and the page can tell the parts apart again.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from programs.coaching.models import Contract
from programs.covenant.items import Item
from programs.covenant.policy import who_reads
from programs.covenant.sentences import agreement_lines
from programs.covenant.terms import Terms
from programs.engagements.models import Participation
from programs.goals.models import Objective

INDENT = "  "


@dataclass(frozen=True)
class Section:
    """A part of the agreement: its heading and its lines."""

    heading: str
    lines: list[str]


def agreement_text(
    contract: Contract, parties: Sequence[Participation], objectives: Iterable[Objective], terms: Terms
) -> str:
    """The whole agreement, in a fixed order.

    Args:
        contract: with its engagement.
        parties: client, coach, sponsor, with names.
        objectives: the client's, in their order; those that a party may not read stay out.
        terms: of the covenant that the parties sign with it.
    """
    engagement = contract.engagement
    signed = [objective for objective in objectives if _read_by_all(objective, parties, terms)]
    sections = [
        Section("Parties", [f"{place.get_role_display()}: {place.name}" for place in parties]),
        Section("Term", [f"{_day(engagement.starts_on)} to {_day(engagement.ends_on)}"]),
        Section("Purpose", [contract.purpose]),
        Section("Focus areas", [contract.focus_areas]),
        Section("How we work", [contract.working_arrangement]),
        Section("Sessions", [f"Up to {contract.session_budget}"]),
        *(_objective(number, objective) for number, objective in enumerate(signed, start=1)),
        Section("Who sees what", who_sees_what(terms, parties)),
    ]
    return "\n".join(["Coaching agreement", *(line for section in sections for line in _written(section))])


def who_sees_what(terms: Terms, parties: Iterable[Participation]) -> list[str]:
    """The covenant: a sentence for each party and the organization, and what holds besides."""
    return agreement_lines(terms, [(place.role, place.name) for place in parties])


def _read_by_all(objective: Objective, parties: Sequence[Participation], terms: Terms) -> bool:
    """Every party reads the agreement, so it holds no objective that one of them may not read."""
    if objective.life:
        return False
    return len(who_reads(terms, parties, Item.OBJECTIVES, owner_id=objective.owner_id)) == len(parties)


def digest_of(text: str) -> str:
    """SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def sections_of(text: str) -> list[Section]:
    """The parts of a text that `agreement_text` wrote."""
    sections: list[Section] = []
    for line in text.split("\n")[1:]:
        if line.startswith(INDENT):
            sections[-1].lines.append(line.removeprefix(INDENT))
        else:
            sections.append(Section(line, []))
    return sections


def _objective(number: int, objective: Objective) -> Section:
    unit = f" {objective.unit}" if objective.unit else ""
    return Section(
        f"Objective {number}",
        [
            objective.title,
            f"Measured by: {objective.indicator}",
            f"From {_number(objective.baseline)} to {_number(objective.target)}{unit}",
            f"{_day(objective.starts_on)} to {_day(objective.due_on)}",
        ],
    )


def _written(section: Section) -> list[str]:
    lines = [line.strip() for text in section.lines for line in text.splitlines()]
    return [section.heading, *(INDENT + line for line in lines if line)]


def _day(value: date) -> str:
    return f"{value.day} {value:%B} {value.year}"


def _number(value: Decimal) -> str:
    return f"{Decimal(value).normalize():f}"
