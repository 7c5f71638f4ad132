"""What a covenant says: a value without a database, the same for programs, proposals and what was signed."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from portal.errors import DomainError
from programs.covenant.items import ORGANIZATION, ROLES, Access, Item, choices_for, default_matrix
from programs.engagements.kinds import Kind

DEFAULT_MONTHS = 24
FEWEST_MONTHS, MOST_MONTHS = 1, 120
LONGEST_REASON = 300


@dataclass(frozen=True)
class Terms:
    """Who sees what, how long text is kept, and what the organization has reserved for itself.

    Args:
        kind: of the program.
        matrix: item to role to `Access`.
        months: after the end of the engagement its text is deleted.
        oversight: why those who run the program may open notes with a reason; "" if they may not.
        emergency: whether two administrators together may open an engagement's notes in an emergency.
    """

    kind: str
    matrix: Mapping[str, Mapping[str, str]]
    months: int = DEFAULT_MONTHS
    oversight: str = ""
    emergency: bool = False

    @property
    def roles(self) -> tuple[str, ...]:
        """The columns."""
        return ROLES[Kind(self.kind)]

    def level(self, item: str, role: str) -> Access:
        """What the cell holds; nothing for a role that the kind does not know."""
        return Access(self.matrix.get(item, {}).get(role, Access.NONE))

    def check(self) -> None:
        """Refuse what no covenant may say.

        Raises:
            DomainError: a cell holds what it may not, oversight has no declared reason (or the other way round), or
                the time makes no sense.
        """
        for item in Item:
            for role in self.roles:
                if self.level(item, role) not in choices_for(item, role):
                    raise DomainError(f"{item.label} can’t be set like this. Choose one of what is offered.")
        overseen = self.level(Item.NOTES, ORGANIZATION) == Access.REASON
        if overseen != bool(self.oversight):
            raise DomainError("Say why notes may have to be opened, or do not reserve it.", field="oversight")
        if len(self.oversight) > LONGEST_REASON:
            raise DomainError(f"Make it shorter: at most {LONGEST_REASON} characters.", field="oversight")
        if not FEWEST_MONTHS <= self.months <= MOST_MONTHS:
            raise DomainError(f"Choose between {FEWEST_MONTHS} and {MOST_MONTHS} months.", field="months")

    def as_json(self) -> dict:
        """For a JSON column; `from_json` reads it."""
        return {
            "matrix": {item: dict(row) for item, row in self.matrix.items()},
            "months": self.months,
            "oversight": self.oversight,
            "emergency": self.emergency,
        }

    @property
    def digest(self) -> str:
        """SHA-256 in hexadecimal over everything that is signed."""
        text = json.dumps({"kind": self.kind, **self.as_json()}, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def from_json(kind: str, value: Mapping) -> Terms:
    """What `as_json` wrote."""
    return Terms(
        kind=kind,
        matrix=value["matrix"],
        months=value["months"],
        oversight=value["oversight"],
        emergency=value["emergency"],
    )


def default_terms(kind: str) -> Terms:
    """What holds in a program that has declared nothing."""
    return Terms(kind=kind, matrix=default_matrix(kind))
