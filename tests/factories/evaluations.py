"""Rounds with people and answers, made through actions."""

from accounts.models import Membership
from programs.engagements.models import Engagement
from programs.evaluations.actions import answer_request, plan_round
from programs.evaluations.models import Request, Round
from tests.cast import make_member
from tests.factories.goals import make_engagement

NAMES = ("Priya Nair", "Sven Lund", "Dana Voss", "Ines Rocha", "Jonas Kruse", "Wanda Mazur", "Kofi Boateng")
SECRET = "The rota is what wears me out"
STANDARD_ANSWERS = {
    "session-pulse": {"heard": 4, "topic": 4, "next": 4},
    "mentoring-end": {
        "progress": 4,
        "confidence": 4,
        "alone": 4,
        "gave": 4,
        "growth": 4,
        "load": 2,
        "again": "yes",
        "helped": SECRET,
    },
    "coaching-end": {
        "reached": 4,
        "seen": 4,
        "confidence": 4,
        "alone": 4,
        "bond": 4,
        "tasks": 4,
        "goals": 4,
        "said": SECRET,
    },
    "training-reaction": {"relevant": 4, "recommend": 4, "use": 4, "better": SECRET},
    "feedback-360": {
        "delegating": 2,
        "listening": 4,
        "feedback": 3,
        "direction": 3,
        "deciding": 4,
        "calm": 4,
        "comment": SECRET,
    },
}


def make_people(count: int) -> list[Membership]:
    """More members of the current organization."""
    return [make_member(name) for name in NAMES[:count]]


def make_cohort(cast, learners: int = 5, *, name: str = "Difficult conversations", people=None, **kwargs) -> Engagement:
    """A cohort of Marta's with Amara and others as learners; `learners` counts Amara."""
    others = make_people(learners - 1) if people is None else people
    places = [(cast.trainer, "trainer"), (cast.participant, "learner"), *((person, "learner") for person in others)]
    return make_engagement(cast, places, kind="training", name=name, **kwargs)


def make_round(engagement: Engagement, code: str = "training-reaction", **kwargs) -> Round:
    """A round that is open now."""
    return plan_round(engagement=engagement, code=code, **{"stage": "end", "by": None, **kwargs})


def request_of(round: Round, membership: Membership) -> Request:
    """Somebody's request, read afresh."""
    return Request.objects.select_related(
        "round__questionnaire", "round__engagement__program", "round__subject", "respondent", "organization"
    ).get(round=round, respondent=membership)


def answer(round: Round, membership: Membership, *, by_name: bool = False, **changes):
    """Answer as this person, with the usual answers or others."""
    answers = {**STANDARD_ANSWERS[round.questionnaire.code], **changes}
    return answer_request(request=request_of(round, membership), answers=answers, by=membership, by_name=by_name)


def respondents(round: Round) -> list[Membership]:
    """Who was asked, in the order of asking."""
    return [row.respondent for row in round.requests.select_related("respondent__user").order_by("id")]
