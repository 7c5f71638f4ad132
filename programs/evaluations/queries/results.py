"""What was answered, as groups: never so few that somebody could be told from them.

A round shows nothing before it is closed, since two looks with one answer between them would reveal that answer.
It closes by itself when everybody has answered.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from secrets import SystemRandom
from statistics import fmean

from django.db.models import Count, Q

from accounts.models import Membership
from programs.engagements.models import Participation
from programs.evaluations.models import Request, Response, Round
from programs.evaluations.queries.rounds import is_about_a_person, place_in, sees_results

ENOUGH = 5  # answers in all
ENOUGH_OTHERS = 4  # answers of others in a 360
ENOUGH_IN_GROUP = 3  # and of one of their groups
TOP = 5  # of a 360's scale


@dataclass(frozen=True)
class ScaleResult:
    """Answers to one question on a scale, or to yes and no; `mean` is None unless there are enough of them."""

    label: str
    count: int
    mean: float | None
    distribution: list[tuple[str, int]] = field(default_factory=list)
    most: int = 0
    low: str = ""
    high: str = ""

    @property
    def is_scale(self) -> bool:
        """Whether there are numbers, and not yes and no."""
        return self.most > 0


@dataclass(frozen=True)
class TextResult:
    """Answers in words, in no order."""

    label: str
    answers: list[str]


@dataclass(frozen=True)
class GroupResult:
    """The averages of one group in a 360, as pairs of area and average."""

    label: str
    count: int
    scores: list[tuple[str, float]]


@dataclass(frozen=True)
class Results:
    """What one viewer may see of a round.

    Args:
        shown: whether there is a group result at all; `waiting` says in words why not.
        own: pairs of question and answer: the viewer's own, where answers are not anonymous; in a 360 that is not
            shown yet, what the person said about themselves.
        axes: a 360 as the radar draws it: mappings of `label`, `self`, `others`.
    """

    round: Round
    asked: int
    answered: int
    shown: bool = False
    waiting: str = ""
    scales: list[ScaleResult] = field(default_factory=list)
    texts: list[TextResult] = field(default_factory=list)
    own: list[tuple[str, str]] = field(default_factory=list)
    axes: list[dict] = field(default_factory=list)
    groups: list[GroupResult] = field(default_factory=list)


def results_of(round: Round, viewer: Membership, place: Participation | None = None) -> Results:
    """What this person may see of a round's answers; nothing at all for those who may not open its results.

    Args:
        place: the viewer's place in the engagement, where it is known already.
    """
    counts = Request.objects.filter(round=round).aggregate(
        asked=Count("pk"),
        answered=Count("pk", filter=Q(answered_on__isnull=False)),
        others=Count("pk", filter=~Q(group=Request.Group.SELF)),
    )
    asked, answered = counts["asked"], counts["answered"]
    place = place or place_in(viewer, round.engagement_id)
    if place is None or not sees_results(place, round):
        return Results(round, asked, answered)
    responses = list(Response.objects.filter(round=round).select_related("request"))
    own = _own(round, responses, viewer)
    if is_about_a_person(round):
        return _about_a_person(round, responses, asked, answered, counts["others"])
    if len(responses) < ENOUGH or round.closed_at is None:
        return Results(round, asked, answered, waiting=_waiting(round, asked, answered), own=own)
    answers = [json.loads(response.answers) for response in responses]
    questions = round.questionnaire.questions
    return Results(
        round,
        asked,
        answered,
        shown=True,
        scales=list(scale_results(questions, answers)),
        texts=_text_results(questions, answers),
        own=own,
    )


def _waiting(round: Round, asked: int, answered: int, least: int = ENOUGH) -> str:
    so_far = f"{answered} of {asked} answers"
    if round.closed_at is not None:
        return f"{so_far} came in. Results are shown from {_word(least)}, so that nobody’s answer can be told."
    if answered < least:
        return f"{so_far} so far; results are shown from {_word(least)}."
    return f"{so_far} so far; results are shown when the round closes, so that nobody’s answer can be told."


def _word(number: int) -> str:
    return {4: "four", 5: "five"}.get(number, str(number))


def _own(round: Round, responses: list[Response], viewer: Membership) -> list[tuple[str, str]]:
    """The viewer's own answers; only a round that is not anonymous knows which those are."""
    for response in responses:
        if response.request and response.request.respondent_id == viewer.pk:
            return _pairs(round, json.loads(response.answers))
    return []


def _pairs(round: Round, given: dict) -> list[tuple[str, str]]:
    asked = round.questionnaire.questions
    return [(one["label"], _said(one, given[one["key"]])) for one in asked if one["key"] in given]


def _said(question: dict, value) -> str:
    if question["type"] == "scale":
        return f"{value} of {question.get('most', TOP)}"
    return str(value).capitalize() if question["type"] == "yes_no" else str(value)


def scale_results(questions: list[dict], answers: list[dict]) -> Iterable[ScaleResult]:
    """Mean, count and distribution of each question that has numbers or yes and no, if five answered that one."""
    for question in questions:
        values = [given[question["key"]] for given in answers if question["key"] in given]
        if question["type"] == "scale":
            yield _scale_result(question, values)
        elif question["type"] == "yes_no":
            yield _yes_no_result(question, values)


def _scale_result(question: dict, values: list[int]) -> ScaleResult:
    if len(values) < ENOUGH:
        return ScaleResult(question["label"], len(values), None)
    counts, most = Counter(values), question.get("most", TOP)
    return ScaleResult(
        question["label"],
        len(values),
        round_mean(values),
        [(str(value), counts[value]) for value in range(1, most + 1)],
        most,
        question.get("low", ""),
        question.get("high", ""),
    )


def _yes_no_result(question: dict, values: list[str]) -> ScaleResult:
    if len(values) < ENOUGH:
        return ScaleResult(question["label"], len(values), None)
    yes = values.count("yes")
    return ScaleResult(question["label"], len(values), yes / len(values), [("Yes", yes), ("No", len(values) - yes)])


def round_mean(values: Iterable[float]) -> float:
    """The mean with two decimals."""
    return round(fmean(values), 2)


def _text_results(questions: list[dict], answers: list[dict]) -> list[TextResult]:
    found = []
    for question in questions:
        if question["type"] != "text":
            continue
        texts = [given[question["key"]] for given in answers if question["key"] in given]
        SystemRandom().shuffle(texts)  # the order of writing would tell whose they are
        found.append(TextResult(question["label"], texts))
    return found


def _about_a_person(round: Round, responses: list[Response], asked: int, answered: int, others_asked: int) -> Results:
    """Others only as averages, from four of them on; the person's own scores at any time once it is closed."""
    given = [(response.group, json.loads(response.answers)) for response in responses]
    own = [answers for group, answers in given if group == Request.Group.SELF]
    others = [(group, answers) for group, answers in given if group != Request.Group.SELF]
    waiting = _waiting(round, others_asked, len(others), ENOUGH_OTHERS)
    if round.closed_at is None or len(others) < ENOUGH_OTHERS:
        pairs = _pairs(round, own[0]) if own else []
        return Results(round, asked, answered, waiting=waiting, own=pairs)
    questions = round.questionnaire.questions
    scales = [question for question in questions if question["type"] == "scale"]
    axes = [
        {
            "label": question["label"],
            "self": round_mean([own[0][question["key"]]]) if own else None,
            "others": round_mean(answers[question["key"]] for _, answers in others),
        }
        for question in scales
    ]
    texts = _text_results(questions, [answers for _, answers in others])
    return Results(round, asked, answered, shown=True, axes=axes, texts=texts, groups=_groups(scales, others))


def _groups(scales: list[dict], others: list[tuple[str, dict]]) -> list[GroupResult]:
    """Groups of three or more. What they leave over is nobody, or three or more as well: fewer could be computed."""
    counts = Counter(group for group, _ in others)
    # In a fixed order: if equal groups took turns, two looks together would show both.
    shown = sorted((group for group, count in counts.items() if count >= ENOUGH_IN_GROUP), key=_large_first(counts))
    rest = len(others) - sum(counts[group] for group in shown)
    while shown and 0 < rest < ENOUGH_IN_GROUP:
        rest += counts[shown.pop()]
    return [
        GroupResult(
            Request.Group(group).label,
            counts[group],
            [(scale["label"], _mean_in(group, scale["key"], others)) for scale in scales],
        )
        for group in shown
    ]


def _large_first(counts: Counter) -> Callable[[str], tuple]:
    return lambda group: (-counts[group], group)


def _mean_in(group: str, key: str, others: list[tuple[str, dict]]) -> float:
    return round_mean(answers[key] for given, answers in others if given == group)
