"""A 360: what others answered about somebody, as averages for that person and the coach or mentor.

The others are cut into parts, each a group of three or more or the rest of three or more, and every number comes from
the releases of whole parts. A manager alone is shown by name if they agreed to it, and belongs to the rest otherwise.
"""

import json
from collections import Counter
from dataclasses import dataclass

from programs.engagements.models import Participation
from programs.evaluations.disclosure import Figures, Release, Strength, categories, is_measured, most, release, together
from programs.evaluations.disclosure.figures import hangs_on
from programs.evaluations.models import Request, Response, Round
from programs.evaluations.queries.answers import GroupResult, Results, pairs_of, text_results, waiting_words
from programs.evaluations.wording import question_result

ENOUGH_OTHERS = 4  # answers of others in all
ENOUGH_IN_GROUP = 3  # and of one of their groups
LEAST_AXES = 3  # a radar of two areas is a line

Group = Request.Group


@dataclass(frozen=True)
class Others:
    """The answers of the others in parts: groups by code, "" for the rest.

    Args:
        most: 1 if a reader has answered as one of them, and could take that away.
        named: the answers of the manager who is shown by name, and the name.
    """

    parts: dict[str, list[dict]]
    most: int = 0
    named: tuple[str, dict] | None = None

    @property
    def least(self) -> int:
        """The smallest part."""
        return max(ENOUGH_IN_GROUP, 2 * self.most + 3)

    @property
    def unnamed(self) -> list[dict]:
        """All answers that are nobody's."""
        return [answers for part in self.parts.values() for answers in part]

    @property
    def everything(self) -> list[dict]:
        """All answers of others, for what is written in words."""
        return [*self.unnamed, *([self.named[1]] if self.named else [])]

    @property
    def holds(self) -> bool:
        """Whether averages may be shown."""
        return len(self.everything) >= ENOUGH_OTHERS and len(self.unnamed) >= self.least


def feedback_results(round: Round, asked: int, answered: int) -> Results:
    """Others only as averages, from four of them on; the person's own scores at any time once it is closed."""
    requests = list(Request.objects.filter(round=round).select_related("respondent__user"))
    given = [(row.group, json.loads(row.answers)) for row in Response.objects.filter(round=round)]
    own = next((answers for group, answers in given if group == Group.SELF), {})
    others = _others(round, requests, given)
    if round.closed_at is None or not others.holds:
        others_asked = sum(row.group != Group.SELF for row in requests)
        waiting = waiting_words(round, others_asked, len(others.everything), ENOUGH_OTHERS)
        return Results(round, asked, answered, waiting=waiting, own=pairs_of(round, own))
    return _shown(round, asked, answered, own, others)


def _shown(round: Round, asked: int, answered: int, own: dict, others: Others) -> Results:
    questions = round.questionnaire.questions
    scales = [question for question in questions if question["type"] == "scale"]
    if len(scales) < LEAST_AXES:
        scales = []
    figures = {question["key"]: found for question, found in figures_of_others(questions, others)}
    return Results(
        round,
        asked,
        answered,
        shown=True,
        axes=[_axis(question, own, figures[question["key"]]) for question in scales],
        scales=[question_result(found) for found in figures.values() if found.question not in scales],
        texts=text_results(questions, others.everything),
        groups=_groups(scales, others) if scales else [],
        top=max((most(question) for question in scales), default=5),
    )


def others_of(round: Round) -> Others:
    """The others of a closed round, as far as they may be shown at all."""
    requests = list(Request.objects.filter(round=round).select_related("respondent__user"))
    given = [(row.group, json.loads(row.answers)) for row in Response.objects.filter(round=round)]
    return _others(round, requests, given)


def _others(round: Round, requests: list[Request], given: list[tuple[str, dict]]) -> Others:
    managers = [row for row in requests if row.group == Group.MANAGER]
    by_name = len(managers) == 1 and managers[0].named
    theirs = [answers for group, answers in given if group == Group.MANAGER]
    rest = [
        (group, answers) for group, answers in given if group != Group.SELF and not (by_name and group == Group.MANAGER)
    ]
    most = int(_a_reader_answered(round, requests))
    named = (managers[0].name, theirs[0]) if by_name and theirs else None
    return Others(_parts(rest, max(ENOUGH_IN_GROUP, 2 * most + 3)), most, named)


def _a_reader_answered(round: Round, requests: list[Request]) -> bool:
    leads = Participation.objects.filter(engagement=round.engagement_id, role__in=Participation.LEADS)
    readers = set(leads.values_list("membership_id", flat=True))
    return any(row.respondent_id in readers and row.group != Group.SELF for row in requests if row.answered_on)


def _parts(given: list[tuple[str, dict]], least: int) -> dict[str, list[dict]]:
    """Groups of `least` or more. What they leave over is nobody, or as many as well: fewer could be computed."""
    counts = Counter(group for group, _ in given)
    # In a fixed order: if equal groups took turns, two looks together would show both.
    shown = sorted((group for group, count in counts.items() if count >= least), key=lambda one: (-counts[one], one))
    rest = len(given) - sum(counts[group] for group in shown)
    while shown and 0 < rest < least:
        rest += counts[shown.pop()]
    found: dict[str, list[dict]] = {group: [] for group in shown}
    for group, answers in given:
        found.setdefault(group if group in shown else "", []).append(answers)
    return found


def figures_of_others(questions: list[dict], others: Others) -> list[tuple[dict, Figures]]:
    """The figures of all others together, question by question."""
    counted = [question for question in questions if question["type"] not in ("text", "section")]
    after = hangs_on(questions)
    return [(question, together(question, _told(question, others, after).values())) for question in counted]


def _told(question: dict, others: Others, after: dict) -> dict[str, Release]:
    """Releases by part. Where too few of one part answered, all of them are one part; or there is nothing."""
    told = {group: _release(question, part, others, after) for group, part in others.parts.items()}
    if None in told.values():
        told = {"": _release(question, others.unnamed, others, after)}
    if None in told.values() or sum(one.count for one in told.values()) + bool(others.named) < ENOUGH_OTHERS:
        return {}
    own = _named_release(question, others)
    return {**told, **({"named": own} if own else {})}


def _release(question: dict, answers: list[dict], others: Others, after: dict) -> Release | None:
    strength = Strength(len(answers), others.most, others.least)
    return release(question, answers, strength, after[question["key"]])


def _named_release(question: dict, others: Others) -> Release | None:
    """The one answer that its person agreed to show."""
    given = others.named[1].get(question["key"]) if others.named else None
    if given is None or not is_measured(question):
        return None
    return Release(1, (tuple(int(category.holds(given)) for category in categories(question)),), nearly=False)


def _axis(question: dict, own: dict, others: Figures) -> dict:
    said = own.get(question["key"])
    return {
        "label": question["label"],
        "self": float(said) if said is not None else None,
        "others": round(others.mean, 2) if others.mean is not None else None,
    }


def _groups(scales: list[dict], others: Others) -> list[GroupResult]:
    """The parts that are groups, and the manager by name."""
    told = {question["key"]: _told(question, others, hangs_on(scales)) for question in scales}

    def means(part: str) -> list[tuple[str, float | None]]:
        return [(one["label"], _mean(one, told[one["key"]].get(part))) for one in scales]

    found = [GroupResult(Group(group).label, len(part), means(group)) for group, part in others.parts.items() if group]
    if others.named:
        found.append(GroupResult(Group.MANAGER.label, 1, means("named"), name=others.named[0]))
    return found


def _mean(question: dict, told: Release | None) -> float | None:
    mean = together(question, [told]).mean
    return None if mean is None else round(mean, 2)
