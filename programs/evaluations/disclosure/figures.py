"""From the answers of one batch to its release, and from releases to what a page shows."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from programs.evaluations.disclosure import softening
from programs.evaluations.disclosure.batches import ENOUGH, Strength
from programs.evaluations.disclosure.categories import categories, identity, is_measured

ENOUGH_FOR_DISTRIBUTION = 10  # answers; below that a page shows an average or a share, and no rows with one person each


@dataclass(frozen=True)
class Release:
    """All that ever leaves a batch about one question: how many answered, and softened counts by category.

    Args:
        counts: one tuple of counts; for `choices` one of (chosen, not chosen) for each option.
    """

    count: int
    counts: tuple[tuple[int, ...], ...]
    nearly: bool


@dataclass(frozen=True)
class Figures:
    """What is shown of one question. `rows` are pairs of an answer and how many gave it, where these may be shown.

    Args:
        mean, spread: average and standard deviation, where the answers are measured.
        nearly: somewhere nearly everybody answered alike, so the figures are a little softer than the answers.
        middle: the band of numbers in which the middle answer lies.
    """

    question: dict
    count: int = 0
    mean: float | None = None
    spread: float | None = None
    rows: tuple[tuple[str, int], ...] = ()
    nearly: bool = False
    middle: str = ""

    @property
    def shown(self) -> bool:
        """Whether there are enough answers to show anything."""
        return self.count > 0


def release(question: dict, answers: Sequence[dict], strength: Strength, after: Iterable[str] = ()) -> Release | None:
    """What one batch tells about one question; None if that would be too few people, or nothing can be counted.

    A question that is asked only after certain answers to another one is released only if enough of those who answered
    that one were asked it, and enough were not: how many answered it tells how they answered the other one.

    Args:
        after: the keys of the questions that it hangs on.
    """
    given = _given(question["key"], answers)
    if len(given) < strength.needed:
        return None
    if any(len(_given(key, answers)) - len(given) < strength.needed for key in after):
        return None
    counts = _counts(question, given)
    if not counts:
        return None
    soft = [softening.soften(row, strength.most) for row in counts]
    return Release(len(given), tuple(row.counts for row in soft), any(row.nearly for row in soft))


def _given(key: str, answers: Sequence[dict]) -> list:
    return [answer[key] for answer in answers if answer.get(key) is not None]


def hangs_on(questions: Iterable[dict]) -> dict[str, list[str]]:
    """Question key to the keys of the questions that decide whether it is asked; a section's count below it."""
    found: dict[str, list[str]] = {}
    above: list[str] = []
    for question in questions:
        own = [question["when"]["key"]] if question.get("when") else []
        if question["type"] == "section":
            above = own
        found[question["key"]] = [*above, *own] if question["type"] != "section" else own
    return found


def _counts(question: dict, given: list) -> list[tuple[int, ...]]:
    """Counts by category. An answer outside of all leaves the question out: its absence would show it."""
    if question["type"] == "choices":
        chosen = [sum(option["value"] in answer for answer in given) for option in question["options"]]
        return [(count, len(given) - count) for count in chosen]
    found = categories(question)
    counts = tuple(sum(category.holds(answer) for answer in given) for category in found)
    return [counts] if len(counts) > 1 and sum(counts) == len(given) else []


def together(question: dict, releases: Iterable[Release | None]) -> Figures:
    """The figures of several batches; every number is computed from their releases alone."""
    found = [one for one in releases if one is not None]
    if not found:
        return Figures(question)
    counts = [
        tuple(map(sum, zip(*columns, strict=True))) for columns in zip(*(one.counts for one in found), strict=True)
    ]
    count = sum(one.count for one in found)
    values = [category.value for category in categories(question)] if is_measured(question) else []
    mean, spread = _mean_and_spread(values, counts[0]) if values else (None, None)
    return Figures(
        question,
        count,
        mean,
        spread,
        _rows(question, counts, count),
        any(one.nearly for one in found),
        _middle(question, counts[0]),
    )


def _mean_and_spread(values: Sequence, counts: Sequence[int]) -> tuple[float, float]:
    whole = sum(counts)
    mean = sum(value * count for value, count in zip(values, counts, strict=True)) / whole
    squares = sum(count * (value - mean) ** 2 for value, count in zip(values, counts, strict=True))
    return mean, sqrt(squares / (whole - 1)) if whole > 1 else 0.0


def _rows(question: dict, counts: list[tuple[int, ...]], count: int) -> tuple[tuple[str, int], ...]:
    """Rows from ten answers on; yes and no is one share, which says no more than an average does."""
    if count < (ENOUGH if question["type"] == "yes_no" else ENOUGH_FOR_DISTRIBUTION):
        return ()
    if question["type"] == "choices":
        return tuple((str(option["label"]), row[0]) for option, row in zip(question["options"], counts, strict=True))
    return tuple((category.label, number) for category, number in zip(categories(question), counts[0], strict=True))


def _middle(question: dict, counts: Sequence[int]) -> str:
    """The band of the middle answer of a wide number."""
    if question["type"] != "number" or is_measured(question):
        return ""
    half, seen = sum(counts) / 2, 0
    for category, count in zip(categories(question), counts, strict=True):
        seen += count
        if seen >= half:
            return category.label
    return ""


def releases_of(questions: Sequence[dict], answers: Sequence[dict], strength: Strength) -> dict:
    """All that one batch tells: question identity to the question and its release."""
    after = hangs_on(questions)
    found: dict[Hashable, tuple[dict, Release | None]] = {}
    for question in questions:
        if question["type"] not in ("text", "section"):
            told = release(question, answers, strength, after[question["key"]])
            found[identity(question)] = (question, told)
    return found


def figures_of(batches: Iterable[dict]) -> list[Figures]:
    """The figures of several batches, from what `releases_of` tells of each, in the order of the questions."""
    questions: dict[Hashable, dict] = {}
    told: dict[Hashable, list[Release | None]] = {}
    for batch in batches:
        for key, (question, one) in batch.items():
            questions.setdefault(key, question)
            told.setdefault(key, []).append(one)
    return [together(question, told[key]) for key, question in questions.items()]
