"""Sessions that took place without having been booked."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from programs.covenant.queries import reading_of
from programs.engagements.models import Engagement, Participation
from programs.engagements.queries import people_of
from programs.scheduling.actions.attendance import keep_said
from programs.scheduling.actions.locks import lock_engagement, lock_people, nobody_twice
from programs.scheduling.actions.seats import new_place
from programs.scheduling.actions.times import set_time
from programs.scheduling.booking import NOT_YOURS_TO_LOG, NOT_YOURS_TO_READ
from programs.scheduling.events import SessionCompleted
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.limits import LONGEST, OLDEST
from programs.scheduling.models import Session, SessionPlace
from programs.scheduling.permissions import can_log_session, sits_in_sessions
from programs.scheduling.queries import reads_all_attendance, session_between
from programs.scheduling.rules import check_booking

PRESENT = SessionPlace.Attendance.PRESENT
KEPT = "Nobody can have been in two places: correct the time, or who came. Nothing was written down yet."


@transaction.atomic
def log_session(
    *,
    engagement: Engagement,
    starts_at: datetime,
    minutes: int,
    attendance: dict[UUID, str],
    by: Participation,
    place: str = "",
) -> tuple[Session, bool]:
    """Write down a session that took place, as one that was held. Nobody is invited to it or reminded of it.

    The kind's rules for bookings count, so a contract's number of sessions holds. The same session twice is one.

    Args:
        starts_at: an aware moment, at most a year ago; the writing person's zone is kept beside it.
        attendance: participation id to `SessionPlace.Attendance`, for everybody who sits in the sessions now.

    Returns:
        The session, and whether it is new: one that is here already at that time is returned as it is.

    Raises:
        NotAllowed: `by` may not log a session here.
        DomainError: it is not over yet or too long ago, nobody came, or somebody who came had another session then.
    """
    if not can_log_session(by, engagement):
        raise NotAllowed(NOT_YOURS_TO_LOG)
    ends_at = _check_past(starts_at, minutes)
    try:
        check_booking(engagement)
    except DomainError:
        if there := session_between(engagement, starts_at, ends_at):  # it may be what made the contract full
            return there, False
        raise
    engagement = lock_engagement(engagement)
    if there := session_between(engagement, starts_at, ends_at):
        return there, False
    if not can_log_session(by, engagement):
        raise NotAllowed(NOT_YOURS_TO_LOG)
    if not reads_all_attendance(reading_of(by)):
        raise NotAllowed(NOT_YOURS_TO_READ)
    people = [person for person in people_of(engagement) if sits_in_sessions(person, engagement)]
    _check_attendance(people, attendance)
    lock_people(people)
    session = _held(engagement, starts_at, minutes, by, place)
    came = [person for person in people if attendance[person.pk] == PRESENT]
    with nobody_twice(came, session, starts_at, ends_at, by, kept=KEPT):
        session.save(force_insert=True)
        SessionPlace.objects.bulk_create(_marked(session, person, attendance[person.pk], by) for person in people)
    if not by.leads:
        keep_said(session, attendance, by)
    record("logged", session, by=by.membership, starts_at=starts_at)
    publish(SessionCompleted(subject_id=session.pk))
    return session, True


def _check_past(starts_at: datetime, minutes: int) -> datetime:
    """When it ended."""
    now = timezone.now()
    if not 0 < minutes <= LONGEST:
        raise DomainError("A session lasts between a minute and twelve hours.", field="minutes")
    if starts_at < now - OLDEST:
        raise DomainError("This is more than a year ago. Choose a later day.", field="date")
    if starts_at > now:
        raise DomainError("This is still to come. Book it instead, or choose the day on which it was.", field="date")
    ends_at = starts_at + timedelta(minutes=minutes)
    if ends_at > now:
        raise DomainError("By this time and length it is not over yet. Correct one of them.", field="minutes")
    return ends_at


def _check_attendance(people: list[Participation], attendance: dict[UUID, str]) -> None:
    if set(attendance) != {person.pk for person in people}:
        raise DomainError("The people here have changed a moment ago. Look at who came once more.")
    if not set(attendance.values()) <= set(SessionPlace.Attendance.values):
        raise DomainError("This is not a way to have come. Choose one of the four.")
    if PRESENT not in attendance.values():
        raise DomainError("Nobody came? Then it did not take place, and there is nothing to write down.")


def _held(engagement: Engagement, starts_at: datetime, minutes: int, by: Participation, place: str) -> Session:
    now = timezone.now()
    session = Session(
        engagement=engagement,
        place=place,
        state=SessionState.COMPLETED,
        created_at=now,
        created_by=by.membership,
        completed_at=now,
        completed_by=by.membership,
    )
    set_time(session, starts_at, minutes, by.membership.user.time_zone)
    return session


def _marked(session: Session, person: Participation, mark: str, by: Participation) -> SessionPlace:
    """The place of somebody; who was not there was free for something else."""
    place = new_place(session, person, blocks=mark == PRESENT)
    place.attendance, place.marked_at, place.marked_by = mark, session.completed_at, by.membership
    return place
