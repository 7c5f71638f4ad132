"""Whom coach and sponsor suggest for a 360, and a 360 that waits for the client to look at it."""

from collections.abc import Iterable

from programs.coaching.models import RaterSuggestion
from programs.coaching.queries.feedback import FEEDBACK
from programs.engagements.models import Participation
from programs.evaluations.models import Request, Round


def open_suggestions(client: Participation) -> list[RaterSuggestion]:
    """Those that the client has not answered, of people who are still there."""
    rows = RaterSuggestion.objects.filter(client=client, answered_at__isnull=True)
    found = rows.select_related("membership__user", "suggested_by__membership__user").order_by("group", "name", "id")
    return [row for row in found if row.membership is None or row.membership.is_active]


def suggestions_by(place: Participation) -> list[RaterSuggestion]:
    """What this person suggested, with names and groups alone: what became of it is told to nobody."""
    rows = RaterSuggestion.objects.filter(suggested_by=place).select_related("client__membership__user")
    return list(rows.order_by("-suggested_at", "name", "id"))


def group_word(group: str) -> str:
    """ "As a peer"."""
    words = {"peer": "As a peer", "report": "As somebody who reports to you", "manager": "As a manager"}
    return words.get(group, "")


def planned_feedback(client: Participation) -> Round | None:
    """The 360 that the coach named people for and that has not gone out, with `.named`: names and groups."""
    rows = Round.objects.filter(subject=client, questionnaire__code=FEEDBACK, opened_at__isnull=True)
    round = rows.select_related("questionnaire", "engagement__program", "subject__membership__user").first()
    if round:
        asked = Request.objects.filter(round=round).exclude(group=Request.Group.SELF)
        round.named = sorted((row.name, row.get_group_display()) for row in asked.select_related("respondent__user"))
    return round


def open_feedback(feedback: Iterable[Round]) -> Round | None:
    """The one that people answer now."""
    return next((row for row in feedback if row.closed_at is None), None)


def round_at(feedback: Iterable[Round], stage: str) -> Round | None:
    """The 360 before, or the one at the end."""
    return next((row for row in feedback if row.stage == stage), None)
