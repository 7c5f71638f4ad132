"""Before and after with the same questions: of a program, of an engagement, and of a 360 that is repeated."""

import json
from dataclasses import dataclass, field

from programs.evaluations.change import Sample, paired, unpaired
from programs.evaluations.disclosure import ENOUGH, Figures, categories, figures_of, identity, releases_of, strength_of
from programs.evaluations.models import Request, Response, Round, Stage
from programs.evaluations.queries.feedback import figures_of_others, others_of
from programs.evaluations.queries.rounds import is_about_a_person
from programs.evaluations.wording import ChangeRow

LATER = (Stage.FOLLOW_UP, Stage.END, Stage.MIDDLE)  # the last one that was asked is compared with the baseline


@dataclass(frozen=True)
class Changes:
    """Before and after of a round. `overlap` is how many people answered both times."""

    before: Round
    rows: list[ChangeRow] = field(default_factory=list)
    overlap: int = 0


def program_changes(by_stage: dict[str, list[Figures]]) -> list[ChangeRow]:
    """What changed between the baseline and the last stage that has the same question.

    Args:
        by_stage: stage to the figures of whole batches; nothing else about the answers is known here.
    """
    rows = []
    for before in by_stage.get(Stage.BASELINE, []):
        key = identity(before.question)
        if before.mean is None:
            continue
        for stage in LATER:
            after = next((one for one in by_stage.get(stage, []) if identity(one.question) == key), None)
            if after is not None:
                rows.append(_row(before, after))
                break
    return rows


def _row(before: Figures, after: Figures) -> ChangeRow:
    """The difference of two averages of whole releases."""
    values = [category.value for category in categories(before.question)]
    samples = [
        Sample(one.count, one.mean, one.spread) if one.mean is not None and one.spread is not None else None
        for one in (before, after)
    ]
    change = unpaired(samples[0], samples[1]) if samples[0] and samples[1] else None
    return ChangeRow(before.question["label"], change, int(values[0]), int(values[-1]))


def changes_of(round: Round) -> Changes | None:
    """What changed since the same questions were asked before in this engagement; None if they were not.

    The caller shows the round's results already, so its averages are the reader's to see.
    """
    before = _earlier(round)
    if before is None or round.closed_at is None:
        return None
    rows = _feedback_rows(before, round) if is_about_a_person(round) else _rows(before, round)
    return Changes(before, rows, _overlap(before, round)) if rows else None


def _earlier(round: Round) -> Round | None:
    """The last closed round before this one with the same questions and about the same person."""
    found = (
        Round.objects.filter(
            engagement=round.engagement_id,
            subject=round.subject_id,
            closed_at__isnull=False,
            opened_at__lt=round.opened_at,
            session=None,
        )
        .exclude(pk=round.pk)
        .select_related("questionnaire")
        .order_by("opened_at", "id")
    )
    keys = {identity(question) for question in round.questionnaire.questions if question["type"] == "scale"}
    same = [row for row in found if keys & {identity(question) for question in row.questionnaire.questions}]
    return same[0] if same and round.session_id is None else None


def _overlap(before: Round, after: Round) -> int:
    """How many answered both times. Who answered is known to those who take part; what, is not."""
    people = [
        {respondent or guest.lower() for respondent, guest in rows}
        for rows in (
            Request.objects.filter(round=row, answered_on__isnull=False)
            .exclude(group=Request.Group.SELF)
            .values_list("respondent_id", "guest_email")
            for row in (before, after)
        )
    ]
    return len(people[0] & people[1])


def _feedback_rows(before: Round, after: Round) -> list[ChangeRow]:
    """The average of the others, then and now."""
    sides = [others_of(row) for row in (before, after)]
    if not all(side.holds for side in sides):
        return []
    early, late = (
        {identity(question): figures for question, figures in figures_of_others(row.questionnaire.questions, side)}
        for row, side in zip((before, after), sides, strict=True)
    )
    return [_row(early[key], late[key]) for key in early if key in late and early[key].mean is not None]


def _rows(before: Round, after: Round) -> list[ChangeRow]:
    sides = [list(Response.objects.filter(round=row).select_related("request")) for row in (before, after)]
    if min(map(len, sides)) < ENOUGH:
        return []
    early, late = (
        {identity(one.question): one for one in _figures(row, [json.loads(given.answers) for given in side])}
        for row, side in zip((before, after), sides, strict=True)
    )
    return [
        _paired_row(early[key], late[key], sides) or _row(early[key], late[key])
        for key in early
        if key in late and early[key].mean is not None
    ]


def _figures(round: Round, answers: list[dict]) -> list[Figures]:
    return figures_of([releases_of(round.questionnaire.questions, answers, strength_of(range(len(answers))))])


def _paired_row(early: Figures, late: Figures, sides: list[list[Response]]) -> ChangeRow | None:
    """Each person compared with themselves, where that tells no more than the two averages do.

    Both rounds know whose answers are whose, the same people answered both times (somebody who answered once would be
    the difference between the pairs and the round), and neither side was softened (the sum of the changes would undo
    it).
    """
    if early.nearly or late.nearly:
        return None
    key = early.question["key"]
    given = [
        {row.request.respondent_id: answer for row in side if row.request and (answer := _answer(row, key)) is not None}
        for side in sides
    ]
    people = sorted(given[0], key=str)
    if set(given[0]) != set(given[1]) or len(people) != early.count or len(people) != late.count:
        return None
    change = paired([given[0][person] for person in people], [given[1][person] for person in people])
    values = [category.value for category in categories(early.question)]
    return ChangeRow(early.question["label"], change, int(values[0]), int(values[-1])) if change else None


def _answer(response: Response, key: str):
    return json.loads(response.answers).get(key)
