"""Who comes, who came as both sides saw it, and who has a place in the planned sessions."""

from collections import defaultdict
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from programs.covenant.queries import reading_of
from programs.engagements.models import Participation
from programs.scheduling.actions.holds import hold_proposals
from programs.scheduling.actions.locks import lock_engagement, lock_people, lock_session, nobody_twice
from programs.scheduling.actions.reminders import soon
from programs.scheduling.actions.seats import give_place
from programs.scheduling.events import PlacesGivenUp
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import AttendanceMark, Proposal, Session, SessionPlace
from programs.scheduling.permissions import VISITING_ROLES, can_mark_attendance, can_say_attendance, says_attendance
from programs.scheduling.queries import reads_all_attendance

NO_PLACE = "Somebody on your list has no place in this session any more. Load the page again."


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
        _check_mark(mark)
        by_mark[mark].append(participation_id)
    marked = 0
    for mark, people in by_mark.items():
        marked += SessionPlace.objects.filter(session=session, participation__in=people).update(
            attendance=mark,
            marked_at=timezone.now() if mark else None,
            marked_by=by.membership if mark else None,
        )
    if marked != len(attendance):
        raise DomainError(NO_PLACE)
    record("marked attendance", session, by=by.membership, people=len(attendance))


@transaction.atomic
def say_attendance(*, session: Session, said: dict, by: Participation) -> None:
    """Say who came as somebody saw it who does not lead: about themselves and about the others.

    What the lead marks stays beside it; only marks that `by` made themselves, in a session that they wrote down,
    follow.

    Args:
        said: participation id to `SessionPlace.Attendance`, or to "" to take it back; those left out stay as they are.

    Raises:
        NotAllowed: `by` has no place in the session, leads it and marks attendance instead, or says of others what
            they may not read.
        DomainError: it has not begun, was cancelled or was just changed, or somebody named has no place in it.
    """
    if not says_attendance(by, session):
        raise NotAllowed("Who came is said here by the people in the session; who leads it marks attendance.")
    if not can_say_attendance(by, session):
        raise DomainError("Who came can be said once the session has begun, and not of one that was cancelled.")
    if not set(said) <= {by.pk} and not reads_all_attendance(reading_of(by)):
        raise NotAllowed("Here everybody says for themselves whether they came.")
    lock_session(session)
    for mark in said.values():
        _check_mark(mark)
    keep_said(session, said, by)
    record("said who came", session, by=by.membership, people=len(said))


def keep_said(session: Session, said: dict, by: Participation) -> None:
    """Write what `by` says of each place; the session is locked or new."""
    places = {row.participation_id: row for row in SessionPlace.objects.filter(session=session)}
    if by.pk not in places:
        raise NotAllowed("You have no place in this session.")
    if not set(said) <= set(places):
        raise DomainError(NO_PLACE)
    now, given = timezone.now(), {key: mark for key, mark in said.items() if mark}
    AttendanceMark.objects.filter(place__session=session, place__participation__in=said, said_by=by).delete()
    AttendanceMark.objects.bulk_create(
        AttendanceMark(place=places[key], said_by=by, said_at=now, attendance=mark) for key, mark in given.items()
    )
    for key, mark in given.items():
        if places[key].marked_by_id == by.membership_id:
            SessionPlace.objects.filter(pk=places[key].pk).update(attendance=mark, marked_at=now)


def _check_mark(mark: str) -> None:
    if mark and mark not in SessionPlace.Attendance.values:
        raise DomainError("This is not a way to have come. Choose one of the four.")


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
    with nobody_twice([by], fresh, fresh.starts_at, fresh.ends_at, by, kept="Your answer stays as it was."):
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
    lock_engagement(participation.engagement)
    lock_people([participation])
    coming = (
        Session.objects.select_for_update(of=("self",), no_key=True)  # cancelled at this moment: no place blocks a time
        .filter(engagement=participation.engagement_id, state=SessionState.CONFIRMED, starts_at__gt=timezone.now())
        .exclude(places__participation=participation)
        .order_by("pk")
    )
    busy = sum(not give_place(session, participation) for session in coming)
    Session.objects.filter(pk__in=[session.pk for session in coming]).update(remind_at=soon())  # as they want
    return busy


@transaction.atomic
def remove_person_from_sessions(*, participation: Participation) -> None:
    """Free the places of somebody who leaves in sessions that have not begun, and in proposed times.

    Sessions and proposals are taken first, in the order in which whoever cancels a session takes them.
    """
    lock_engagement(participation.engagement)
    lock_people([participation])
    mine = SessionPlace.objects.filter(participation=participation, session__starts_at__gt=timezone.now())
    planned = Session.objects.filter(state=SessionState.CONFIRMED, places__in=mine)
    taken = list(planned.select_for_update(of=("self",), no_key=True).order_by("pk"))
    sessions = [session.pk for session in sorted(taken, key=lambda session: session.starts_at)]
    hold_proposals(Proposal.objects.filter(engagement=participation.engagement_id))
    mine.filter(Q(session__in=sessions) | Q(session__state=SessionState.HELD)).delete()
    if sessions:
        publish(PlacesGivenUp(subject_id=participation.pk, sessions=[str(pk) for pk in sessions]))
