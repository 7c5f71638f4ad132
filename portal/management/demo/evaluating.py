"""How the people of the demo answer what they are asked."""

import random

from programs.evaluations.actions import answer_request
from programs.evaluations.models import Request
from programs.evaluations.queries import questions_for
from programs.evaluations.questions import is_question, scale_values

TEXTS = [
    "Start with the hardest topic, not the easiest.",
    "I would have liked one session more.",
    "It helped to hear that others struggle with the same.",
    "Keep the stories coming.",
    "The homework between sessions made the difference.",
    "Nothing to add.",
]


def answers_for(request: Request, chance: random.Random, mean: float = 4.0, by_key: dict | None = None) -> dict:
    """Believable answers: scales around `mean`, or around the value that `by_key` gives for a question."""
    found: dict = {}
    for question in filter(is_question, questions_for(request)):
        wanted = (by_key or {}).get(question["key"], 2.5 if question["key"] == "load" else mean)
        if question["type"] == "scale":
            values = scale_values(question)
            found[question["key"]] = min(max(round(chance.gauss(wanted, 0.6)), values[0]), values[-1])
        elif question["type"] == "number":
            found[question["key"]] = question.get("minimum", 0) + chance.randrange(4)
        elif question["type"] == "choice":
            found[question["key"]] = chance.choice(question["options"])["value"]
        elif question["type"] == "choices":
            found[question["key"]] = [chance.choice(question["options"])["value"]]
        elif question["type"] == "yes_no":
            found[question["key"]] = "yes" if chance.random() < 0.85 else "no"
        else:
            found[question["key"]] = chance.choice(TEXTS)
    return found


def answer_open_requests(
    engagement_id, chance: random.Random, *, leave: int = 0, mean: float = 4.0, profile=None
) -> int:
    """Let everybody who is asked in this engagement answer, except the last `leave`.

    Args:
        profile: for 360s: group to {question key: mean}.

    Returns:
        How many answered.
    """
    waiting = list(
        Request.objects.filter(round__engagement=engagement_id, answered_on__isnull=True)
        .select_related("round__questionnaire", "round__engagement__program", "respondent__user")
        .order_by("id")
    )
    answering = waiting[: len(waiting) - leave] if leave else waiting
    for request in answering:
        answers = answers_for(request, chance, mean, (profile or {}).get(request.group))
        answer_request(request=request, answers=answers, by=request.respondent)
    return len(answering)
