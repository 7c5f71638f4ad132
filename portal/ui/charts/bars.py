"""Bars: shares of a whole, sessions by week, before and after, seats."""

from collections.abc import Iterable, Sequence
from datetime import date

from portal.ui.charts.words import decimals, number, percent, pixels
from portal.ui.clock import month_short

GAP = 0.5  # percent between two pieces of a bar
WEEK_FLOOR, WEEK_HEIGHT = 166.0, 148.0  # pixels: the axis, and the highest bar above it
SEAT_PITCH, WAIT_GAP = 14, 10  # pixels
KINDS = ("mentoring", "coaching", "training")


def pieces(amounts: Iterable[tuple[str, float]]) -> list[dict]:
    """Pieces of a bar, side by side. Pieces of nothing are left out; the smallest still shows."""
    found = [(css, float(amount)) for css, amount in amounts if amount > 0]
    whole = sum(amount for _, amount in found) or 1.0
    left, bars = 0.0, []
    for css, amount in found:
        share = 100 * amount / whole
        bars.append({"css": css, "x": percent(left), "width": percent(max(share - GAP, 0.8))})
        left += share
    return bars


def weekly(*, weeks: Sequence[tuple[date, int, int, int]]) -> dict:
    """Sessions by week, stacked: tuples of a Monday and the mentoring, coaching and training counts."""
    highest = max((sum(week[1:]) for week in weeks), default=0)
    top = _round_up(highest)
    slot = 94.0 / max(len(weeks), 1)
    every = -(-len(weeks) // 6) or 1
    bars, labels = [], []
    for index, (monday, *counts) in enumerate(weeks):
        x, y = 1.3 + slot * index, WEEK_FLOOR
        for kind, amount in zip(KINDS, counts, strict=True):
            if amount:
                height = WEEK_HEIGHT * amount / top
                y -= height
                width = percent(slot * 0.63)
                bars.append(
                    {
                        "kind": kind,
                        "x": percent(x),
                        "y": pixels(y),
                        "width": width,
                        "height": pixels(height - 1.5),
                    }
                )
        if index % every == 0:
            labels.append((percent(x + slot * 0.315), f"{monday.day} {month_short(monday)}"))
    lines = [(pixels(WEEK_FLOOR - WEEK_HEIGHT * share), f"{top * share:g}") for share in (0, 0.5, 1)]
    return {
        "aria": weekly_sentence(weeks),
        "bars": bars,
        "labels": labels,
        "lines": [{"y": y, "text_y": pixels(float(y) - 4), "text": text} for y, text in lines],
        "rows": [(f"{week[0].day} {month_short(week[0])}", *week[1:]) for week in weeks],
    }


def _round_up(value: int) -> int:
    """The top of an axis: an even number people like, at least 10."""
    step = 10 if value <= 100 else 50
    return max(-(-value // step) * step, 10)


def weekly_sentence(weeks: Sequence[tuple[date, int, int, int]]) -> str:
    """ "Sessions held per week from 23 February to 11 May: from 9 to 28, at most 28, at least 7."""
    if not weeks:
        return "No sessions held yet."
    sums = [sum(week[1:]) for week in weeks]
    first, last = weeks[0][0], weeks[-1][0]
    return (
        f"Sessions held per week from {first.day} {month_short(first)} to {last.day} {month_short(last)}: "
        f"{sums[0]} in the first week, {sums[-1]} in the last, at least {min(sums)}, at most {max(sums)}."
    )


def dumbbell(*, label: str, rows: Sequence[tuple[str, float, float]], low: int = 1, high: int = 5) -> dict:
    """Ratings before and after, a line for each question on a scale from `low` to `high`."""
    places = max(decimals([value for row in rows for value in row[1:]]), 1)

    def x(value: float) -> float:
        return 3 + 93 * (float(value) - low) / (high - low)

    lines = []
    for index, (question, before, after) in enumerate(rows):
        y = 40 + 64 * index
        furthest = x(max(float(before), float(after)))
        at_edge = furthest > 78  # there the numbers go in front of the line
        text_x = x(min(float(before), float(after))) - 2.4 if at_edge else furthest + 2.4
        lines.append(
            {
                "question": question,
                "y": y,
                "question_y": y - 16,
                "text_y": y + 5,
                "before": percent(x(before)),
                "after": percent(x(after)),
                "text": f"{number(before, places)} to {number(after, places)}",
                "text_x": percent(text_x),
                "css": "end" if at_edge else "",
            }
        )
    floor = 64 * len(rows) + 2
    said = " ".join(f"{line['question']}: {line['text']}." for line in lines)
    return {
        "aria": f"{label}, out of {high}, before and after. {said}",
        "height": floor + 20,
        "floor": floor,
        "ticks_y": floor + 16,
        "ticks": [(percent(x(value)), value) for value in range(low, high + 1)],
        "lines": lines,
    }


def seatmap(*, taken: int, seats: int, waiting: int = 0) -> dict:
    """Places of a course run as dots: taken, free, and people who wait behind a gap."""
    dots = [{"css": "seat", "r": "5", "x": 6 + SEAT_PITCH * index} for index in range(min(taken, seats))]
    dots += [{"css": "seat seat--free", "r": "4.25", "x": 6 + SEAT_PITCH * index} for index in range(taken, seats)]
    behind = 6 + SEAT_PITCH * seats + WAIT_GAP
    dots += [{"css": "seat seat--wait", "r": "4.25", "x": behind + SEAT_PITCH * index} for index in range(waiting)]
    shown = behind - SEAT_PITCH + SEAT_PITCH * waiting if waiting else behind - SEAT_PITCH - WAIT_GAP
    width = max(shown + 8, SEAT_PITCH)
    people = "1 person waiting" if waiting == 1 else f"{waiting} people waiting"
    said = f"{taken} of {seats} places taken" + (f", {people}" if waiting else "")
    return {"dots": dots, "width": width, "aria": said}
