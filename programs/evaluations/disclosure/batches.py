"""Which closed rounds are published together, for ever.

A batch holds five people or more and is only ever published whole. Two published sets of answers are both unions of
batches, so what one has and the other has not is a union of batches too: five people or more, or nobody.
"""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

ENOUGH = 5  # people; k-anonymity with k = 5 (Sweeney 2002), also HESA's and most surveys' least group


@dataclass(frozen=True)
class Strength:
    """How well a batch hides its people.

    Args:
        answers: sets of answers in it.
        most: the most of them that one person gave; whoever gave them can take them away.
        needed: from so many answers to one question on, five people stand behind them for certain, and there is room
            for softening.
    """

    answers: int
    most: int
    needed: int

    @property
    def holds(self) -> bool:
        """Whether it may be published."""
        return self.answers >= self.needed


@dataclass(frozen=True)
class Waiting:
    """A closed round that is in no batch yet, and who answered in it, once for each set of answers."""

    key: Hashable
    people: tuple[Hashable, ...]


@dataclass(frozen=True)
class Joined:
    """Rounds that are published together."""

    keys: tuple[Hashable, ...]
    strength: Strength


def strength_of(people: Iterable[Hashable], *, once: bool = False) -> Strength:
    """How well these respondents hide each other.

    Args:
        once: only one set of answers of each person is used, which needs rounds that know whose they are.
    """
    counts = Counter(people)
    given = sorted((1 if once else count for count in counts.values()), reverse=True)
    most = given[0] if given else 0
    # Four people can have given no more than this: with one answer more there is a fifth.
    needed = max(sum(given[: ENOUGH - 1]) + 1, 2 * most + 3, ENOUGH)
    if len(given) < ENOUGH:
        needed = max(needed, sum(given) + 1)
    return Strength(sum(given), most, needed)


def join(waiting: Iterable[Waiting], *, once: bool = False) -> list[Joined]:
    """Batches of rounds, in the order in which they closed; those at the end that are too few wait on.

    A round that is enough by itself is a batch by itself, since its own people see its results: joined with a smaller
    one, they could take theirs away and be left with the other's two or three answers.

    Args:
        once: see `strength_of`.
    """
    found: list[Joined] = []
    group: list[Waiting] = []
    for row in waiting:
        alone = strength_of(row.people, once=once)
        if alone.holds:
            found.append(Joined((row.key,), alone))
            continue
        group.append(row)
        strength = strength_of((person for member in group for person in member.people), once=once)
        if strength.holds:
            found.append(Joined(tuple(member.key for member in group), strength))
            group = []
    return found
