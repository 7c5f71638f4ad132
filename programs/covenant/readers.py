"""Who can read a thing, in words: the line beside every form and list of something confidential."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from programs.covenant.items import ORGANIZATION, Access, Item
from programs.covenant.policy import Reading, reading_as, who_reads
from programs.engagements.models import Participation

MOST_NAMES = 4
NOBODY_ELSE = "Nobody else can, not even administrators."
AND_ORGANIZATION = "Those who run the program can too."


@dataclass(frozen=True)
class Readers:
    """One line.

    Args:
        words: who can read it, in sentences.
        private: whether somebody in the engagement can't.
    """

    words: str
    private: bool

    @property
    def icon(self) -> str:
        """A lock where it stays with some, people where everybody here reads it."""
        return "lock" if self.private else "people"


def readers_of(
    reading: Reading,
    people: Sequence[Participation],
    items: Collection[str],
    *,
    owner_id: UUID | None,
    life: bool = False,
    sitting: bool = False,
) -> Readers:
    """Who reads one thing.

    Args:
        reading: the viewer's, with the terms that hold.
        people: who takes part.
        items: what it is; who has to be allowed several (a measurement and its objective) needs all of them.
        owner_id: whose it is.
        life: a life question.
        sitting: only those with a place in the sessions, as for what was behind a measurement.
    """
    found = [person for person in people if not sitting or reading_as(reading.terms, person).sits]
    for item in items:
        found = who_reads(reading.terms, found, item, owner_id=owner_id, life=life)
    told = not sitting and not life and items and _organization_reads(reading, items)
    words = f"{_named(found, people, reading)} can read this. {AND_ORGANIZATION if told else NOBODY_ELSE}"
    return Readers(words, len(found) < len(people))


def readers_of_list(reading: Reading, people: Sequence[Participation], item: str) -> Readers:
    """Who reads what stands in a list that holds things of several people."""
    full = [person for person in people if reading_as(reading.terms, person).access(item) == Access.ALL]
    own = [person for person in people if reading_as(reading.terms, person).access(item) == Access.OWN]
    end = AND_ORGANIZATION if _organization_reads(reading, [item]) else NOBODY_ELSE
    parts = [f"{_named(full, people, reading)} can read all of these."] if full else []
    if own:
        whose = "your" if any(person.pk == reading.participation_id for person in own) else "their"
        parts.append(f"{_named(own, people, reading, only='You')} can read {whose} own.")
    return Readers(f"{' '.join(parts)} {end}".strip(), bool(own) or len(full) < len(people))


def _organization_reads(reading: Reading, items: Collection[str]) -> bool:
    return all(reading.terms.level(Item(item), ORGANIZATION) == Access.ALL for item in items)


def _named(
    found: Sequence[Participation], people: Sequence[Participation], reading: Reading, only: str = "Only you"
) -> str:
    """ "You and Helen Byrne", "All 7 people here", "5 of the 7 people here"."""
    if len(found) > MOST_NAMES:
        if len(found) == len(people):
            return f"All {len(people)} people here"
        without = [person.name for person in people if person not in found]
        if len(without) <= 2:
            return f"All {len(people)} people here but {' and '.join(without)}"
        return f"{len(found)} of the {len(people)} people here"
    mine = [person for person in found if person.pk == reading.participation_id]
    names = ["You"] * len(mine) + [person.name for person in found if person not in mine]
    if names == ["You"]:
        return only
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names) or "Nobody"
