"""Writes on answers that are on their way."""

import json

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from programs.evaluations.models import Draft, Request, Round
from programs.evaluations.permissions import can_answer_request
from programs.evaluations.queries import questions_for
from programs.evaluations.questions import is_question

LONGEST = 10_000
MOST_CHOICES = 30
THERE_ALREADY = "Your answers are there already. They stay as you first sent them."
CLOSED = "These questions are closed, so nothing was sent. What others answered is not affected."
LEFT = "You no longer take part here, so these questions are not yours to answer any more."


@transaction.atomic
def save_draft(*, request: Request, answers: dict, by: Membership | None = None) -> Draft:
    """Keep what was typed so far, as it is, to go on later. Only the respondent's own page shows it.

    Args:
        answers: question key to what the form had: texts, or lists of them.
        by: who was asked; None for a guest, whose link the caller has checked.

    Raises:
        NotAllowed: `by` was not asked, or has left.
        DomainError: the round is closed, or the answers were handed in.
    """
    if not can_answer_request(by, request):
        raise NotAllowed(LEFT)
    # Handing in and closing take the round as well, so no draft is left behind by one that comes at the same moment.
    round, now = Round.objects.select_for_update().get(pk=request.round_id), timezone.now()
    asked = Request.objects.get(pk=request.pk)
    if asked.answered_on is not None:
        raise DomainError(THERE_ALREADY)
    if not takes_answers(round, now):
        raise DomainError(CLOSED)
    kept = json.dumps(_kept(questions_for(request), answers), ensure_ascii=False)
    draft, is_new = Draft.objects.update_or_create(request=asked, defaults={"answers": kept, "saved_at": now})
    if is_new:  # not each of the saves that follow by themselves
        record("began to answer", request, by=by)
    return draft


def takes_answers(round: Round, now) -> bool:
    """Whether it is open at this moment."""
    return round.opened_at is not None and round.closed_at is None and round.closes_at > now


def drop_drafts(*, round: Round) -> None:
    """Nobody can hand them in any more, so they are not kept."""
    Draft.objects.filter(request__round=round).delete()


def _kept(questions: list[dict], answers: dict) -> dict:
    found = {}
    for question in filter(is_question, questions):
        value = answers.get(question["key"])
        if isinstance(value, list | tuple):
            found[question["key"]] = [str(one)[:LONGEST] for one in value[:MOST_CHOICES]]
        elif value not in (None, ""):
            found[question["key"]] = str(value)[:LONGEST]
    return found
