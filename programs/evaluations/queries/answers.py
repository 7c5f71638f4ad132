"""Answers as a viewer may see them: the parts that results of all kinds are made of."""

from dataclasses import dataclass, field
from secrets import SystemRandom

from programs.evaluations.disclosure import ENOUGH
from programs.evaluations.models import Round
from programs.evaluations.wording import QuestionResult

WORDS = {4: "four", 5: "five"}


@dataclass(frozen=True)
class TextResult:
    """Answers in words, in no order."""

    label: str
    answers: list[str]


@dataclass(frozen=True)
class GroupResult:
    """The averages of one group in a 360, as pairs of area and average. `name` is who agreed to be shown by name."""

    label: str
    count: int
    scores: list[tuple[str, float | None]]
    name: str = ""


@dataclass(frozen=True)
class Results:
    """What one viewer may see of a round.

    Args:
        shown: whether there is a group result at all; `waiting` says in words why not.
        own: pairs of question and answer: the viewer's own, where answers are not anonymous; in a 360 that is not
            shown yet, what the person said about themselves.
        axes: a 360 as the radar draws it: mappings of `label`, `self`, `others`, from 0 to `top`.
    """

    round: Round
    asked: int
    answered: int
    shown: bool = False
    waiting: str = ""
    scales: list[QuestionResult] = field(default_factory=list)
    texts: list[TextResult] = field(default_factory=list)
    own: list[tuple[str, str]] = field(default_factory=list)
    axes: list[dict] = field(default_factory=list)
    groups: list[GroupResult] = field(default_factory=list)
    top: int = 5


def waiting_words(round: Round, asked: int, answered: int, least: int = ENOUGH) -> str:
    """Why there are no results (yet)."""
    so_far = f"{answered} of {asked} answers"
    if round.closed_at is not None:
        return f"{so_far} came in. Results are shown from {WORDS[least]}, so that nobody’s answer can be told."
    if answered < least:
        return f"{so_far} so far; results are shown from {WORDS[least]}."
    return f"{so_far} so far; results are shown when the round closes, so that nobody’s answer can be told."


def pairs_of(round: Round, given: dict) -> list[tuple[str, str]]:
    """Question and answer in words, for one set of answers."""
    asked = round.questionnaire.questions
    return [(one["label"], _said(one, given[one["key"]])) for one in asked if given.get(one["key"]) is not None]


def _said(question: dict, value) -> str:
    kind = question["type"]
    if kind == "scale":
        return f"{value} of {question.get('most', 5)}"
    if kind == "yes_no":
        return str(value).capitalize()
    if kind in ("choice", "choices"):
        labels = {option["value"]: option["label"] for option in question["options"]}
        chosen = value if kind == "choices" else [value]
        return ", ".join(str(labels.get(one, one)) for one in chosen) or "None of these"
    return f"{value} {question['unit']}" if question.get("unit") else str(value)


def text_results(questions: list[dict], answers: list[dict]) -> list[TextResult]:
    """What was written, question by question."""
    found = []
    for question in questions:
        if question["type"] != "text":
            continue
        texts = [given[question["key"]] for given in answers if given.get(question["key"])]
        SystemRandom().shuffle(texts)  # the order of writing would tell whose they are
        found.append(TextResult(question["label"], texts))
    return found
