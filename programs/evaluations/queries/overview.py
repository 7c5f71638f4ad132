"""What those who run programs see of evaluations: counts, and averages over many people."""

import json
from dataclasses import dataclass, field

from django.db.models import Count, Q

from accounts.models import Membership
from programs.engagements.models import Program
from programs.engagements.queries import programs_for
from programs.evaluations.library import ABOUT_A_PERSON
from programs.evaluations.models import Response, Round
from programs.evaluations.queries.results import ENOUGH, ScaleResult, scale_results


@dataclass(frozen=True)
class ProgramResults:
    """One questionnaire in one program. `counted` is how many answers the averages stand on."""

    program: Program
    title: str
    stage: str
    asked: int
    answered: int
    counted: int = 0
    scales: list[ScaleResult] = field(default_factory=list)


def overview_for(membership: Membership) -> list[ProgramResults]:
    """What was asked and answered in the programs that this person runs. 360s are nobody's business here."""
    rounds = list(
        Round.objects.filter(engagement__program__in=programs_for(membership), opened_at__isnull=False, subject=None)
        .exclude(questionnaire__code__in=ABOUT_A_PERSON)
        .select_related("engagement__program", "questionnaire")
        .annotate(
            asked=Count("requests", distinct=True),
            answered=Count("requests", filter=Q(requests__answered_on__isnull=False), distinct=True),
        )
        .order_by("engagement__program__name", "questionnaire__title", "stage", "closed_at", "id")
    )
    together: dict[tuple, list[Round]] = {}
    for row in rounds:
        together.setdefault((row.engagement.program_id, row.questionnaire_id, row.stage), []).append(row)
    counted = {key: _countable(rows) for key, rows in together.items()}
    answers = _answers({row.pk for rows in counted.values() for row in rows})
    return [_program_results(rows, counted[key], answers) for key, rows in together.items()]


def _countable(rounds: list[Round]) -> list[Round]:
    """The closed rounds, in the order of closing, up to the last one that makes the sum grow by five or more.

    Rounds join in groups of at least five answers, so that the page of yesterday and the page of today do not
    differ by one contract's two people.
    """
    found: list[Round] = []
    group: list[Round] = []
    for row in sorted((row for row in rounds if row.closed_at), key=lambda row: (row.closed_at, row.pk)):
        group.append(row)
        if sum(member.answered for member in group) >= ENOUGH:
            found, group = [*found, *group], []
    return found


def _answers(round_ids: set) -> dict:
    found: dict = {}
    for response in Response.objects.filter(round__in=round_ids):
        found.setdefault(response.round_id, []).append(json.loads(response.answers))
    return found


def _program_results(rounds: list[Round], counted: list[Round], answers: dict) -> ProgramResults:
    given = [answer for row in counted for answer in answers.get(row.pk, [])]
    return ProgramResults(
        program=rounds[0].engagement.program,
        title=rounds[0].questionnaire.title,
        stage=rounds[0].get_stage_display(),
        asked=sum(row.asked for row in rounds),
        answered=sum(row.answered for row in rounds),
        counted=len(given),
        scales=list(scale_results(rounds[0].questionnaire.questions, given)) if given else [],
    )
