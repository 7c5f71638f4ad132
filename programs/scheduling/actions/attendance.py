"""Who comes, who came, and who has a place in the planned sessions."""

from collections import defaultdict
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from programs.engagements.models import Participation
from programs.scheduling.actions.locks import lock_people, lock_session, nobody_twice
from programs.scheduling.actions.seats import give_place
from programs.scheduling.events import PlacesGivenUp
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import Session, SessionPlace
from programs.scheduling.permissions import VISITING_ROLES, can_mark_attendance


@transaction.atomic
def mark_attendance(*, session: Session, attendance: dict, by: Participation) -> None:
    """Write down or correct who came.

    Args:
        attendance: participation id to `SessionPlace.Attendance`, or to "" to take the mark away; those left out stay
            as they are.

    Raises:
        NotAllowed: `by` does not lead this engagement.
        DomainError: the session has not begun, was cancelled or was just changed, or somebody named has no place in it.
    """
    if not can_mark_attendance(by, session):
        raise NotAllowed("Attendance is marked by the person who leads the session.")
    lock_session(session)
    if session.is_cancelled or not session.has_begun:
        raise DomainError("Attendance can be marked once the session has begun.")
    by_mark: dict[str, list[UUID]] = defaultdict(list)
    for participation_id, mark in attendance.items():
        if mark and mark not in SessionPlace.Attendance.values:
            raise DomainError("This is not a way to have come. Choose one of the four.")
        by_mark[mark].append(participation_id)
    marked = 0
    for mark, people in by_mark.items():
        marked += SessionPlace.objects.filter(session=session, participation__in=people).update(
            attendance=mark,
            marked_at=timezone.now() if mark else None,
            marked_by=by.membership if mark else None,
        )
    if marked != len(attendance):
        raise DomainError("Somebody on your list has no place in this session any more. Load the page again.")
    record("marked attendance", session, by=by.membership, people=len(attendance))


@transaction.atomic
def reply_to_session(*, session: Session, by: Participation, coming: bool) -> None:
    """Say whether you come; who can't come is free for something else.

    Raises:
        NotAllowed: `by` has no place in the session.
        DomainError: it is over, cancelled or was just moved, or they have something else then by now.
    """
    lock_people([by])
    fresh = lock_session(session)
    if not fresh.is_planned or fresh.is_over:
        raise DomainError("This session is over or cancelled, so there is nothing to answer.")
    reply = SessionPlace.Reply.COMING if coming else SessionPlace.Reply.NOT_COMING
    with nobody_twice([by], fresh, fresh.starts_at, fresh.ends_at, by):
        changed = SessionPlace.objects.filter(session=session, participation=by).update(reply=reply, blocks=coming)
    if not changed:
        raise NotAllowed("You have no place in this session.")
    record("replied", session, by=by.membership, reply=reply)


@transaction.atomic
def add_person_to_sessions(*, participation: Participation) -> int:
    """Give a new participant a place in the planned sessions where they have none yet.

    Returns:
        How many sessions they could not be put into, because they have another one then; there they are entered as
        not coming.
    """
    if participation.role in VISITING_ROLES or participation.left_at:
        return 0
    lock_people([participation])
    coming = Session.objects.filter(
        engagement=participation.engagement_id, state=SessionState.CONFIRMED, starts_at__gt=timezone.now()
    ).exclude(places__participation=participation)
    return sum(not give_place(session, participation) for session in coming)


@transaction.atomic
def remove_person_from_sessions(*, participation: Participation) -> None:
    """Free the places of somebody who leaves in sessions that have not begun."""
    places = SessionPlace.objects.filter(
        participation=participation,
        session__state=SessionState.CONFIRMED,
        session__starts_at__gt=timezone.now(),
    )
    sessions = list(places.order_by("session__starts_at", "session").values_list("session_id", flat=True))
    places.delete()
    if sessions:
        publish(PlacesGivenUp(subject_id=participation.pk, sessions=[str(pk) for pk in sessions]))
