"""Round shapes: the people of a circle, and the areas of a 360."""

from collections.abc import Iterable, Mapping, Sequence
from math import cos, pi, sin
from textwrap import wrap

from portal.ui.charts.words import decimals, number, pixels

RING_CENTRE, RING_RADIUS = 104, 82
RADAR_X, RADAR_Y, RADAR_RADIUS = 180, 150, 104
RING_ROOM = 9  # so many faces fit around the ring before they touch


def ring(*, people: Sequence[str], lead: str = "") -> dict:
    """Where the initials of a circle stand: the lead on top, the others clockwise."""
    initials = ([lead] if lead else []) + list(people)
    shown = initials[:RING_ROOM]
    places = []
    for index, text in enumerate(shown):
        angle = 2 * pi * index / len(shown)
        x, y = RING_CENTRE + RING_RADIUS * sin(angle), RING_CENTRE - RING_RADIUS * cos(angle)
        is_lead = bool(lead) and index == 0
        places.append({"x": pixels(x), "y": pixels(y), "text_y": pixels(y + 5), "text": text, "lead": is_lead})
    return {"places": places, "count": len(initials)}


def _corner(index: int, count: int, radius: float) -> tuple[float, float]:
    angle = 2 * pi * index / count
    return RADAR_X + radius * sin(angle), RADAR_Y - radius * cos(angle)


def _polygon(radii: Iterable[float]) -> str:
    found = list(radii)
    corners = (_corner(index, len(found), radius) for index, radius in enumerate(found))
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)


def radar(*, axes: Sequence[Mapping], top: int = 5) -> dict:
    """The shapes of a 360: mappings of `label`, `self` and `others`, each value from 0 to `top` or None.

    Others' values are averages of three or more people; the caller has left out what is less.
    """
    if len(axes) < 3:
        raise ValueError("A radar needs three areas or more; show fewer as a list.")
    count = len(axes)
    scores = {who: [axis[who] for axis in axes] for who in ("self", "others")}
    shapes = {
        who: _polygon(RADAR_RADIUS * float(value) / top for value in found) if None not in found else ""
        for who, found in scores.items()
    }
    return {
        "aria": radar_sentence(axes, top),
        "web": [_polygon([RADAR_RADIUS * level / top] * count) for level in range(1, top + 1)],
        "spokes": [tuple(map(pixels, _corner(index, count, RADAR_RADIUS))) for index in range(count)],
        "ticks": [(level, pixels(RADAR_Y - RADAR_RADIUS * level / top + 11)) for level in range(1, top + 1, 2)],
        "labels": [line for index, axis in enumerate(axes) for line in _label_lines(axis["label"], index, count)],
        "rows": [(axis["label"], _score(axis["self"]), _score(axis["others"])) for axis in axes],
        "top": top,
        **shapes,
    }


def _score(value: float | None) -> str:
    return "too few" if value is None else number(value, 1)


def _label_lines(label: str, index: int, count: int) -> list[dict]:
    """A label outside its corner, wrapped, with its lines centred on the corner's height."""
    x, y = _corner(index, count, RADAR_RADIUS + 14)
    side = 0 if abs(x - RADAR_X) < 12 else (1 if x > RADAR_X else -1)
    lines = wrap(label, 12) or [""]
    first = y + 5 - 7.5 * (len(lines) - 1)
    if not side:
        first = y - 15 * (len(lines) - 1) if y < RADAR_Y else y + 12
    css = {0: "mid", 1: "", -1: "end"}[side]
    return [{"x": pixels(x), "y": pixels(first + 15 * row), "css": css, "text": line} for row, line in enumerate(lines)]


def radar_sentence(axes: Sequence[Mapping], top: int = 5) -> str:
    """ "Your own scores and the average of others, out of 5. Delegating: you 3.8, others 2.4."""
    parts = [f"{axis['label']}: you {_score(axis['self'])}, others {_score(axis['others'])}." for axis in axes]
    return " ".join([f"Your own scores and the average of others, out of {top}.", *parts])


def radar_gaps(axes: Sequence[Mapping]) -> dict:
    """The widest gaps in both directions, as words: the shape alone tells them to nobody."""
    gaps = [
        (float(axis["others"]) - float(axis["self"]), axis["label"])
        for axis in axes
        if axis["self"] is not None and axis["others"] is not None
    ]
    higher, lower = max(gaps, default=(0, "")), min(gaps, default=(0, ""))
    places = decimals([round(higher[0], 1), round(lower[0], 1)])

    def say(gap: tuple[float, str]) -> str:
        return f"{gap[1]}, by {number(abs(gap[0]), places)}"

    return {
        "others_higher": say(higher) if higher[0] > 0 else "",
        "self_higher": say(lower) if lower[0] < 0 else "",
    }
