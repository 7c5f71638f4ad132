"""Writes on responses."""

import json

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from programs.evaluations.actions.rounds import close_round
from programs.evaluations.models import Request, Response, Round
from programs.evaluations.permissions import can_answer_request
from programs.evaluations.queries import questions_for

LONGEST = 4000
THERE_ALREADY = "Your answers are there already. They stay as you first sent them."


@transaction.atomic
def answer_request(*, request: Request, answers: dict, by: Membership) -> Response:
    """Hand in the answers to a request, once.

    In an anonymous round nothing joins the response to the request: no reference, and a day instead of a moment.
    When the last of those asked has answered, the round closes.

    Args:
        answers: question key to a number, "yes" or "no", or a text; texts may be left out.

    Raises:
        NotAllowed: `by` was not asked, or has left.
        DomainError: an answer is missing or out of range (its key is the field), the round is closed, or the
            answers are there already.
    """
    if not can_answer_request(by, request):
        raise NotAllowed("You no longer take part here, so these questions are not yours to answer any more.")
    round = Round.objects.select_for_update().get(pk=request.round_id)
    now = timezone.now()
    if Request.objects.filter(pk=request.pk, answered_on__isnull=False).exists():
        raise DomainError(THERE_ALREADY)
    if round.opened_at is None or round.closed_at is not None or round.closes_at <= now:
        raise DomainError("These questions are closed, so nothing was sent. What others answered is not affected.")
    found = _checked(questions_for(request), answers)
    today = timezone.localdate(now, timezone=request.organization.time_zone)
    if not Request.objects.filter(pk=request.pk, answered_on__isnull=True).update(answered_on=today):
        raise DomainError(THERE_ALREADY)
    request.answered_on = today
    response = Response.objects.create(
        round=round,
        request=None if round.anonymous else request,
        group=request.group,
        answers=json.dumps(found, ensure_ascii=False),
        answered_on=today,
    )
    record("answered", request, by=by)
    if not Request.objects.filter(round=round, answered_on__isnull=True).exists():
        close_round(round=round)
    return response


def _checked(questions: list[dict], answers: dict) -> dict:
    readers = {"scale": _scale, "yes_no": _yes_no, "text": _text}
    found = {
        question["key"]: readers[question["type"]](question, answers.get(question["key"])) for question in questions
    }
    return {key: value for key, value in found.items() if value is not None}


def _scale(question: dict, value) -> int:
    most = question.get("most", 5)
    if value in (None, ""):
        raise DomainError(f"Choose a number from 1 to {most}.", field=question["key"])
    if not str(value).isascii() or not str(value).isdigit() or not 1 <= int(value) <= most:
        raise DomainError(f"Choose a number from 1 to {most}.", field=question["key"])
    return int(value)


def _yes_no(question: dict, value) -> str:
    if value not in ("yes", "no"):
        raise DomainError("Choose yes or no.", field=question["key"])
    return value


def _text(question: dict, value) -> str | None:
    text = str(value or "").strip()
    if len(text) > LONGEST:
        raise DomainError(f"This is longer than {LONGEST} characters. Shorten it a little.", field=question["key"])
    return text or None
