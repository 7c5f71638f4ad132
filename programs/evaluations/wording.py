"""Results in words: a sentence for each question and for each change. Pure."""

from dataclasses import dataclass, field

from programs.evaluations.change import Change
from programs.evaluations.disclosure import Figures, is_measured, least, most

CHANGE_HEADINGS = ("Before (answers)", "After (answers)", "Change", "95 % confidence")
TOO_FEW = "Too few answers to be shown."


@dataclass(frozen=True)
class QuestionResult:
    """One question as a page, a report or a file shows it.

    Args:
        mean, spread: with two decimals; None where nothing is averaged or there are too few answers.
        distribution: pairs of an answer and how many gave it.
        sentence: all of it in words.
    """

    label: str
    kind: str
    count: int = 0
    mean: float | None = None
    spread: float | None = None
    distribution: list[tuple[str, int]] = field(default_factory=list)
    least: int = 1
    most: int = 0
    low: str = ""
    high: str = ""
    unit: str = ""
    nearly: bool = False
    sentence: str = TOO_FEW

    @property
    def shown(self) -> bool:
        """Whether there are enough answers."""
        return self.count > 0

    @property
    def is_scale(self) -> bool:
        """Whether a bar shows its average."""
        return self.mean is not None and self.most > 0

    @property
    def bar(self) -> float:
        """How long the bar of the average is, of `length`: a one fills a fifth of it, as people read it."""
        return (self.mean or 0) - min(self.least, 0)

    @property
    def length(self) -> int:
        """The whole bar."""
        return self.most - min(self.least, 0)


def question_result(figures: Figures) -> QuestionResult:
    """A question's figures with its words."""
    question = figures.question
    if not figures.shown:
        return QuestionResult(question["label"], question["type"])
    measured = is_measured(question)
    scale = question["type"] == "scale"
    return QuestionResult(
        label=question["label"],
        kind=question["type"],
        count=figures.count,
        mean=round(figures.mean, 2) if figures.mean is not None else None,
        spread=round(figures.spread, 2) if figures.spread is not None else None,
        distribution=list(figures.rows),
        least=(least(question) if scale else int(question["minimum"])) if measured else 1,
        most=(most(question) if scale else int(question["maximum"])) if measured else 0,
        low=question.get("low", ""),
        high=question.get("high", ""),
        unit=question.get("unit") or "",
        nearly=figures.nearly,
        sentence=_sentence(figures),
    )


def _sentence(figures: Figures) -> str:
    kind = figures.question["type"]
    if figures.mean is not None:
        return _average(figures)
    if kind == "yes_no":
        return f"{figures.rows[0][1]} of {figures.count} said yes."
    if figures.middle:
        unit = figures.question.get("unit") or ""
        return f"The middle answer of {figures.count} is {f'{figures.middle} {unit}'.strip()}."
    if not figures.rows:
        return f"{figures.count} answered. What each chose is shown from ten answers."
    label, count = max(figures.rows, key=lambda row: row[1])
    return f"{figures.count} answered; “{label}” was chosen most, by {count}."


def _average(figures: Figures) -> str:
    question = figures.question
    unit = question.get("unit") or ""
    if question["type"] == "number":
        return f"{f'{figures.mean:.1f} {unit}'.strip()} on average, {figures.count} answers."
    words = f"{figures.mean:.1f} of {most(question)} on average, {figures.count} answers."
    if question.get("low") and question.get("high"):
        low, high = question["low"].lower(), question["high"].lower()
        words += f" {least(question)} is “{low}”, {most(question)} is “{high}”."
    return words


@dataclass(frozen=True)
class ChangeRow:
    """Before and after of one question. `change` is None where too few answered."""

    label: str
    change: Change | None
    low: int = 1
    high: int = 5

    @property
    def sentence(self) -> str:
        """The change with its range and both numbers of answers."""
        return change_sentence(self.change) if self.change else "Too few answers to compare."

    @property
    def drawn(self) -> list[tuple[str, float, float]]:
        """What the chart draws; the question stands above it."""
        return [("", round(self.change.before.mean, 1), round(self.change.after.mean, 1))] if self.change else []

    @property
    def cells(self) -> list[tuple[str, str]]:
        """The row of a table, after the question: pairs of a heading and its text."""
        if self.change is None:
            return [(heading, "too few") for heading in CHANGE_HEADINGS[:2]]
        before, after = self.change.before, self.change.after
        texts = (
            f"{before.mean:.1f} ({before.count})",
            f"{after.mean:.1f} ({after.count})",
            signed(self.change.difference),
            f"{signed(self.change.low)} to {signed(self.change.high)}",
        )
        return list(zip(CHANGE_HEADINGS, texts, strict=True))


def signed(value: float) -> str:
    """ "+0.8" or "−0.3" with a real minus sign; zero has none."""
    text = f"{abs(value):.1f}"
    if text == "0.0":
        return text
    return f"+{text}" if value > 0 else f"−{text}"


def change_sentence(change: Change) -> str:
    """ "Up by 0.8 (from 3.1, 8 answers, to 3.9, 7 answers). With 95 % confidence between +0.2 and +1.4."""
    before, after = change.before, change.after
    who = f"the same {before.count} people" if change.paired else f"{before.count} answers, then {after.count}"
    span = f"from {before.mean:.1f} to {after.mean:.1f} ({who})"
    between = f"between {signed(change.low)} and {signed(change.high)}"
    if not change.clear:
        return f"No clear change, {span}: with 95 % confidence it is {between}."
    direction = "Up" if change.difference > 0 else "Down"
    return f"{direction} by {abs(change.difference):.1f}, {span}. With 95 % confidence it is {between}."
