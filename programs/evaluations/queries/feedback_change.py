"""A 360 that was asked twice: what others and the person answered, then and now.

The others are not the same people, and nobody knows who answered what, so nothing is compared person by person. Both
sides are what the results of each round show by itself (`queries.feedback`): their difference tells nothing more.
"""

import json
from dataclasses import dataclass, field

from programs.evaluations.change import Change, Sample, unpaired
from programs.evaluations.disclosure import Figures, identity, least, most
from programs.evaluations.models import Request, Response, Round
from programs.evaluations.queries.answers import WORDS
from programs.evaluations.queries.feedback import ENOUGH_OTHERS, figures_of_others, others_of
from programs.evaluations.wording import change_sentence, signed

MOST_NAMED = 3
HEADINGS = ("Others before", "Others after", "Change", "Own before", "Own after")
TOO_FEW_TO_SAY = "These are too few answers to say whether it is chance."


@dataclass(frozen=True)
class AreaChange:
    """One area.

    Args:
        own: what the person said of themselves, before and after; None where they left it open.
        others: the figures of the others before and after; None where too few answered.
        change: with its interval, where that many answered.
    """

    label: str
    low: int
    high: int
    own: tuple[float | None, float | None] = (None, None)
    others: tuple[Figures, Figures] | None = None
    change: Change | None = None

    @property
    def difference(self) -> float | None:
        """Of the others' averages."""
        return self.others[1].mean - self.others[0].mean if self.others else None

    @property
    def sentence(self) -> str:
        """The change of the others in words, and never more than is known."""
        if self.others is None:
            return "Too few answered this to be shown."
        if self.change:
            return change_sentence(self.change)
        before, after = self.others
        span = f"From {before.mean:.1f} ({before.count} answers) to {after.mean:.1f} ({after.count} answers)"
        return f"{span}: {signed(self.difference)}. {TOO_FEW_TO_SAY}"

    @property
    def cells(self) -> list[tuple[str, str]]:
        """The row of a table: pairs of a heading and its text."""
        return list(zip(HEADINGS, self._texts, strict=True))

    @property
    def _texts(self) -> list[str]:
        if self.others is None:
            return ["too few", "too few", "not known", *map(_said, self.own)]
        before, after = self.others
        shown = [f"{one.mean:.1f} ({one.count})" for one in (before, after)]
        certain = "" if self.change and self.change.clear else ", not clear"
        return [*shown, f"{signed(self.difference)}{certain}", *map(_said, self.own)]


def _said(value: float | None) -> str:
    return "not answered" if value is None else f"{value:g}"


@dataclass(frozen=True)
class FeedbackChange:
    """What a 360 at the end shows against the one before.

    Args:
        waiting: why nothing is shown (yet); then there are no areas.
    """

    before: Round | None = None
    after: Round | None = None
    areas: list[AreaChange] = field(default_factory=list)
    waiting: str = ""

    @property
    def biggest(self) -> list[AreaChange]:
        """The three areas in which the others' average moved most."""
        moved = [area for area in self.areas if area.difference is not None]
        return sorted(moved, key=lambda area: -abs(area.difference))[:MOST_NAMED]

    @property
    def others_drawn(self) -> list[tuple[str, float, float]]:
        """Rows of the chart of others."""
        shown = [area for area in self.areas if area.others]
        return [(area.label, round(area.others[0].mean, 1), round(area.others[1].mean, 1)) for area in shown]

    @property
    def own_drawn(self) -> list[tuple[str, float, float]]:
        """The same of the person."""
        return [(area.label, *area.own) for area in self.areas if None not in area.own]

    @property
    def scale(self) -> tuple[int, int]:
        """The ends of both charts."""
        return min(area.low for area in self.areas), max(area.high for area in self.areas)


def feedback_change(before: Round | None, after: Round | None) -> FeedbackChange:
    """Compare the 360 before with the one at the end, as far as both may be shown.

    Whether the results of these rounds are the reader's to see, the caller has asked.
    """
    if before is None or after is None:
        return FeedbackChange(before, after, waiting="A change shows when the same questions were asked twice.")
    if before.closed_at is None or after.closed_at is None:
        return FeedbackChange(before, after, waiting="The change shows when the second round has closed.")
    sides = [others_of(row) for row in (before, after)]
    if not all(side.holds for side in sides):
        few = f"From fewer than {WORDS[ENOUGH_OTHERS]} others nothing is shown, so that nobody’s answer can be told."
        return FeedbackChange(before, after, waiting=f"Too few answered both times. {few}")
    early, late = (
        {identity(question): figures for question, figures in figures_of_others(row.questionnaire.questions, side)}
        for row, side in zip((before, after), sides, strict=True)
    )
    own = [_own_answers(row) for row in (before, after)]
    areas = [
        _area(question, early[identity(question)], late[identity(question)], own)
        for question in before.questionnaire.questions
        if question["type"] == "scale" and identity(question) in late
    ]
    waiting = "" if areas else "The two rounds have no question in common."
    return FeedbackChange(before, after, areas, waiting)


def _own_answers(round: Round) -> dict:
    row = Response.objects.filter(round=round, group=Request.Group.SELF).first()
    return json.loads(row.answers) if row else {}


def _area(question: dict, early: Figures, late: Figures, own: list[dict]) -> AreaChange:
    shown = early.mean is not None and late.mean is not None
    samples = [Sample(one.count, one.mean, one.spread) for one in (early, late)] if shown else []
    said = [answers.get(question["key"]) for answers in own]
    return AreaChange(
        question["label"],
        least(question),
        most(question),
        own=tuple(None if value is None else float(value) for value in said),
        others=(early, late) if shown else None,
        change=unpaired(*samples) if samples else None,
    )
