"""Book, cancel and complete sessions."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

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
    forget_said,
    give_places,
    give_places_that_yield,
    give_places_to_absent,
)
from programs.scheduling.actions.times import check_time, set_time
from programs.scheduling.actions.topics import attach_waiting_topics, pass_topics_on, propose_topic
from programs.scheduling.actions.wishes import heed_wishes
from programs.scheduling.booking import why_not_book
from programs.scheduling.calls import link_of_lead, where_to_meet
from programs.scheduling.events import SessionCancelled, SessionCompleted, SessionScheduled, SessionsEnded
from programs.scheduling.lifecycle import SESSION_TABLE, SessionState
from programs.scheduling.models import Session, SessionPlace
from programs.scheduling.permissions import (
    VISITING_ROLES,
    books_sessions,
    can_change_session,
    can_complete_session,
)
from programs.scheduling.rules import check_booking, follow_cancelling_rules


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
    away: Collection[UUID] = (),
    yielding: Collection[UUID] = (),
) -> Session:
    """Book a session for everybody who sits in the engagement's sessions. Waiting topics move to it.

    A learner who has another session then does not hold it up: they are entered as not coming, and told.

    Args:
        starts_at: an aware moment; the booking person's zone is kept beside it.
        minutes: the length.
        place, join_url: where; what is left empty follows from the program, the lead and the organization.
        by: the booking person's place in the engagement.
        topic: what the booking person wants to talk about, if anything.
        booked_by: who does it for `by`, as somebody who runs the program does for a trainer.
        heeding: refuse a time that does not suit somebody else's hours and limits.
        away: ids of those who said that they can't come; they get a place that keeps them from nothing.
        yielding: ids of those who do not hold it up either if they have another session then.

    Raises:
        NotAllowed: `by` may not book here, or it has come to its end.
        DomainError: the time is past or too far off, or somebody who is no learner has another session then.
        AgainstWishes: with `heeding`, somebody else would rather not.
    """
    if not books_sessions(by, engagement):
        raise NotAllowed(why_not_book(by, engagement))
    check_booking(engagement)
    check_time(starts_at, minutes)
    engagement = lock_engagement(engagement)
    if why := why_not_book(by, engagement):
        raise NotAllowed(why)
    session = Session(
        engagement=engagement,
        title=title,
        created_at=timezone.now(),
        created_by=booked_by or by.membership,
    )
    set_time(session, starts_at, minutes, by.membership.user.time_zone)
    sitting = [person for person in people_of(engagement) if person.role not in VISITING_ROLES]
    session.place, session.join_url = where_to_meet(engagement, session.pk, link_of_lead(sitting), place, join_url)
    lock_people(sitting)
    firm, soft = by_firmness([person for person in sitting if person.pk not in away], yielding)
    if heeding:
        heed_wishes(firm, starts_at, minutes, by)
    with nobody_twice(firm, session, session.starts_at, session.ends_at, by):
        session.save(force_insert=True)
        give_places(session, firm)
    busy = give_places_that_yield(session, soft)
    give_places_to_absent(session, [person for person in sitting if person.pk in away])
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
    follow_cancelling_rules(session, by)
    drop_proposals_for([session], by.membership)
    cancel_row(session, by.membership, reason)
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
        cancel_row(session, by, "")
        record("cancelled", session, by=by)
    drop_proposals_of(engagement, by)
    if coming:
        ids = [str(session.pk) for session in coming]
        publish(SessionsEnded(subject_id=engagement.pk, sessions=ids, ended_by=by.pk))
    return len(coming)


def cancel_row(session: Session, by: Membership, reason: str) -> None:
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
    forget_said(session)
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
    drop_proposals_for([session], by.membership)
    mark_attendance(session=session, attendance=attendance, by=by)
    if session.topics.filter(chosen=True).exists():
        pass_topics_on(session, only_unchosen=True)
    record("completed", session, by=by.membership)
    publish(SessionCompleted(subject_id=session.pk))


def _ids(people: list[Participation]) -> list[str]:
    return [str(person.membership_id) for person in people]
