"""How the people of the demo answer what they are asked."""

import random

from django.utils import timezone

from portal.management.demo.people import People
from portal.management.demo.timeline import Timeline
from programs.engagements.models import Engagement, Program
from programs.evaluations.actions import add_plan, answer_request, invite_guests, plan_round
from programs.evaluations.models import Questionnaire, Request, Round
from programs.evaluations.queries import questions_for, requests_that_count
from programs.evaluations.questions import is_question, scale_values

BEFORE_AND_AFTER = "hard-talks"
AGREE = {"type": "scale", "low": "Not at all", "high": "Very much", "most": 5}
SKILLS = [
    {"key": "open", "label": "I open a hard talk in two sentences.", **AGREE},
    {"key": "stay", "label": "I stay in it when the other person gets angry.", **AGREE},
    {"key": "put-off", "label": "I put hard talks off.", **AGREE},
    {"key": "last-month", "type": "yes_no", "label": "Did you have a hard talk in the last month?"},
]
# program: days ago, what is asked beyond the usual
PLANS = {
    "leads": (-24, {"code": "session-pulse", "stage": "session", "open_days": 10, "roles": ["mentee"]}),
    "pairs": (-40, {"code": "session-pulse", "stage": "middle"}),
    "coaching": (-60, {"code": "coaching-end", "stage": "follow_up", "days": 90}),
    "courses": (-60, {"code": "training-reaction", "stage": "follow_up", "days": 60, "roles": ["learner"]}),
}
OUTSIDE = [
    ("Rui Costa", "rui.costa@partner.example", "peer"),
    ("Eva Stone", "eva.stone@partner.example", "peer"),
]

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
        requests_that_count()
        .filter(
            round__engagement=engagement_id,
            answered_on__isnull=True,
            round__closed_at__isnull=True,
            round__closes_at__gt=timezone.now(),
        )
        .select_related("round__questionnaire", "round__engagement__program", "respondent__user")
        .order_by("id")
    )
    answering = waiting[: len(waiting) - leave] if leave else waiting
    for request in answering:
        answers = answers_for(request, chance, mean, (profile or {}).get(request.group))
        answer_request(request=request, answers=answers, by=request.respondent)
    return len(answering)


def ask_before_and_after(engagement_id, stage: str) -> None:
    """Ask the skills of the course, with the same questions at each stage."""
    Questionnaire.objects.get_or_create(
        code=BEFORE_AND_AFTER,
        version=1,
        defaults={
            "title": "How you talk",
            "introduction": "The same questions before and after the course.",
            "questions": SKILLS,
            "published_at": timezone.now(),
        },
    )
    engagement = Engagement.objects.select_related("program").get(pk=engagement_id)
    plan_round(engagement=engagement, code=BEFORE_AND_AFTER, stage=stage, by=None, anonymous=True, days=10)


def plan_questions(timeline: Timeline, people: People, programs: dict) -> None:
    """Say what the programs ask beyond the usual."""
    for key, (days, fields) in PLANS.items():

        def act(key=key, fields=fields):
            add_plan(program=Program.objects.get(pk=programs[key]), by=people.olga, **fields)

        timeline.at(timeline.exactly(days, 9, 30), lambda: people.organization, act)
    timeline.at(timeline.exactly(-1, 17), lambda: people.organization, _ask_outside)


def _ask_outside() -> None:
    """Two people from outside in the 360 that is open now."""
    round = Round.objects.filter(subject__isnull=False, opened_at__isnull=False, closed_at__isnull=True).last()
    if round:
        invite_guests(round=round, guests=OUTSIDE, by=round.subject.membership)
