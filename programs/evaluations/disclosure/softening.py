"""Counts of answers in which nobody's answer can be read, even when all are alike.

Five answers are not enough when all five are the same: then everybody's answer is known. This is the homogeneity attack
on k-anonymity (Machanavajjhala, Kifer, Gehrke and Venkitasubramaniam 2007, "l-diversity", ACM TKDD 1(1)). Official
statistics answer it by rounding (Stats NZ: counts to base 3; HESA: to the nearest 5, no averages below 7; ONS: rounding
and suppression of full cells). Rounding every count would make small groups useless, so here only what is nearly
unanimous is made coarse: the possible sets of answers that are too close to unanimous get one and the same counts.

For `most` = the answers that an attacker may know as their own, the mode v, the value beside it towards the middle of
the scale, and the k answers besides v:

- k > most + 1: the counts as they are. Without the attacker's own answers there are still two different values.
- more than `most` of the k are not the value beside v: as they are too. The attacker cannot own all of those.
- otherwise j of the k are the value beside v. All of j = 0 .. most + 1 - (k - j) look the same. Whatever the attacker
  owns, the rest may be v throughout, and may hold one answer beside v, and it may be anybody's.

The counts that stand for all of them are in the middle, so with most = 1 a mean is off by a step divided by the number
of answers, or less. A test tries every set of answers of small groups.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Soft:
    """Counts by category. `nearly` tells that they stand for several possible ones."""

    counts: tuple[int, ...]
    nearly: bool = False


def soften(counts: Sequence[int], most: int = 1) -> Soft:
    """The counts, or those that stand for everything nearly unanimous.

    Args:
        counts: answers by category; neighbours in the sequence are neighbours in meaning, as on a scale.
        most: how many of the answers somebody may know as their own; 0 where no reader has answered.

    Raises:
        ValueError: there are too few answers or categories to hide anything.
    """
    whole = sum(counts)
    if len(counts) < 2 or whole < 2 * most + 3:
        raise ValueError("Too few answers or categories to be published.")
    mode = max(range(len(counts)), key=lambda place: counts[place])
    beside = mode - 1 if mode >= len(counts) / 2 else mode + 1
    besides = whole - counts[mode]
    far = besides - counts[beside]
    if besides > most + 1 or far > most:
        return Soft(tuple(counts))
    found = list(counts)
    found[beside] = max((most + 2 - far) // 2, 1)
    found[mode] = whole - far - found[beside]
    return Soft(tuple(found), nearly=True)
