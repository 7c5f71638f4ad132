"""Writes on responses."""

import json

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from programs.evaluations.actions.drafts import CLOSED, LEFT, THERE_ALREADY, takes_answers
from programs.evaluations.actions.steering import close_if_complete
from programs.evaluations.models import Draft, Request, Response, Round
from programs.evaluations.permissions import can_answer_request
from programs.evaluations.queries import questions_for
from programs.evaluations.questions import read_answers


@transaction.atomic
def answer_request(*, request: Request, answers: dict, by: Membership | None = None, by_name: bool = False) -> Response:
    """Hand in the answers to a request, once.

    In an anonymous round nothing joins the response to the request: no reference, and a day instead of a moment.
    When the last of those asked has answered, the round closes. What was saved on the way is gone with this step.

    Args:
        answers: question key to answer, as `programs.evaluations.questions` describes them; numbers may come as texts.
        by: who was asked; None for a guest, whose link the caller has checked.
        by_name: a manager agrees to be shown by name if no other manager is asked; nothing to anybody else.

    Raises:
        NotAllowed: `by` was not asked, or has left.
        DomainError: an answer is missing or out of range (its key is the field), the round is closed, or the
            answers are there already.
    """
    if not can_answer_request(by, request):
        raise NotAllowed(LEFT)
    round = Round.objects.select_for_update().get(pk=request.round_id)
    now = timezone.now()
    if Request.objects.filter(pk=request.pk, answered_on__isnull=False).exists():
        raise DomainError(THERE_ALREADY)
    if not takes_answers(round, now):
        raise DomainError(CLOSED)
    found = read_answers(questions_for(request), answers)
    today = timezone.localdate(now, timezone=request.organization.time_zone)
    named = by_name and request.group == Request.Group.MANAGER
    if not Request.objects.filter(pk=request.pk, answered_on__isnull=True).update(answered_on=today, named=named):
        raise DomainError(THERE_ALREADY)
    request.answered_on = today
    response = Response.objects.create(
        round=round,
        request=None if round.anonymous else request,
        group=request.group,
        answers=json.dumps(found, ensure_ascii=False),
        answered_on=today,
    )
    Draft.objects.filter(request=request).delete()
    record("answered", request, by=by)
    close_if_complete(round=round)
    return response
