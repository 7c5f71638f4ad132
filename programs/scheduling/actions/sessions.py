"""Book, move, cancel and complete sessions."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.lifecycle import transition
from portal.outbox.publish import publish
from programs.engagements.models import Engagement, Participation
from programs.engagements.queries import people_of
from programs.scheduling.actions.attendance import mark_attendance
from programs.scheduling.actions.locks import lock_engagement, lock_people, lock_session, nobody_twice
from programs.scheduling.actions.seats import (
    by_firmness,
    give_places,
    give_places_that_yield,
    move_places,
    move_places_that_yield,
)
from programs.scheduling.actions.topics import attach_waiting_topics, pass_topics_on, propose_topic
from programs.scheduling.events import SessionCancelled, SessionCompleted, SessionMoved, SessionScheduled
from programs.scheduling.lifecycle import SESSION_TABLE, SessionState
from programs.scheduling.limits import FARTHEST, LONGEST
from programs.scheduling.models import Session, SessionPlace
from programs.scheduling.permissions import (
    VISITING_ROLES,
    can_change_session,
    can_complete_session,
    can_schedule_session,
    plans_sessions,
)
from programs.scheduling.reminders import next_reminder
from programs.scheduling.rules import check_booking


@transaction.atomic
def schedule_session(
    *,
    engagement: Engagement,
    starts_at: datetime,
    minutes: int,
    by: Participation,
    title: str = "",
    place: str = "",
    join_url: str = "",
    topic: str = "",
    booked_by: Membership | None = None,
) -> Session:
    """Book a session for everybody who sits in the engagement's sessions. Waiting topics move to it.

    A learner who has another session then does not hold it up: they are entered as not coming, and told.

    Args:
        starts_at: an aware moment; the booking person's zone is kept beside it.
        minutes: the length.
        by: the booking person's place in the engagement.
        topic: what the booking person wants to talk about, if anything.
        booked_by: who does it for `by`, as somebody who runs the program does for a trainer.

    Raises:
        NotAllowed: `by` may not book here.
        DomainError: the time is past or too far off, or somebody who is no learner has another session then.
    """
    if not plans_sessions(by, engagement):
        raise NotAllowed("You cannot book a session here.")
    check_booking(engagement)
    _check_time(starts_at, minutes)
    engagement = lock_engagement(engagement)
    if not can_schedule_session(by, engagement):
        raise NotAllowed("This has come to its end, so no session can be booked here any more.")
    session = Session(
        engagement=engagement,
        title=title,
        place=place,
        join_url=join_url,
        created_at=timezone.now(),
        created_by=booked_by or by.membership,
    )
    _set_time(session, starts_at, minutes, by.membership.user.time_zone)
    sitting = [person for person in people_of(engagement) if person.role not in VISITING_ROLES]
    lock_people(sitting)
    firm, yielding = by_firmness(sitting)
    with nobody_twice(firm, session, session.starts_at, session.ends_at, by):
        session.save(force_insert=True)
        give_places(session, firm)
    busy = give_places_that_yield(session, yielding)
    attach_waiting_topics(session)
    if topic.strip():
        propose_topic(engagement=engagement, text=topic, by=by, session=session)
    record("scheduled", session, by=by.membership, starts_at=starts_at)
    publish(SessionScheduled(subject_id=session.pk, sequence=0, busy=_ids(busy)))
    return session


@transaction.atomic
def move_session(
    *,
    session: Session,
    starts_at: datetime,
    minutes: int,
    by: Participation,
    reason: str = "",
    place: str | None = None,
    join_url: str | None = None,
) -> None:
    """Give the session another time; topics stay. Replies were about the old time, so they are asked again.

    Args:
        place, join_url: also changed when given. When only these change, nobody is told and the sequence stays.

    Raises:
        NotAllowed, DomainError: as for booking; the session is no longer planned, or is at this time already.
    """
    if not can_change_session(by, session):
        raise NotAllowed("This session cannot be moved any more.")
    lock_engagement(session.engagement)
    people = [row.participation for row in _places_with_people(session)]
    lock_people(people)
    fresh = lock_session(session)
    where = {"place": fresh.place if place is None else place}
    where["join_url"] = fresh.join_url if join_url is None else join_url
    ends_at = starts_at + timedelta(minutes=max(0, min(minutes, LONGEST)))
    if (starts_at, ends_at) == (fresh.starts_at, fresh.ends_at):
        _change_where(fresh, where, by)
    else:
        _check_time(starts_at, minutes)
        _move(fresh, people, starts_at, minutes, by, reason, where)
    session.refresh_from_db()


def _change_where(fresh: Session, where: dict, by: Participation) -> None:
    if all(getattr(fresh, name) == value for name, value in where.items()):
        raise DomainError("The session is at this time already. Choose another one.", field="starts_at")
    for name, value in where.items():
        setattr(fresh, name, value)
    fresh.save(update_fields=list(where))
    record("changed place", fresh, by=by.membership)


def _move(fresh, people, starts_at, minutes, by, reason, where) -> None:
    was = fresh.starts_at
    for name, value in where.items():
        setattr(fresh, name, value)
    fresh.moved_from, fresh.change_reason = was, reason or None
    fresh.sequence += 1
    _set_time(fresh, starts_at, minutes, by.membership.user.time_zone)
    firm, yielding = by_firmness(people)
    with nobody_twice(firm, fresh, fresh.starts_at, fresh.ends_at, by):
        fresh.save()
        move_places(fresh, firm)
    busy = move_places_that_yield(fresh, yielding)
    record("moved", fresh, by=by.membership, was=was, now=starts_at)
    publish(
        SessionMoved(subject_id=fresh.pk, sequence=fresh.sequence, was=was, moved_by=by.membership_id, busy=_ids(busy))
    )


@transaction.atomic
def cancel_session(*, session: Session, by: Participation, reason: str = "") -> None:
    """The time is free again for everybody; topics go to the next session, or wait for it."""
    if not can_change_session(by, session):
        raise NotAllowed("This session cannot be cancelled any more.")
    lock_engagement(session.engagement)
    lock_session(session)
    _cancel(session, by.membership, reason)
    record("cancelled", session, by=by.membership)
    publish(SessionCancelled(subject_id=session.pk, sequence=session.sequence))


@transaction.atomic
def cancel_sessions_of(*, engagement: Engagement, by: Membership) -> int:
    """Free everybody's planned time when the engagement is over. People are told of the end, not of each session.

    Returns:
        How many sessions were cancelled.
    """
    lock_engagement(engagement)
    coming = list(
        Session.objects.select_for_update(no_key=True)
        .filter(engagement=engagement, state=SessionState.CONFIRMED, starts_at__gt=timezone.now())
        .order_by("pk")
    )
    for session in coming:
        _cancel(session, by, "")
        record("cancelled", session, by=by)
    return len(coming)


def _cancel(session: Session, by: Membership, reason: str) -> None:
    transition(
        session,
        SessionState.CANCELLED,
        table=SESSION_TABLE,
        cancelled_at=timezone.now(),
        cancelled_by=by,
        sequence=session.sequence + 1,
        remind_at=None,
    )
    session.change_reason = reason or None
    session.save(update_fields=["change_reason"])
    SessionPlace.objects.filter(session=session).update(blocks=False, attendance="", marked_at=None, marked_by=None)
    pass_topics_on(session)


@transaction.atomic
def complete_session(*, session: Session, attendance: dict, by: Participation) -> None:
    """Say that the session was held and who came. If topics were chosen, the others go on to the next session.

    Args:
        attendance: participation id to `SessionPlace.Attendance`; those left out stay unmarked.

    Raises:
        NotAllowed: `by` does not lead the engagement, or the session is no longer planned.
        DomainError: it has not begun.
    """
    if not can_complete_session(by, session):
        raise NotAllowed("Only the person who leads it can mark a planned session as held.")
    if session.starts_at > timezone.now():
        raise DomainError("This session has not begun yet.")
    lock_session(session)
    transition(
        session,
        SessionState.COMPLETED,
        table=SESSION_TABLE,
        completed_at=timezone.now(),
        completed_by=by.membership,
        remind_at=None,
    )
    mark_attendance(session=session, attendance=attendance, by=by)
    if session.topics.filter(chosen=True).exists():
        pass_topics_on(session, only_unchosen=True)
    record("completed", session, by=by.membership)
    publish(SessionCompleted(subject_id=session.pk))


def _ids(people: list[Participation]) -> list[str]:
    return [str(person.membership_id) for person in people]


def _places_with_people(session: Session):
    return SessionPlace.objects.filter(session=session).select_related("participation__membership__user")


def _check_time(starts_at: datetime, minutes: int) -> None:
    now = timezone.now()
    if starts_at <= now:
        raise DomainError("This time is past. Choose a later one.", field="starts_at")
    if starts_at > now + FARTHEST:
        raise DomainError("This is more than two years away. Choose an earlier day.", field="starts_at")
    if not 0 < minutes <= LONGEST:
        raise DomainError("A session lasts between a minute and twelve hours.", field="minutes")


def _set_time(session: Session, starts_at: datetime, minutes: int, zone) -> None:
    session.starts_at = starts_at
    session.ends_at = starts_at + timedelta(minutes=minutes)
    session.time_zone = zone
    session.wall_time = starts_at.astimezone(zone).strftime("%Y-%m-%dT%H:%M")
    leads = session.engagement.program.reminder_minutes
    session.remind_at = next_reminder(starts_at, leads, timezone.now()) if session.is_planned else None
