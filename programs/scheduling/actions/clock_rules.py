"""When a zone changes its rules: sessions stay at the time of day that people agreed on.

Governments change the clock at short notice. The stored moment was computed by the rules of the day of booking; what
people meant is the wall time, which is stored beside it.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone

from portal.audit.record import record
from portal.errors import DomainError
from portal.outbox.publish import publish
from programs.scheduling.actions.locks import is_clash, lock_engagement, lock_people, lock_session
from programs.scheduling.actions.moving import people_in
from programs.scheduling.actions.seats import by_firmness, move_places, move_places_that_yield
from programs.scheduling.actions.times import set_time
from programs.scheduling.events import SessionKeptWallTime, SessionLostWallTime
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import Session
from programs.scheduling.wall import wall_moments

BATCH = 1000


def keep_wall_times(*, batch: int = BATCH, giving_up: bool = True) -> int:
    """Look at every planned session of the current organization, and give those their wall time back that lost it.

    Sessions that follow each other move one after the other, so that none is in the way of the next.

    Args:
        giving_up: whether a session stays for good where it is when somebody has another session at its wall time.
            Otherwise it is left for later: the other one may have to move as well, in another organization.

    Returns:
        How many had to move, or could not.
    """
    return sum(keep_wall_time(session=session, giving_up=giving_up) for session in _in_good_order(_displaced(batch)))


def _displaced(batch: int) -> list[Session]:
    """The planned sessions whose wall time means another moment by now."""
    found, last = [], None
    while rows := _planned(last, batch):
        found += [session for session in rows if meant_by(session) != _to_the_minute(session.starts_at)]
        last = rows[-1].pk
    return found


@transaction.atomic
def _planned(after: UUID | None, batch: int) -> list[Session]:
    coming = Session.objects.filter(state=SessionState.CONFIRMED, starts_at__gt=timezone.now())
    if after:
        coming = coming.filter(pk__gt=after)
    return list(coming.select_related("engagement__program").order_by("pk")[:batch])


def _in_good_order(sessions: Iterable[Session]) -> list[Session]:
    """Those that move back with the earliest first, then those that move ahead with the latest first."""

    def order(session: Session) -> tuple[bool, float]:
        ahead = meant_by(session) > session.starts_at
        return ahead, (-1 if ahead else 1) * session.starts_at.timestamp()

    return sorted(sessions, key=order)


@transaction.atomic
def keep_wall_time(*, session: Session, giving_up: bool = True) -> bool:
    """Move one session to the moment that its wall time means by today's rules; everybody in it is told.

    Where somebody has another session then it stays at its moment, and people are told that it needs a new time.

    Args:
        giving_up: as above.

    Returns:
        Whether there was something to do: False if somebody changed it meanwhile, or it is left for later.
    """
    lock_engagement(session.engagement)
    people = people_in(session)
    lock_people(people)
    try:
        fresh = lock_session(session)
    except DomainError:
        return False
    meant, was = meant_by(fresh), fresh.starts_at
    if meant == _to_the_minute(was) or not fresh.is_planned:
        return False
    firm, yielding = by_firmness(people)
    try:
        with transaction.atomic():
            _shift(fresh, meant)
            move_places(fresh, firm)
    except (IntegrityError, OperationalError) as error:
        if not is_clash(error):
            raise
        if giving_up:
            _give_up(session)
        return giving_up
    busy = [str(person.membership_id) for person in move_places_that_yield(fresh, yielding)]
    record("kept its wall time", fresh, was=was, now=meant)
    publish(SessionKeptWallTime(subject_id=fresh.pk, sequence=fresh.sequence, was=was, busy=busy))
    return True


def _shift(fresh: Session, meant: datetime) -> None:
    fresh.moved_from, fresh.change_reason = fresh.starts_at, None
    fresh.sequence += 1
    set_time(fresh, meant, fresh.minutes, fresh.time_zone)
    fresh.save()


def _to_the_minute(moment: datetime) -> datetime:
    """As exactly as wall times are kept."""
    return moment.replace(second=0, microsecond=0)


def _give_up(session: Session) -> None:
    """The session keeps its moment; from now on what its clock shows then is what it means, also in calendars."""
    sequence = session.sequence + 1
    wall = session.starts_at.astimezone(session.time_zone).strftime("%Y-%m-%dT%H:%M")
    Session.objects.filter(pk=session.pk).update(wall_time=wall, sequence=sequence)
    record("lost its wall time", session, meant=session.wall_time, now=wall)
    publish(SessionLostWallTime(subject_id=session.pk, sequence=sequence))


def meant_by(session: Session) -> datetime:
    """The moment that a session's wall time means by today's rules; of two the nearer to its present moment.

    A time that clocks skip by now is moved ahead by as much as they are.
    """
    wall, zone = datetime.fromisoformat(session.wall_time), ZoneInfo(str(session.time_zone))
    moments = wall_moments(wall, zone) or [wall.replace(tzinfo=zone).astimezone(UTC)]
    return min(moments, key=lambda moment: abs(moment - session.starts_at))
