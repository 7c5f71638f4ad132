"""What a contract says besides its objectives, as a value: as it stands, or as an amendment would have it."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from programs.coaching.models import Contract, ContractClause


@dataclass(frozen=True)
class ClauseText:
    """A clause of an agreement.

    Args:
        private: it is between client and coach, so the sponsor's text leaves it out.
    """

    topic: str
    title: str
    text: str
    private: bool = False


@dataclass(frozen=True)
class Draft:
    """The words and terms that are signed."""

    purpose: str
    focus_areas: str
    working_arrangement: str
    starts_on: date
    ends_on: date
    session_budget: int
    late_counts: bool
    clauses: tuple[ClauseText, ...] = ()


def draft_of(contract: Contract, clauses: Iterable[ContractClause]) -> Draft:
    """What the contract says now.

    Args:
        contract: with its engagement.
        clauses: its own, in their order.
    """
    engagement = contract.engagement
    return Draft(
        purpose=contract.purpose,
        focus_areas=contract.focus_areas,
        working_arrangement=contract.working_arrangement,
        starts_on=engagement.starts_on,
        ends_on=engagement.ends_on,
        session_budget=contract.session_budget,
        late_counts=contract.late_counts,
        clauses=tuple(ClauseText(row.topic, row.title, row.text, row.private) for row in clauses),
    )


def to_json(draft: Draft) -> str:
    """As an amendment keeps it."""
    return json.dumps(asdict(draft), default=str)


def from_json(text: str) -> Draft:
    """The draft that `to_json` wrote."""
    values = json.loads(text)
    days = {name: date.fromisoformat(values[name]) for name in ("starts_on", "ends_on")}
    clauses = tuple(ClauseText(**clause) for clause in values["clauses"])
    return Draft(**{**values, **days, "clauses": clauses})
