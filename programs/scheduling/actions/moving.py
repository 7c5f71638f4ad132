"""Give a session another time or place."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from programs.engagements.models import Participation
from programs.scheduling.actions.holds import drop_proposals_for
from programs.scheduling.actions.locks import lock_engagement, lock_people, lock_session, nobody_twice
from programs.scheduling.actions.seats import by_firmness, move_places, move_places_that_yield
from programs.scheduling.actions.times import check_time, set_time
from programs.scheduling.actions.wishes import heed_wishes
from programs.scheduling.events import SessionMoved, SessionPlaceChanged
from programs.scheduling.limits import LONGEST
from programs.scheduling.models import Session, SessionPlace
from programs.scheduling.permissions import can_change_session, needs_yes


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
    heeding: bool = False,
) -> None:
    """Give the session another time; topics stay. Replies were about the old time, so they are asked again.

    Args:
        place, join_url: also changed when given. When only these change, replies stay.
        heeding: refuse a time that does not suit somebody else's hours and limits.

    Raises:
        NotAllowed, DomainError: as for booking; the session is no longer planned, is at this time already, or begins
            so soon that the other has to say yes (`propose_times`).
        AgainstWishes: with `heeding`, somebody else would rather not.
    """
    if not can_change_session(by, session):
        raise NotAllowed("This session cannot be moved any more.")
    lock_engagement(session.engagement)
    people = people_in(session)
    lock_people(people)
    fresh = lock_session(session)
    where = {"place": fresh.place if place is None else place}
    where["join_url"] = fresh.join_url if join_url is None else join_url
    ends_at = starts_at + timedelta(minutes=max(0, min(minutes, LONGEST)))
    if (starts_at, ends_at) == (fresh.starts_at, fresh.ends_at):
        _change_where(fresh, where, by)
    else:
        check_time(starts_at, minutes)
        if needs_yes(by, fresh, people, timezone.now()):
            raise DomainError("It begins too soon to be moved without the other’s yes. Ask for another time.")
        if heeding:
            heed_wishes(by_firmness(people)[0], starts_at, minutes, by, moving=fresh)
        drop_proposals_for([fresh], by.membership)
        move_to(fresh, starts_at, minutes, by=by, where=where, reason=reason, zone=by.membership.user.time_zone)
    session.refresh_from_db()


def _change_where(fresh: Session, where: dict, by: Participation) -> None:
    if all(getattr(fresh, name) == value for name, value in where.items()):
        raise DomainError("The session is at this time already. Choose another one.", field="starts_at")
    for name, value in where.items():
        setattr(fresh, name, value)
    fresh.sequence += 1  # calendars may keep the old place if the number of the invitation stays
    fresh.save(update_fields=[*where, "sequence"])
    record("changed place", fresh, by=by.membership)
    publish(SessionPlaceChanged(subject_id=fresh.pk, sequence=fresh.sequence, changed_by=by.membership_id))


def move_to(
    fresh: Session, starts_at: datetime, minutes: int, *, by: Participation, where: dict, reason: str, zone: ZoneInfo
) -> None:
    """Write the new time of a locked session, whose people are locked as well.

    Args:
        where: its `place` and `join_url`.
        zone: the clock on which the new time was meant.
    """
    was = fresh.starts_at
    for name, value in where.items():
        setattr(fresh, name, value)
    fresh.moved_from, fresh.change_reason = was, reason or None
    fresh.sequence += 1
    set_time(fresh, starts_at, minutes, zone)
    firm, yielding = by_firmness(people_in(fresh))
    with nobody_twice(firm, fresh, fresh.starts_at, fresh.ends_at, by):
        fresh.save()
        move_places(fresh, firm)
    busy = [str(person.membership_id) for person in move_places_that_yield(fresh, yielding)]
    record("moved", fresh, by=by.membership, was=was, now=starts_at)
    publish(SessionMoved(subject_id=fresh.pk, sequence=fresh.sequence, was=was, moved_by=by.membership_id, busy=busy))


def people_in(session: Session) -> list[Participation]:
    """Those who have a place in it."""
    places = SessionPlace.objects.filter(session=session).select_related("participation__membership__user")
    return [row.participation for row in places]
