"""What an objective says, as a value: written down when it is set, written anew when it is revised."""

from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal

from portal.errors import DomainError
from programs.goals.models import Competency, Objective
from programs.goals.path import plain

LIMIT = Decimal(10) ** 10  # what the columns hold
MOST_DAYS = 3 * 366
NUMBERS = ("baseline", "target", "lowest", "highest")
DAYS = ("starts_on", "due_on")


@dataclass(frozen=True)
class Plan:
    """The fields of an objective that people write.

    Args:
        indicator: what is counted, and by whom.
        unit: as "%" or "days"; may be empty.
        evidence: where the number comes from.
        area: what it belongs to, in the owner's words, or `competency`, of the organization's list.
        lowest: the end of the scale below, where there is one; `highest` that above.
    """

    title: str
    indicator: str
    unit: str
    baseline: Decimal
    target: Decimal
    starts_on: date
    due_on: date
    evidence: str = ""
    area: str = ""
    competency: Competency | None = None
    lowest: Decimal | None = None
    highest: Decimal | None = None

    def checked(self) -> "Plan":
        """The same with its words trimmed and its numbers as they are stored.

        Raises:
            DomainError: nothing would change, a number is outside of the scale, or the dates are in the wrong order.
        """
        words = {name: getattr(self, name).strip() for name in ("title", "indicator", "unit", "evidence", "area")}
        numbers = {name: stored(name, value) for name in NUMBERS if (value := getattr(self, name)) is not None}
        plan = replace(self, **words, **numbers)
        plan._check_words()
        plan._check_numbers()
        plan._check_days()
        return plan

    def _check_words(self) -> None:
        for name, refusal in (
            ("title", "Say what shall be different, in your own words."),
            ("indicator", "Say what is counted, and who counts it."),
        ):
            if not getattr(self, name):
                raise DomainError(refusal, field=name)

    def _check_numbers(self) -> None:
        if self.baseline == self.target:
            both = plain(self.target)
            raise DomainError(
                f"Baseline and target are both {both}. What number would show that it changed?", field="target"
            )
        if self.lowest is not None and self.highest is not None and self.lowest >= self.highest:
            raise DomainError(f"The scale ends at {plain(self.lowest)} before it begins.", field="highest")
        for name in ("baseline", "target"):
            check_scale(self, getattr(self, name), name)

    def _check_days(self) -> None:
        if self.due_on <= self.starts_on:
            raise DomainError("The date of the target is not after the start. Choose a later day.", field="due_on")
        if (self.due_on - self.starts_on).days > MOST_DAYS:
            raise DomainError("That is more than three years away. Choose a day that you can plan for.", field="due_on")


NAMES = tuple(field.name for field in fields(Plan))


def stored(name: str, value: Decimal) -> Decimal:
    """A number as the columns hold it, or a refusal at this field."""
    value = Decimal(value)
    if not value.is_finite() or abs(value) >= LIMIT:
        raise DomainError("This number is too large. Choose a larger unit.", field=name)
    return round(value, 2)


def check_scale(scale: Plan | Objective, value: Decimal, field: str) -> None:
    """Refuse a number that the scale does not have."""
    low, high = scale.lowest, scale.highest
    if low is not None and value < low:
        raise DomainError(f"The scale begins at {plain(low)}. Write that or more, or change the scale.", field=field)
    if high is not None and value > high:
        raise DomainError(f"The scale ends at {plain(high)}. Write that or less, or change the scale.", field=field)


def plan_of(objective: Objective) -> Plan:
    """What an objective says now."""
    return Plan(**{name: getattr(objective, name) for name in NAMES})


def fill(objective: Objective, plan: Plan) -> None:
    """Let an objective say this, which was checked. It is not saved yet."""
    for name in NAMES:
        setattr(objective, name, getattr(plan, name))


def as_json(plan: Plan) -> dict:
    """For a revision: the competency by id and by its name of that day."""
    values = {name: getattr(plan, name) for name in NAMES}
    kept = {name: str(value) if value is not None else None for name, value in values.items()}
    named = plan.competency
    return {**kept, "competency": str(named.pk) if named else None, "of": named.name if named else ""}


def from_json(values: dict, competency: Competency | None) -> Plan:
    """The plan of a revision again."""
    read = {name: values[name] for name in NAMES}
    read |= {name: Decimal(values[name]) for name in NUMBERS if values[name] is not None}
    read |= {name: date.fromisoformat(values[name]) for name in DAYS}
    return Plan(**{**read, "competency": competency})
