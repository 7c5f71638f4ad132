"""Take the reminders that are due, and look again when lead times have changed.

`Session.remind_at` is when somebody has to look next: every moment before it has been dealt with. What is due then, and
for whom, follows from the present state.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Least
from django.utils import timezone

from accounts.models import Membership
from programs.engagements.models import Program
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import Session, SessionPlace
from programs.scheduling.queries.lead_times import own_leads
from programs.scheduling.reminders import due_lead, next_lead

CLAIM_BATCH = 500


@dataclass(frozen=True)
class DueReminder:
    """That somebody has to be reminded of a session now.

    Args:
        minutes: the lead whose moment has come.
        missed: the session has begun meanwhile, so nobody is told; it counts.
    """

    session: Session
    membership_id: UUID
    minutes: int
    missed: bool


def claim_due_reminders(*, batch: int = CLAIM_BATCH) -> tuple[int, list[DueReminder]]:
    """Take sessions of the current organization whose reminder is due, and set when to look at them next.

    Rows are locked and written in the caller's transaction, in which the reminders are written down as well: a second
    beat finds nothing, and a killed worker leaves everything as it was. After a silence only the latest reminder is
    due. People who said that they can't come are not reminded.

    Args:
        batch: how many sessions at most.

    Returns:
        How many sessions were looked at, and the reminders.
    """
    now = timezone.now()
    due = list(
        Session.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
        .filter(remind_at__lte=now)
        .select_related("engagement__program")
        .order_by("remind_at")[:batch]
    )
    people = _people_in(due)
    own = own_leads(person for those in people.values() for person in those) if due else {}
    found, next_leads = [], defaultdict(list)
    for session in due:
        leads = {person: own.get(person, session.engagement.program.reminder_minutes) for person in people[session.pk]}
        found += _due_in(session, leads, now)
        everybodys = {lead for those in leads.values() for lead in those}
        next_leads[next_lead(session.starts_at, everybodys, now)].append(session.pk)
    _look_next(next_leads)
    return len(due), found


def _people_in(sessions: list[Session]) -> dict[UUID, list[UUID]]:
    coming = SessionPlace.objects.filter(session__among=sessions, blocks=True, participation__left_at__isnull=True)
    found = defaultdict(list)
    for session_id, membership_id in coming.values_list("session_id", "participation__membership_id"):
        found[session_id].append(membership_id)
    return found


def _due_in(session: Session, leads: dict[UUID, list[int]], now: datetime) -> list[DueReminder]:
    begun = session.starts_at <= now
    due = {person: due_lead(session.starts_at, those, session.remind_at, now) for person, those in leads.items()}
    return [DueReminder(session, person, lead, begun) for person, lead in due.items() if lead is not None]


def _look_next(sessions: dict[int | None, list[UUID]]) -> None:
    """One step for all that have the same lead time before them; it stands for a thousand moments."""
    for lead, ids in sessions.items():
        moment = None if lead is None else F("starts_at") - timedelta(minutes=lead)
        Session.objects.filter(pk__among=ids).update(remind_at=moment)


@transaction.atomic
def set_reminders_of(*, program: Program) -> int:
    """Let the planned sessions be looked at again, after the program's lead times have changed.

    What would have been due before is not made up for.

    Returns:
        How many sessions there are.
    """
    return _coming().filter(engagement__program=program).update(remind_at=soon())


@transaction.atomic
def set_reminders_of_person(*, membership: Membership) -> int:
    """The same for the sessions of one person, who wants other lead times."""
    places = SessionPlace.objects.filter(participation__membership=membership, participation__left_at__isnull=True)
    return _coming().filter(pk__in=places.values("session")).update(remind_at=soon())


def soon() -> Least:
    """For `remind_at`: look at the session at the next occasion, and leave out nothing that is due already."""
    return Least("remind_at", Value(timezone.now()))  # of an empty one and now PostgreSQL takes now


def _coming():
    return Session.objects.filter(state=SessionState.CONFIRMED, starts_at__gt=timezone.now())
