"""Writes on actions: what somebody said they would do."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from programs.covenant.queries import reading_of
from programs.engagements.models import Engagement, Participation
from programs.goals.models import Action, Objective
from programs.goals.permissions import can_agree_action, can_finish_action
from programs.goals.queries import sits_in
from programs.goals.reading import reads_action, reads_objective
from programs.scheduling.models import Session


@transaction.atomic
def agree_action(
    *,
    owner: Participation,
    text: str,
    due_on: date | None,
    by: Participation,
    session: Session | None = None,
    objective: Objective | None = None,
    life: bool = False,
) -> Action:
    """Write down what somebody will do, by when.

    Args:
        owner: who does it; anybody who sits in the sessions of the same engagement.
        due_on: today or later; None when no day was named.
        by: anybody who sits in the sessions.
        session: where it was agreed.
        objective: the objective that it helps.
        life: a question of life beyond work: only the owner and who leads read it.

    Raises:
        NotAllowed: `by` does not sit in this engagement, or it is over.
        DomainError: nothing was written, the day is past, a part belongs elsewhere, or `by` could not read it.
    """
    engagement = Engagement.objects.select_related("program").get(pk=owner.engagement_id)
    if not can_agree_action(by, engagement):
        raise NotAllowed("Actions are agreed by those who sit in the sessions, until the end.")
    if not sits_in(owner):
        raise DomainError(f"{owner.name} does not sit in the sessions. Choose somebody who does.", field="owner")
    if not text.strip():
        raise DomainError("Write what will be done.", field="text")
    if due_on and due_on < timezone.localdate(timezone=by.membership.user.time_zone):
        raise DomainError("This day is past. Choose today or a later day.", field="due_on")
    _check_belongs(engagement, session, objective)
    if same := _agreed_already(owner, by, text.strip(), due_on, session, objective):
        return same
    action = Action(
        owner=owner,
        session=session,
        objective=objective,
        text=text.strip(),
        life=life,
        due_on=due_on,
        agreed_at=timezone.now(),
        agreed_by=by.membership,
    )
    _check_read(action, by)
    action.save(force_insert=True)
    record("agreed", action, by=by.membership, due_on=due_on)
    return action


def _agreed_already(owner, by, text, due_on, session, objective) -> Action | None:
    """The same words for the same person, still to do: the form was sent twice."""
    Participation.objects.select_for_update(no_key=True).get(pk=by.pk)  # the second copy waits here for the first
    open_ones = Action.objects.filter(
        owner=owner, agreed_by=by.membership, due_on=due_on, session=session, objective=objective, done_at__isnull=True
    )
    return next((action for action in open_ones if action.text == text), None)


def _check_read(action: Action, by: Participation) -> None:
    """Nobody writes what they could not read afterwards."""
    reading = reading_of(by)
    if not reads_action(reading, action):
        raise DomainError(
            f"You would not read this action of {action.owner.name}’s yourself. Choose somebody else.", field="owner"
        )
    if action.objective and not reads_objective(reading, action.objective):
        raise DomainError("This objective is not yours to read. Choose another one.", field="objective")


def _check_belongs(engagement: Engagement, session: Session | None, objective: Objective | None) -> None:
    if session is not None and session.engagement_id != engagement.pk:
        raise DomainError("This session belongs to something else. Choose one of the sessions here.", field="session")
    if objective is not None and objective.owner.engagement_id != engagement.pk:
        raise DomainError("This objective belongs to something else. Choose one from here.", field="objective")


@transaction.atomic
def finish_action(*, action: Action, done: bool, by: Participation) -> None:
    """Tick an action, or take the tick back. Ticking twice changes nothing.

    Raises:
        NotAllowed: `by` is neither the owner nor the lead, or may not read it.
    """
    if not can_finish_action(by, action) or not reads_action(reading_of(by), action):
        raise NotAllowed(f"This is {action.owner.name}’s to finish.")
    changes = {"done_at": timezone.now() if done else None, "done_by": by.membership if done else None}
    changed = Action.objects.filter(pk=action.pk, done_at__isnull=done).update(**changes)
    if changed:
        action.done_at, action.done_by = changes["done_at"], changes["done_by"]
        record("finished" if done else "reopened", action, by=by.membership)
    else:
        action.refresh_from_db(fields=["done_at", "done_by"])
