"""Writes on check-ins: how an action goes between two sessions."""

from django.db import transaction
from django.utils import timezone

from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from programs.engagements.models import Participation
from programs.goals.models import Action, CheckIn
from programs.goals.queries_exercises import can_check_in
from programs.scheduling.limits import LONGEST_ASIDE


@transaction.atomic
def check_in(*, action: Action, going: str, by: Participation, note: str = "") -> CheckIn:
    """Say how an action goes. The newest word counts; the earlier ones stay below it.

    Args:
        going: a value of `CheckIn.Going`.
        note: what is behind it; read by whoever reads the action.

    Raises:
        NotAllowed: it is not `by`'s own action, or this is over.
        DomainError: the action is done, or the words are none of those that can be said.
    """
    Action.objects.select_for_update(no_key=True).get(pk=action.pk)
    action.refresh_from_db(fields=["done_at"])
    if action.done_at is not None:
        raise DomainError("This action is done. Take the tick back first if it is not.", field="going")
    if not can_check_in(by, action):
        raise NotAllowed("How an action goes is said by the person who does it.")
    if going not in CheckIn.Going.values:
        raise DomainError("Choose how it is going.", field="going")
    note = note.strip()
    if len(note) > LONGEST_ASIDE:
        raise DomainError(f"Make it shorter: at most {LONGEST_ASIDE} characters.", field="note")
    newest = action.check_ins.order_by("-told_at", "-pk").first()
    if newest and newest.going == going and newest.note == note and newest.told_by_id == by.membership_id:
        if timezone.localdate(newest.told_at) == timezone.localdate():
            return newest  # the form was sent twice
    told = CheckIn.objects.create(action=action, going=going, note=note, told_at=timezone.now(), told_by=by.membership)
    record("checked in", action, by=by.membership, going=going)
    return told
