"""Tags of the charts. They draw what `portal.ui.charts` has computed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from portal.ui.charts import bars, objective, shapes
from portal.ui.tags.registry import register


@register.inclusion_tag("components/ring.html")
def ring(*, people: Sequence[str], lead: str = "", under: str = "in the circle") -> dict:
    """The people of a circle as initials around their number. Their names stand elsewhere on the page."""
    return {**shapes.ring(people=people, lead=lead), "under": under}


@register.inclusion_tag("components/seatmap.html")
def seatmap(*, taken: int, seats: int, waiting: int = 0) -> dict:
    """Places of a run: taken, free, and who waits."""
    return bars.seatmap(taken=taken, seats=seats, waiting=waiting)


@register.inclusion_tag("components/objective_chart.html")
def objective_chart(
    *,
    label: str,
    points: Iterable[tuple[date, float]],
    baseline: float,
    target: float,
    starts_on: date,
    due_on: date,
    unit: str = "",
    table: bool = False,
    plan: Iterable[tuple[date, float]] = (),
    marks: Iterable[date] = (),
) -> dict:
    """An objective's measurements against its planned path and target; `table` adds the numbers below.

    `plan` are the corners of a path that bends, `marks` the days of revisions.
    """
    drawn = objective.objective(
        label=label,
        points=points,
        baseline=baseline,
        target=target,
        starts_on=starts_on,
        due_on=due_on,
        unit=unit,
        plan=plan,
        marks=marks,
    )
    return {**drawn, "table": table}


@register.inclusion_tag("components/objective_brief_chart.html")
def objective_brief_chart(*, label: str, baseline: float, current: float | None, target: float, unit: str = "") -> dict:
    """Where an objective stands between start and target, in one line."""
    return objective.objective_brief(label=label, baseline=baseline, current=current, target=target, unit=unit)


@register.inclusion_tag("components/radar.html")
def radar(*, axes: Sequence[Mapping[str, Any]], top: int = 5) -> dict:
    """A 360: mappings of `label`, `self`, `others`. Put `radar_table` behind its panel."""
    return shapes.radar(axes=axes, top=top)


@register.inclusion_tag("components/radar_gaps.html")
def radar_gaps(*, axes: Sequence[Mapping[str, Any]]) -> dict:
    """The legend of a radar and its widest gaps in words."""
    return shapes.radar_gaps(axes)


@register.inclusion_tag("components/chart_table.html")
def radar_table(*, axes: Sequence[Mapping[str, Any]], top: int = 5) -> dict:
    """The scores of a radar as a table."""
    return {
        "summary": "Show the scores as a table",
        "caption": f"360 scores out of {top}",
        "headers": ["Area", "You", "Others"],
        "rows": shapes.radar(axes=axes, top=top)["rows"],
    }


@register.inclusion_tag("components/bar.html")
def stacked_bar(*, ok: int, warn: int, none: int, label: str = "", height: int = 14) -> dict:
    """How many are on track, need a check-in, or are too early to tell."""
    said = label or f"{ok} on track, {warn} need a check-in, {none} too early to tell"
    return {
        "pieces": bars.pieces([("ok", ok), ("warn", warn), ("none", none)]),
        "aria": said,
        "height": height,
    }


@register.inclusion_tag("components/bar.html")
def bar(*, value: float, whole: float, label: str = "", height: int = 12) -> dict:
    """A part of a whole, in the colour of its kind."""
    rest = max(float(whole) - float(value), 0)
    said = label or f"{value:g} of {whole:g}"
    return {
        "pieces": bars.pieces([("fill", float(value)), ("rail", rest)]),
        "aria": said,
        "height": height,
    }


@register.inclusion_tag("components/weekly_bars.html")
def weekly_bars(*, weeks: Sequence[tuple[date, int, int, int]], label: str = "") -> dict:
    """Sessions held each week by kind. Put `weekly_table` behind its panel."""
    drawn = bars.weekly(weeks=weeks)
    return {**drawn, "aria": label or drawn["aria"]}


@register.inclusion_tag("components/chart_table.html")
def weekly_table(*, weeks: Sequence[tuple[date, int, int, int]]) -> dict:
    """The numbers of the weekly bars."""
    return {
        "summary": "Show the numbers as a table",
        "caption": "Sessions held each week by kind",
        "headers": ["Week of", "Mentoring", "Coaching", "Training"],
        "rows": bars.weekly(weeks=weeks)["rows"],
    }


@register.inclusion_tag("components/dumbbell.html")
def dumbbell(*, label: str, rows: Sequence[tuple[str, float, float]], low: int = 1, high: int = 5) -> dict:
    """Before and after: tuples of a question, the value before and the value after."""
    return bars.dumbbell(label=label, rows=rows, low=low, high=high)


@register.inclusion_tag("components/chart_table.html")
def chart_table(
    *,
    caption: str,
    headers: Sequence[str],
    rows: Sequence[Sequence[Any]],
    summary: str = "Show the numbers as a table",
) -> dict:
    """The numbers of any chart, behind a summary that opens it. The first column names the row."""
    return {"caption": caption, "headers": headers, "rows": rows, "summary": summary}
