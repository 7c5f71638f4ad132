"""Where an objective stands against its planned path. Nothing here asks the database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from programs.goals.models import Milestone, Objective

ON_COURSE, BEHIND, TOO_EARLY = "on course", "behind", "too early to tell"
TONES = {ON_COURSE: "ok", BEHIND: "warn", TOO_EARLY: ""}
EARLY = Decimal("0.2")  # so much of the time has to pass before a status means something
SLACK = Decimal("0.1")  # so much of the planned change may be missing
FAR = 3  # so many times the planned span away, a number is asked about

Steps = Sequence[tuple[date, Decimal]]


@dataclass(frozen=True)
class ObjectivePath:
    """Where an objective stands.

    Args:
        points: what was measured, oldest first.
        plan: the corners of the planned path, from the baseline at the start to the target at the due date.
        now: the last measured value, None without a measurement.
        planned: the value of the planned path today.
        status: "on course", "behind" or "too early to tell".
    """

    points: list[tuple[date, Decimal]]
    plan: list[tuple[date, Decimal]]
    now: Decimal | None
    planned: Decimal
    status: str

    @property
    def tone(self) -> str:
        """The tone of the status mark."""
        return TONES[self.status]


def steps_of(milestones: Iterable[Milestone]) -> list[tuple[date, Decimal]]:
    """The milestones that bend the path: those with a value."""
    return sorted((row.due_on, row.value) for row in milestones if row.value is not None)


def corners(objective: Objective, steps: Steps = ()) -> list[tuple[date, Decimal]]:
    """The corners of the planned path: baseline, milestones with a value between the two days, target."""
    between = [step for step in steps if objective.starts_on < step[0] < objective.due_on]
    return [(objective.starts_on, objective.baseline), *sorted(between), (objective.due_on, objective.target)]


def planned_value(objective: Objective, on: date, steps: Steps = ()) -> Decimal:
    """Straight lines from corner to corner; level before the start and after the due date."""
    line = corners(objective, steps)
    if on <= line[0][0]:
        return line[0][1]
    for (begins, low), (ends, high) in pairwise(line):
        if on <= ends:
            return low + (high - low) * Decimal((on - begins).days) / Decimal((ends - begins).days)
    return line[-1][1]


def status_of(objective: Objective, points: list[tuple[date, Decimal]], today: date, steps: Steps = ()) -> str:
    """Compare the last measured value with the planned path at its own date, in the direction of the target.

    A tenth of the change that was planned until then may be missing.
    """
    if not points or _share_of_time(objective, today) < EARLY:
        return TOO_EARLY
    when, value = points[-1]
    change, planned = value - objective.baseline, planned_value(objective, when, steps) - objective.baseline
    if objective.target < objective.baseline:
        change, planned = -change, -planned
    return ON_COURSE if change >= planned - abs(planned) * SLACK else BEHIND


def _share_of_time(objective: Objective, on: date) -> Decimal:
    passed = Decimal((on - objective.starts_on).days) / Decimal((objective.due_on - objective.starts_on).days)
    return min(max(passed, Decimal(0)), Decimal(1))


def is_far(objective: Objective, value: Decimal) -> bool:
    """Whether a number lies so far outside of what was planned that it may be a slip of the hand."""
    low, high = sorted((objective.baseline, objective.target))
    return not low - FAR * (high - low) <= value <= high + FAR * (high - low)


def plain(value: Decimal) -> str:
    """ "2.1" and "400", without zeros at the end."""
    return f"{value.normalize():f}"
