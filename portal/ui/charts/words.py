"""Numbers as people write them."""

from collections.abc import Iterable


def decimals(values: Iterable[float]) -> int:
    """How many decimals (up to two) the values need, so that all of them show as many."""
    needed = 0
    for value in values:
        text = f"{float(value):.2f}".rstrip("0")
        needed = max(needed, len(text.partition(".")[2]))
    return needed


def number(value: float, places: int = 0, unit: str = "") -> str:
    """ "3.4", "85%" or "4 days"."""
    text = f"{float(value):.{places}f}"
    if not unit:
        return text
    return f"{text}{unit}" if unit == "%" else f"{text} {unit}"


def percent(value: float) -> str:
    """A length or place across a chart, with one decimal at most."""
    return f"{round(value, 1):g}%"


def pixels(value: float) -> str:
    """A place up or down a chart."""
    return f"{round(value, 1):g}"


def listed(parts: list[str]) -> str:
    """ "2.1, 2.4 and then 3.4"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and then {parts[-1]}"
