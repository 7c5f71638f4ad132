"""Statistics of before and after. Pure numbers: no database, no Django, no numerical library.

A change is never a bare difference: it comes with a 95 % interval and the number of answers, and where the interval
holds zero the words are "no clear change".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan, cos, pi, sin, sqrt
from statistics import NormalDist, fmean, stdev

ENOUGH_EACH = 5
ENOUGH_TOGETHER = 10
SURE = 0.95


@dataclass(frozen=True)
class Sample:
    """A number of answers by their average and standard deviation."""

    count: int
    mean: float
    spread: float


@dataclass(frozen=True)
class Change:
    """A difference of averages, from `low` to `high` with 95 % confidence.

    Args:
        paired: the same people answered both times, and each was compared with themselves.
    """

    before: Sample
    after: Sample
    difference: float
    low: float
    high: float
    paired: bool = False

    @property
    def clear(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.low > 0 or self.high < 0


def student_cdf(value: float, degrees: float) -> float:
    """The share of Student's t distribution below `value`.

    Whole degrees of freedom: the finite series of Abramowitz and Stegun (1964), Handbook of Mathematical Functions,
    26.7.3 and 26.7.4. Others (Welch's) lie between their two neighbours, in the reciprocal of the degrees.
    """
    whole = int(degrees)
    if degrees != whole:
        share = (1 / whole - 1 / degrees) / (1 / whole - 1 / (whole + 1))
        return student_cdf(value, whole) * (1 - share) + student_cdf(value, whole + 1) * share
    angle = atan(value / sqrt(whole))
    term = total = cos(angle) if whole % 2 else 1.0
    if whole == 1:
        return 0.5 + angle / pi
    for step in range(3 if whole % 2 else 2, whole - 1, 2):
        term *= cos(angle) ** 2 * (step - 1) / step
        total += term
    if whole % 2:
        return 0.5 + (angle + sin(angle) * total) / pi
    return 0.5 + sin(angle) * total / 2


def student_quantile(share: float, degrees: float) -> float:
    """The value below which `share` (above one half) of Student's t distribution lies, found by halving.

    From 200 degrees on the normal distribution with its first correction, z + (z^3 + z) / 4n (Abramowitz and Stegun
    26.7.5), which is exact to four places there.

    Raises:
        ValueError: less than one degree of freedom, or a share that is not between one half and one.
    """
    if degrees < 1 or not 0.5 < share < 1:
        raise ValueError("One degree of freedom or more, and a share between one half and one.")
    normal = NormalDist().inv_cdf(share)
    if degrees >= 200:
        return normal + (normal**3 + normal) / (4 * degrees)
    low, high = 0.0, 1.0
    while student_cdf(high, degrees) < share:
        high *= 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if student_cdf(middle, degrees) < share else (low, middle)
    return (low + high) / 2


def unpaired(before: Sample, after: Sample) -> Change | None:
    """The difference of two averages with Welch's interval; None if there are too few answers.

    Welch (1947), "The generalization of 'Student's' problem when several different population variances are
    involved", Biometrika 34; degrees of freedom after Satterthwaite (1946), Biometrics Bulletin 2.
    """
    if min(before.count, after.count) < ENOUGH_EACH or before.count + after.count < ENOUGH_TOGETHER:
        return None
    parts = [sample.spread**2 / sample.count for sample in (before, after)]
    error = sqrt(sum(parts))
    difference = after.mean - before.mean
    margin = 0.0
    if error:
        weights = [part**2 / (sample.count - 1) for part, sample in zip(parts, (before, after), strict=True)]
        margin = student_quantile((1 + SURE) / 2, sum(parts) ** 2 / sum(weights)) * error
    return Change(before, after, difference, difference - margin, difference + margin)


def paired(before: Sequence[float], after: Sequence[float]) -> Change | None:
    """The average change of the same people, in the same order, with Student's interval; None if they are too few.

    The paired t interval: Student (1908), "The probable error of a mean", Biometrika 6.

    Raises:
        ValueError: the two are not of the same people.
    """
    differences = [late - early for early, late in zip(before, after, strict=True)]
    if len(differences) < ENOUGH_EACH:
        return None
    difference = fmean(differences)
    margin = student_quantile((1 + SURE) / 2, len(differences) - 1) * stdev(differences) / sqrt(len(differences))
    samples = [Sample(len(values), fmean(values), stdev(values)) for values in (before, after)]
    return Change(samples[0], samples[1], difference, difference - margin, difference + margin, paired=True)
