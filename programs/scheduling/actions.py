"""Writes on sessions. People are locked first, in order; the exclusion constraint is the backstop."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone

from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.lifecycle import transition
from portal.outbox.publish import publish
from programs.engagements.models import Engagement, Participation
from programs.engagements.queries import people_of
from programs.scheduling.events import (
    SessionCancelled,
    SessionCompleted,
    SessionMoved,
    SessionReminderDue,
    SessionScheduled,
)
from programs.scheduling.lifecycle import SESSION_TABLE, SessionState
from programs.scheduling.models import Session, SessionPlace
from programs.scheduling.permissions import (
    VISITING_ROLES,
    can_change_session,
    can_complete_session,
    can_schedule_session,
)
from programs.scheduling.reminders import next_reminder

ANNOUNCE_BATCH = 500
LONGEST = timedelta(hours=12)
FARTHEST = timedelta(days=730)


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
) -> Session:
    """Book a session for everybody who sits in the engagement's sessions.

    Args:
        starts_at: an aware moment; the booking person's zone is kept beside it.
        minutes: the length.
        by: the booking person's place in the engagement.

    Raises:
        NotAllowed: `by` may not book here.
        DomainError: the time is past or too far off, or somebody has another session then.
    """
    if not can_schedule_session(by, engagement):
        raise NotAllowed("You cannot book a session here.")
    _check_time(starts_at, minutes)
    zone = by.membership.user.time_zone
    session = Session(
        engagement=engagement,
        title=title,
        place=place,
        join_url=join_url,
        created_at=timezone.now(),
        created_by=by.membership,
    )
    _set_time(session, starts_at, minutes, zone)
    sitting = [person for person in people_of(engagement) if person.role not in VISITING_ROLES]
    _lock_people(sitting)
    with _nobody_twice(sitting, session):
        session.save()
        SessionPlace.objects.bulk_create(
            SessionPlace(
                session=session,
                participation=person,
                user_id=person.user_id,
                period=(session.starts_at, session.ends_at),
            )
            for person in sitting
        )
    record("scheduled", session, by=by.membership, starts_at=starts_at)
    publish(SessionScheduled(subject_id=session.pk, sequence=0))
    return session


@transaction.atomic
def move_session(*, session: Session, starts_at: datetime, minutes: int, by: Participation, reason: str = "") -> None:
    """Give the session another time; topics, replies and places stay, the sequence is raised.

    Raises:
        NotAllowed, DomainError: as for booking; the session is no longer planned.
    """
    if not can_change_session(by, session):
        raise NotAllowed("This session cannot be moved any more.")
    _check_time(starts_at, minutes)
    places = list(SessionPlace.objects.filter(session=session).select_related("participation__membership__user"))
    _lock_people([place.participation for place in places])
    fresh = Session.objects.select_for_update().get(pk=session.pk)
    if fresh.state != session.state or fresh.sequence != session.sequence:
        raise DomainError("Somebody else changed this session a moment ago. Look at it again before you move it.")
    was = session.starts_at
    session.moved_from, session.change_reason = was, reason
    session.sequence += 1
    _set_time(session, starts_at, minutes, by.membership.user.time_zone)
    with _nobody_twice([place.participation for place in places], session):
        session.save()
        SessionPlace.objects.filter(session=session).update(period=(session.starts_at, session.ends_at))
    record("moved", session, by=by.membership, was=was, now=starts_at)
    publish(SessionMoved(subject_id=session.pk, sequence=session.sequence, was=was))


@transaction.atomic
def cancel_session(*, session: Session, by: Participation, reason: str = "") -> None:
    """The time is free again for everybody; topics go back to wait for the next session."""
    if not can_change_session(by, session):
        raise NotAllowed("This session cannot be cancelled any more.")
    transition(
        session,
        SessionState.CANCELLED,
        table=SESSION_TABLE,
        cancelled_at=timezone.now(),
        cancelled_by=by.membership,
        change_reason=reason,
        sequence=session.sequence + 1,
        remind_at=None,
    )
    SessionPlace.objects.filter(session=session).update(blocks=False, attendance="", marked_at=None, marked_by=None)
    session.topics.update(session=None)
    record("cancelled", session, by=by.membership)
    publish(SessionCancelled(subject_id=session.pk, sequence=session.sequence))


@transaction.atomic
def complete_session(*, session: Session, attendance: dict, by: Participation) -> None:
    """Say that the session was held and who came.

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
    transition(
        session,
        SessionState.COMPLETED,
        table=SESSION_TABLE,
        completed_at=timezone.now(),
        completed_by=by.membership,
        remind_at=None,
    )
    mark_attendance(session=session, attendance=attendance, by=by)
    record("completed", session, by=by.membership)
    publish(SessionCompleted(subject_id=session.pk))


@transaction.atomic
def mark_attendance(*, session: Session, attendance: dict, by: Participation) -> None:
    """Write down or correct who came."""
    if not by.leads:
        raise NotAllowed("Attendance is marked by the person who leads the session.")
    if session.state == SessionState.CANCELLED or session.starts_at > timezone.now():
        raise DomainError("Attendance can be marked once the session has begun.")
    for participation_id, mark in attendance.items():
        SessionPlace.objects.filter(session=session, participation=participation_id).update(
            attendance=mark, marked_at=timezone.now(), marked_by=by.membership
        )
    record("marked attendance", session, by=by.membership, people=len(attendance))


@transaction.atomic
def reply_to_session(*, session: Session, by: Participation, coming: bool) -> None:
    """Say whether you come; who can't come is free for something else."""
    if session.state != SessionState.CONFIRMED or session.ends_at <= timezone.now():
        raise DomainError("This session is over or cancelled, so there is nothing to answer.")
    reply = SessionPlace.Reply.COMING if coming else SessionPlace.Reply.NOT_COMING
    _lock_people([by])
    with _nobody_twice([by], session):
        SessionPlace.objects.filter(session=session, participation=by).update(reply=reply, blocks=coming)
    record("replied", session, by=by.membership, reply=reply)


@transaction.atomic
def add_person_to_sessions(*, participation: Participation) -> int:
    """Give a new participant a place in the planned sessions.

    Returns:
        How many sessions they could not be put into, because they have another one then.
    """
    clashes = 0
    _lock_people([participation])
    coming = Session.objects.filter(
        engagement=participation.engagement_id, state=SessionState.CONFIRMED, starts_at__gt=timezone.now()
    )
    for session in coming:
        place = SessionPlace(
            session=session,
            participation=participation,
            user_id=participation.user_id,
            period=(session.starts_at, session.ends_at),
        )
        try:
            with transaction.atomic():
                place.save(force_insert=True)
        except IntegrityError:
            place.blocks, place.reply = False, SessionPlace.Reply.NOT_COMING
            place.save(force_insert=True)
            clashes += 1
    return clashes


@transaction.atomic
def remove_person_from_sessions(*, participation: Participation) -> None:
    """Free the places of somebody who leaves in sessions that have not begun."""
    SessionPlace.objects.filter(
        participation=participation,
        session__state=SessionState.CONFIRMED,
        session__starts_at__gt=timezone.now(),
    ).delete()


@transaction.atomic
def announce_due_sessions(*, batch: int = ANNOUNCE_BATCH) -> int:
    """Publish the reminders that are due in the current organization and set when the next ones are.

    The rows are locked, the events are written and the next moment is set in one transaction: a second beat finds
    nothing, and a killed worker leaves everything as it was.

    Returns:
        How many sessions were announced.
    """
    now = timezone.now()
    due = list(
        Session.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(remind_at__lte=now)
        .select_related("engagement__program")
        .order_by("remind_at")[:batch]
    )
    events = []
    for session in due:
        minutes = round((session.starts_at - session.remind_at).total_seconds() / 60)
        if session.starts_at > now:
            events.append(SessionReminderDue(subject_id=session.pk, sequence=session.sequence, minutes=minutes))
        session.remind_at = next_reminder(session.starts_at, session.engagement.program.reminder_minutes, now)
    Session.objects.bulk_update(due, ["remind_at"])
    publish(*events)
    return len(due)


def _check_time(starts_at: datetime, minutes: int) -> None:
    now = timezone.now()
    if starts_at <= now:
        raise DomainError("This time is past. Choose a later one.", field="starts_at")
    if starts_at > now + FARTHEST:
        raise DomainError("This is more than two years away. Choose an earlier day.", field="starts_at")
    if not timedelta(0) < timedelta(minutes=minutes) <= LONGEST:
        raise DomainError("A session lasts between a minute and twelve hours.", field="minutes")


def _set_time(session: Session, starts_at: datetime, minutes: int, zone) -> None:
    session.starts_at = starts_at
    session.ends_at = starts_at + timedelta(minutes=minutes)
    session.time_zone = zone
    session.wall_time = starts_at.astimezone(zone).strftime("%Y-%m-%dT%H:%M")
    leads = session.engagement.program.reminder_minutes
    session.remind_at = next_reminder(starts_at, leads, timezone.now())


def _lock_people(people: Iterable[Participation]) -> None:
    """Racers for the same people wait here, in one order, instead of dying in a deadlock at the constraint."""
    ids = sorted(person.user_id for person in people)
    list(get_user_model().objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))


class _nobody_twice:
    """Turn the constraint's refusal into a sentence that says who is not free."""

    def __init__(self, people: Iterable[Participation], session: Session):
        self.people, self.session, self.inner = list(people), session, transaction.atomic()

    def __enter__(self):
        self.inner.__enter__()

    def __exit__(self, kind, error, trace):
        self.inner.__exit__(kind, error, trace)
        if isinstance(error, IntegrityError | OperationalError):
            raise DomainError(self._who_is_busy(), field="starts_at") from None
        return False

    def _who_is_busy(self) -> str:
        busy = (
            SessionPlace.objects.filter(
                user__in=[person.user_id for person in self.people],
                period__overlap=(self.session.starts_at, self.session.ends_at),
                blocks=True,
            )
            .exclude(session=self.session)
            .select_related("user")
        )
        names = sorted({place.user.name for place in busy})
        who = " and ".join(names) if names else "Somebody here"
        return f"{who} has another session at that time. Nothing was booked and what you wrote is still here."
