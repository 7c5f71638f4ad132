"""Change one's hours, and decide at the same time about the sessions that fit them no more."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.errors import DomainError
from portal.tenancy.context import organization_context
from portal.ui import clock
from programs.scheduling.actions.attendance import reply_to_session
from programs.scheduling.actions.locks import lock_engagement, lock_people
from programs.scheduling.actions.sessions import cancel_session
from programs.scheduling.lifecycle import Answer
from programs.scheduling.queries.affected import (
    Affected,
    OwnSession,
    no_longer_fitting,
    own_timetable,
    planned_everywhere,
)

CHANGES = frozenset({Answer.CANCEL, Answer.AWAY})  # answers that do something to the session at once


class SessionsAffected(Exception):
    """Sessions fit no more, and the person has not said yet what becomes of each; nothing is saved.

    Args:
        affected: all of them, by time.
    """

    def __init__(self, affected: Sequence[Affected]):
        super().__init__("Sessions are affected.")
        self.affected = affected


@dataclass
class Settled:
    """What came of the decisions.

    Args:
        to_move: ids of the sessions for which the person wants to propose new times.
        refusals: a sentence for each that could not be carried out.
    """

    cancelled: int = 0
    away: int = 0
    to_move: list[UUID] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)


@transaction.atomic
def change_hours(
    *, step: Callable[..., object], by: Membership, answers: Mapping[UUID, str], message: str = "", **values
) -> Settled:
    """Take a step of `actions.hours`, and carry out what the person decided about the sessions it leaves outside.

    A refusal to cancel one of them holds up neither the others nor the hours.

    Args:
        step: `set_availability`, `set_day`, `take_days_off` or `remove_day`.
        answers: session id to `Answer`.
        message: what the others in a cancelled session read.
        values: the arguments of the step.

    Raises:
        SessionsAffected: planned sessions, in any of the person's organizations, fitted before and do not any more,
            and `answers` lacks one of them.
        DomainError: the step was refused.
    """
    now = timezone.now()
    _lock_engagements([pk for pk, answer in answers.items() if answer in CHANGES], by, now)
    lock_people([by])
    own = planned_everywhere(by.user, now)
    before = own_timetable(by.user, own, now) if own else None
    step(by=by, **values)
    if before is None:
        return Settled()
    affected = no_longer_fitting(own, before, own_timetable(by.user, own, now), now)
    if any(each.own.session.pk not in answers for each in affected):
        raise SessionsAffected(affected)
    return _settle([each.own for each in affected], answers, message, by, now)


def _lock_engagements(sessions: Sequence[UUID], by: Membership, now: datetime) -> None:
    """Before the person, as everybody does who books or joins; where all sessions stay, nobody waits."""
    if not sessions:
        return
    found = {own.session.engagement_id: own for own in planned_everywhere(by.user, now, only=sessions)}
    for own in (found[pk] for pk in sorted(found)):
        with organization_context(own.organization.pk, by.user_id):
            lock_engagement(own.session.engagement)


def _settle(
    affected: Sequence[OwnSession], answers: Mapping[UUID, str], message: str, by: Membership, now: datetime
) -> Settled:
    settled = Settled(to_move=[own.session.pk for own in affected if answers[own.session.pk] == Answer.MOVE])
    changed = [own for own in affected if answers[own.session.pk] in CHANGES]
    for own in sorted(changed, key=lambda each: each.session.pk):  # the same order for everybody who does this
        try:
            with organization_context(own.organization.pk, by.user_id), transaction.atomic():
                _carry_out(own, answers[own.session.pk], message, settled)
        except DomainError as error:
            when = clock.moment(own.session.starts_at, by.user.time_zone, now)
            settled.refusals.append(f"{own.session.engagement.title}, {when}: {error.message}")
    return settled


def _carry_out(own: OwnSession, answer: str, message: str, settled: Settled) -> None:
    if answer == Answer.CANCEL:
        cancel_session(session=own.session, by=own.place, reason=message)
        settled.cancelled += 1
    else:
        reply_to_session(session=own.session, by=own.place, coming=False)
        settled.away += 1
