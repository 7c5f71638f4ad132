"""Book, cancel and complete sessions."""

from datetime import datetime

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
from programs.scheduling.actions.holds import drop_proposals_for, drop_proposals_of
from programs.scheduling.actions.locks import lock_engagement, lock_people, lock_session, nobody_twice
from programs.scheduling.actions.seats import (
    by_firmness,
    give_places,
    give_places_that_yield,
)
from programs.scheduling.actions.times import check_time, set_time
from programs.scheduling.actions.topics import attach_waiting_topics, pass_topics_on, propose_topic
from programs.scheduling.actions.wishes import heed_wishes
from programs.scheduling.events import SessionCancelled, SessionCompleted, SessionScheduled, SessionsEnded
from programs.scheduling.lifecycle import SESSION_TABLE, SessionState
from programs.scheduling.models import Session, SessionPlace
from programs.scheduling.permissions import (
    VISITING_ROLES,
    can_change_session,
    can_complete_session,
    can_schedule_session,
    plans_sessions,
)
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
    heeding: bool = False,
) -> Session:
    """Book a session for everybody who sits in the engagement's sessions. Waiting topics move to it.

    A learner who has another session then does not hold it up: they are entered as not coming, and told.

    Args:
        starts_at: an aware moment; the booking person's zone is kept beside it.
        minutes: the length.
        by: the booking person's place in the engagement.
        topic: what the booking person wants to talk about, if anything.
        booked_by: who does it for `by`, as somebody who runs the program does for a trainer.
        heeding: refuse a time that does not suit somebody else's hours and limits.

    Raises:
        NotAllowed: `by` may not book here.
        DomainError: the time is past or too far off, or somebody who is no learner has another session then.
        AgainstWishes: with `heeding`, somebody else would rather not.
    """
    if not plans_sessions(by, engagement):
        raise NotAllowed("You cannot book a session here.")
    check_booking(engagement)
    check_time(starts_at, minutes)
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
    set_time(session, starts_at, minutes, by.membership.user.time_zone)
    sitting = [person for person in people_of(engagement) if person.role not in VISITING_ROLES]
    lock_people(sitting)
    firm, yielding = by_firmness(sitting)
    if heeding:
        heed_wishes(firm, starts_at, minutes, by)
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
def cancel_session(*, session: Session, by: Participation, reason: str = "") -> None:
    """The time is free again for everybody; topics go to the next session, or wait for it."""
    if not can_change_session(by, session):
        raise NotAllowed("This session cannot be cancelled any more.")
    lock_session(session)
    drop_proposals_for(session, by.membership)
    _cancel(session, by.membership, reason)
    record("cancelled", session, by=by.membership)
    publish(SessionCancelled(subject_id=session.pk, sequence=session.sequence))


@transaction.atomic
def cancel_sessions_of(*, engagement: Engagement, by: Membership) -> int:
    """Free everybody's planned time when the engagement is over. People are told of the end, not of each session.

    Returns:
        How many sessions were cancelled.
    """
    coming = list(
        Session.objects.select_for_update(no_key=True).filter(
            engagement=engagement, state=SessionState.CONFIRMED, starts_at__gt=timezone.now()
        )
    )
    drop_proposals_of(engagement, by)
    for session in coming:
        _cancel(session, by, "")
        record("cancelled", session, by=by)
    if coming:
        ids = [str(session.pk) for session in coming]
        publish(SessionsEnded(subject_id=engagement.pk, sessions=ids, ended_by=by.pk))
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
    drop_proposals_for(session, by.membership)
    mark_attendance(session=session, attendance=attendance, by=by)
    if session.topics.filter(chosen=True).exists():
        pass_topics_on(session, only_unchosen=True)
    record("completed", session, by=by.membership)
    publish(SessionCompleted(subject_id=session.pk))


def _ids(people: list[Participation]) -> list[str]:
    return [str(person.membership_id) for person in people]
