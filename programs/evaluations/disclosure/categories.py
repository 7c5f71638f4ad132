"""The kinds of answers to a question, in their order; every answer falls into one of them, or into none."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from itertools import pairwise

NARROW = 10  # a range of numbers up to this is counted value by value
EDGES = (0, 2, 5, 10, 20, 50, 100, 200, 500, 1000)  # upper edges of bands where a number has no narrow range
BANDS = 5


@dataclass(frozen=True)
class Category:
    """One possible answer. `value` is its number on a scale; None where there is nothing to average."""

    label: str
    holds: Callable[[object], bool]
    value: float | None = None


def categories(question: dict) -> list[Category]:
    """The possible answers to a question; none for texts, sections and `choices`, where each option is its own.

    A number with a wide range is counted in bands: a sum would show one large answer among small ones (dominance, as in
    the p % rule of official statistics).
    """
    kind = question["type"]
    if kind == "scale":
        points = question.get("points") or {}
        return [_value(number, points.get(str(number))) for number in range(least(question), most(question) + 1)]
    if kind == "yes_no":
        return [Category("Yes", lambda given: given == "yes"), Category("No", lambda given: given == "no")]
    if kind == "choice":
        return [_option(option) for option in question["options"]]
    return _numbers(question) if kind == "number" else []


def least(question: dict) -> int:
    """The low end of a scale."""
    return int(question.get("least", 1))


def most(question: dict) -> int:
    """The high end of a scale."""
    return int(question.get("most", 5))


def is_measured(question: dict) -> bool:
    """Whether an average says something: scales, and numbers in a narrow range."""
    return question["type"] == "scale" or (question["type"] == "number" and _is_narrow(question))


def identity(question: dict) -> Hashable:
    """What makes two questions the same one: same key, words and possible answers, in whatever questionnaire."""
    options = tuple(option["value"] for option in question.get("options", []))
    bounds = tuple(question.get(name) for name in ("minimum", "maximum", "unit"))
    scale = (least(question), most(question)) if question["type"] == "scale" else ()
    return (question["key"], question["type"], question.get("label", ""), options, bounds, scale)


def _option(option: dict) -> Category:
    value = option["value"]
    return Category(str(option["label"]), lambda given: given == value)


def _value(number: int, name: str | None = None) -> Category:
    label = f"{number}, {name.lower()}" if name else str(number)
    return Category(label, lambda given: is_number(given) and round(given) == number, number)


def is_number(given: object) -> bool:
    """Numbers are numbers; yes and no are not."""
    return isinstance(given, int | float) and not isinstance(given, bool)


def _is_narrow(question: dict) -> bool:
    low, high = question.get("minimum"), question.get("maximum")
    return low is not None and high is not None and 0 < high - low <= NARROW and low == int(low)


def _numbers(question: dict) -> list[Category]:
    low, high = question.get("minimum"), question.get("maximum")
    if _is_narrow(question):
        return [_value(number) for number in range(int(low), int(high) + 1)]
    if low is not None and high is not None and high > low:
        step = (high - low) / BANDS
        return _bands([low + step * band for band in range(1, BANDS)], first=f"{low:g}", last=f"{high:g}")
    return _bands(list(EDGES))


def _bands(edges: list[float], first: str = "", last: str = "") -> list[Category]:
    """Bands between upper edges, the first open downwards and the last upwards."""
    bounds = [float("-inf"), *edges, float("inf")]
    found = []
    for below, upto in pairwise(bounds):
        if below == float("-inf"):
            label = f"{first} to {upto:g}" if first else f"up to {upto:g}"
        elif upto == float("inf"):
            label = f"over {below:g} to {last}" if last else f"over {below:g}"
        else:
            label = f"over {below:g} to {upto:g}"
        found.append(Category(label, _between(below, upto)))
    return found


def _between(below: float, upto: float) -> Callable[[object], bool]:
    return lambda given: is_number(given) and below < given <= upto
