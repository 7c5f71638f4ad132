"""The charts of an objective: its path over time, and the short one that only says where it stands."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from portal.ui.charts.words import decimals, listed, number, percent, pixels
from portal.ui.clock import MONTHS, month_short

LEFT, RIGHT = 3.0, 95.0  # percent: start and due date
TOP, FLOOR = 36.0, 100.0  # pixels: highest and lowest value; labels fit above and below
MOST_TICKS = 6

Points = Iterable[tuple[date, float]]


def objective(
    *,
    label: str,
    points: Points,
    baseline: float,
    target: float,
    starts_on: date,
    due_on: date,
    unit: str = "",
    plan: Points = (),
    marks: Iterable[date] = (),
) -> dict:
    """What the chart of an objective draws: baseline, measurements, planned path and target.

    Args:
        plan: the corners of the planned path, where it bends; without them it is straight.
        marks: days on which the objective was revised.
    """
    measured = sorted((when, float(value)) for when, value in points)
    start, goal = float(baseline), float(target)
    corners = sorted((when, float(value)) for when, value in plan) or [(starts_on, start), (due_on, goal)]
    values = [start, goal, *(value for _, value in measured), *(value for _, value in corners)]
    places, sign = decimals(values), unit if unit == "%" else ""

    def x(when: date) -> float:
        share = (when - starts_on).days / max((due_on - starts_on).days, 1)
        return LEFT + (RIGHT - LEFT) * min(max(share, 0.0), 1.0)

    def y(value: float) -> float:
        low, high = min(values), max(values)
        return FLOOR - (FLOOR - TOP) * (value - low) / (high - low) if high > low else (TOP + FLOOR) / 2

    path = [(x(when), y(value)) for when, value in [(starts_on, start), *measured]]
    planned = [(x(when), y(value)) for when, value in corners]
    rising = goal >= start
    return {
        "aria": objective_sentence(label, measured, start, goal, due_on, unit),
        "dots": [(percent(px), pixels(py)) for px, py in path[: -1 if measured else None]],
        "runs": _lines(path),
        "now": _now(path, f"Now {number(measured[-1][1], places, sign)}", rising) if measured else None,
        "start": {
            "text": f"Start {number(start, places, sign)}",
            "y": pixels(y(start) + (16 if rising else -9)),
        },
        "plan": _lines(planned),
        "marks": [percent(x(when)) for when in marks],
        "goal": {
            "text": f"Target {number(goal, places, sign)}",
            "y": pixels(y(goal)),
            "text_y": pixels(y(goal) + (-7 if rising else 16)),
        },
        "ticks": [(percent(x(when)), text) for when, text in month_ticks(starts_on, due_on)],
        "rows": [(when, number(value, places, sign)) for when, value in [(starts_on, start), *measured]],
        "target": number(goal, places, sign),
        "due_on": due_on,
        "label": label,
    }


def _lines(path: list[tuple[float, float]]) -> list[tuple[str, str, str, str]]:
    """From point to point: x, x, y, y."""
    return [(percent(a), percent(b), pixels(c), pixels(d)) for (a, c), (b, d) in pairwise(path)]


def _now(path: list[tuple[float, float]], text: str, rising: bool) -> dict:
    """The last point and its label, which stands where there is room: right of it, or left near the edge."""
    px, py = path[-1]
    left = px > 74
    return {
        "x": percent(px),
        "y": pixels(py),
        "text": text,
        "text_x": percent(px - 3.6 if left else px + 3.6),
        "text_y": pixels(py + (18 if rising else -10)),
        "css": "strong end" if left else "strong",
    }


def objective_sentence(
    label: str, measured: list[tuple[date, float]], start: float, goal: float, due_on: date, unit: str = ""
) -> str:
    """ "Team survey: started at 2.1. 2.4 in April, 3.0 and then 3.4 in May. Target 4.0 by July."""
    places = decimals([start, goal, *(value for _, value in measured)])
    months: dict[tuple[int, int], list[str]] = {}
    for when, value in measured:
        months.setdefault((when.year, when.month), []).append(number(value, places, unit))
    parts = [f"{listed(found)} in {MONTHS[month - 1]}" for (_, month), found in months.items()]
    so_far = f"{', '.join(parts)}." if parts else "No measurement yet."
    target = f"Target {number(goal, places, unit)} by {MONTHS[due_on.month - 1]}."
    return f"{label}: started at {number(start, places, unit)}. {so_far} {target}"


def month_ticks(starts_on: date, due_on: date) -> list[tuple[date, str]]:
    """The months on the axis, thinned out to six; a short objective gets its first and last day instead."""
    firsts, year, month = [], starts_on.year, starts_on.month
    while (found := date(year, month, 1)) <= due_on:
        if found >= starts_on:
            firsts.append(found)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    if len(firsts) < 3:
        return [(when, f"{when.day} {month_short(when)}") for when in (starts_on, due_on)]
    step = -(-len(firsts) // MOST_TICKS)
    return [(when, month_short(when)) for when in firsts[::step]]


def objective_brief(*, label: str, baseline: float, current: float | None, target: float, unit: str = "") -> dict:
    """Where an objective stands between its start (at 18%) and its target (at 82%)."""
    start, goal = float(baseline), float(target)
    now = start if current is None else float(current)
    places, sign = decimals([start, goal, now]), unit if unit == "%" else ""
    share = (now - start) / (goal - start) if goal != start else 0.0
    x_now = 18 + 64 * min(max(share, -0.22), 1.22)
    said = "no measurement yet" if current is None else f"now {number(now, places, unit)}"
    began, aim = number(start, places, unit), number(goal, places, unit)
    return {
        "aria": f"{label}: started at {began}, {said}, target {aim}",
        "start": f"Start {number(start, places, sign)}",
        "now": "" if current is None else f"Now {number(now, places, sign)}",
        "goal": f"Target {number(goal, places, sign)}",
        "x_now": percent(x_now),
        "fill_x": percent(min(x_now, 18)),
        "fill_width": percent(abs(x_now - 18)),
    }
