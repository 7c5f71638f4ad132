"""What was answered in a round, as groups: never so few that somebody could be told from them.

A round shows nothing before it is closed, since two looks with one answer between them would reveal that answer.
It closes by itself when everybody has answered. What is shown comes from `disclosure`, and from nowhere else.
"""

import json
from dataclasses import replace

from django.db.models import Count

from accounts.models import Membership
from programs.covenant.policy import Reading
from programs.covenant.queries import reading_of
from programs.engagements.models import Participation
from programs.evaluations.disclosure import ENOUGH, figures_of, releases_of, strength_of
from programs.evaluations.models import Response, Round
from programs.evaluations.queries.answers import Results, pairs_of, text_results, waiting_words
from programs.evaluations.queries.feedback import feedback_results
from programs.evaluations.queries.rounds import is_about_a_person, place_in, requests_that_count, sees_results
from programs.evaluations.wording import QuestionResult, question_result

NOT_YOURS = "Who sees what, as it was signed, does not give you its results."


def results_of(
    round: Round, viewer: Membership, place: Participation | None = None, reading: Reading | None = None
) -> Results:
    """What this person may see of a round's answers; who may not read its results still reads their own answers.

    Args:
        place: the viewer's place in the engagement, where it is known already.
        reading: what they read there, the same.
    """
    counts = requests_that_count().filter(round=round).aggregate(asked=Count("pk"), answered=Count("answered_on"))
    asked, answered = counts["asked"], counts["answered"]
    place = place or place_in(viewer, round.engagement_id)
    if place is None:
        return Results(round, asked, answered)
    if not sees_results(place, reading or reading_of(place), round):
        hidden = Results(round, asked, answered, waiting=NOT_YOURS)
        return hidden if is_about_a_person(round) else replace(hidden, own=_own(round, _responses(round), viewer))
    if is_about_a_person(round):
        return feedback_results(round, asked, answered)
    responses = _responses(round)
    own = _own(round, responses, viewer)
    # Both: the batches count people by their requests, and what is shown here has to be a batch by itself.
    if min(len(responses), answered) < ENOUGH or round.closed_at is None:
        return Results(round, asked, answered, waiting=waiting_words(round, asked, answered), own=own)
    answers = [json.loads(response.answers) for response in responses]
    questions = round.questionnaire.questions
    return Results(
        round,
        asked,
        answered,
        shown=True,
        scales=scale_results(questions, answers),
        texts=text_results(questions, answers),
        own=own,
    )


def _responses(round: Round) -> list[Response]:
    return list(Response.objects.filter(round=round).select_related("request"))


def _own(round: Round, responses: list[Response], viewer: Membership) -> list[tuple[str, str]]:
    """The viewer's own answers; only a round that is not anonymous knows which those are."""
    for response in responses:
        if response.request and response.request.respondent_id == viewer.pk:
            return pairs_of(round, json.loads(response.answers))
    return []


def scale_results(questions: list[dict], answers: list[dict]) -> list[QuestionResult]:
    """The figures of one round by itself, in which everybody answered once."""
    told = releases_of(questions, answers, strength_of(range(len(answers))))
    return [question_result(figures) for figures in figures_of([told])]
