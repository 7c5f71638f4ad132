"""Move or cancel several sessions of a series in one step: all that are meant, or none."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import transaction
from django.db.models import F, Func, OuterRef, Subquery
from django.utils import timezone

from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from portal.ui import clock
from programs.engagements.models import Participation
from programs.scheduling.actions.holds import drop_proposals_for
from programs.scheduling.actions.locks import lock_engagement, lock_people, unless_taken
from programs.scheduling.actions.moving import move_session
from programs.scheduling.actions.seats import BUSY, UNANSWERED, by_firmness
from programs.scheduling.actions.series import versions
from programs.scheduling.actions.sessions import cancel_row, cancel_session
from programs.scheduling.actions.taken import SomeTaken, refuse_taken
from programs.scheduling.actions.times import check_time, set_time
from programs.scheduling.actions.wishes import heed_wishes
from programs.scheduling.events import SeriesCancelled, SeriesMoved, SeriesPlaceChanged
from programs.scheduling.lifecycle import Scope
from programs.scheduling.models import Session, SessionPlace
from programs.scheduling.permissions import can_change_session, needs_yes
from programs.scheduling.queries import planned_in_series
from programs.scheduling.queries.lead_times import leads_in
from programs.scheduling.queries.taken import Taken, times_taken
from programs.scheduling.rules import follow_cancelling_rules
from programs.scheduling.wall import wall_moments

KEPT = "Nothing was moved."


@transaction.atomic
def move_sessions_of_series(
    *,
    session: Session,
    scope: Scope | str,
    starts_at: datetime,
    minutes: int,
    by: Participation,
    reason: str = "",
    place: str | None = None,
    join_url: str | None = None,
    heeding: bool = False,
) -> int:
    """Give several sessions of a series other times: each moves as far as this one does, on the series' wall clock.

    A day later and at 17:00 instead of 18:00 means just that for each of them, also after clocks have changed. Length,
    place and call go over to the others only if they are changed for this one. Replies were about the old times, so
    they are asked again; topics stay.

    Args:
        session: the one at which the person looks; `starts_at` and the rest are meant for it.
        heeding: refuse a time for it that does not suit somebody else's hours and limits.

    Returns:
        How many sessions have another time or place.

    Raises:
        NotAllowed: `by` may not move it.
        DomainError: somebody changed it a moment ago, it is so already, or some sessions begin so soon that others
            have to say yes, or some of the new times do not work. Then nothing is moved, and the sentence names them.
        AgainstWishes: with `heeding`, somebody else would rather not.
    """
    if scope == Scope.ONE or session.series_id is None:
        values = {"reason": reason, "place": place, "join_url": join_url, "heeding": heeding}
        move_session(session=session, starts_at=starts_at, minutes=minutes, by=by, **values)
        return 1
    if not can_change_session(by, session):
        raise NotAllowed("This session cannot be moved any more.")
    sessions = _lock(session, scope, by)
    this = next(row for row in sessions if row.pk == session.pk)
    where = {"place": place, "join_url": join_url}
    where = {name: value for name, value in where.items() if value is not None and value != getattr(this, name)}
    times = _new_times(sessions, this, starts_at, minutes, by)
    moving = [row for row in sessions if times[row.pk] != (row.starts_at, row.ends_at)]
    if not moving and not where:
        raise DomainError("The sessions are at these times already. Choose another one.", field="starts_at")
    _write_where(sessions, moving, where, by)
    if moving:
        _move(moving, times, by, reason, this if heeding else None)
    _record("moved" if moving else "changed place", session, sessions, by)
    session.refresh_from_db()
    return len(sessions if where else moving)


def _lock(session: Session, scope: Scope | str, by: Participation) -> list[Session]:
    """The sessions that are meant as they are now, after everybody with a place in them was locked.

    Raises:
        DomainError: the one that the person looks at is not what they saw.
    """
    meant = planned_in_series(session, following=scope == Scope.FOLLOWING)
    lock_engagement(session.engagement)
    places = SessionPlace.objects.filter(session__in=meant.values("pk")).select_related("participation__membership")
    lock_people({row.user_id: row.participation for row in places}.values())
    rows = meant.select_for_update(of=("self",), no_key=True).select_related("engagement__program")
    sessions = sorted(rows.order_by("pk"), key=lambda row: row.starts_at)
    if not any(row.pk == session.pk and row.sequence == session.sequence for row in sessions):
        raise DomainError("Somebody else changed this session a moment ago. Look at it again before you go on.")
    return sessions


def _new_times(sessions: Sequence[Session], this: Session, starts_at: datetime, minutes: int, by: Participation):
    """By session id the new start and end.

    Raises:
        SomeTaken: a line for each that can't be: past, too far off, or a time that clocks skip or show twice.
    """
    zone = this.time_zone
    shift = _wall(starts_at, zone) - _wall(this.starts_at, zone)
    found, wrong = {}, []
    for row in sessions:
        length = minutes if minutes != this.minutes else row.minutes
        wall = _wall(row.starts_at, zone) + shift
        moments = wall_moments(wall, zone) if row.pk != this.pk else [starts_at]
        try:
            if len(moments) != 1:
                how = "are skipped" if not moments else "come twice"
                raise DomainError(f"clocks in {clock.zone_city(zone)} change, and these minutes {how}.")
            if (moments[0], length) != (row.starts_at, row.minutes):
                check_time(moments[0], length)
        except DomainError as refusal:
            wrong.append(f"{clock.day(wall.date())}, {wall:%H:%M}: {refusal.message}")
            continue
        found[row.pk] = (moments[0], moments[0] + timedelta(minutes=length))
    if wrong:
        raise SomeTaken(wrong, KEPT)
    if any(later < end for (_, end), (later, _) in pairwise(sorted(found.values()))):
        raise DomainError(f"At this length two of the sessions overlap. {KEPT}", field="minutes")
    return found


def _wall(moment: datetime, zone) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)


def _write_where(sessions: Sequence[Session], moving: Sequence[Session], where: dict, by: Participation) -> None:
    if not where:
        return
    Session.objects.filter(pk__in=[row.pk for row in sessions]).update(**where)
    for row in sessions:
        for name, value in where.items():
            setattr(row, name, value)
    staying = [row for row in sessions if row not in moving]
    if staying:
        Session.objects.filter(pk__in=[row.pk for row in staying]).update(sequence=F("sequence") + 1)
        for row in staying:
            row.sequence += 1
        told = {"sessions": versions(staying), "changed_by": by.membership_id}
        publish(SeriesPlaceChanged(subject_id=staying[0].series_id, **told))


def _move(moving: Sequence[Session], times: dict, by: Participation, reason: str, heeded: Session | None) -> None:
    ids = [row.pk for row in moving]
    places = list(SessionPlace.objects.filter(session__in=ids).select_related("participation__membership__user"))
    firm, yielding = by_firmness({row.participation_id: row.participation for row in places}.values())
    _refuse_late(moving, firm, by)
    if heeded:
        start, end = times[heeded.pk]
        heed_wishes(firm, start, round((end - start).total_seconds() / 60), by, moving=heeded)
    taken = times_taken([*firm, *yielding], [times[row.pk] for row in moving], leaving_out=ids)
    refuse_taken(taken, firm, by, KEPT, leaving_out=ids)
    was = {row.pk: row.starts_at for row in moving}
    drop_proposals_for(moving, by.membership)
    with unless_taken(f"One of these times has just been taken. {KEPT}"):
        _write_times(moving, times, reason)
        _write_places(moving, places, {person.pk for person in yielding}, taken)
    sessions = [{**told, "was": was[row.pk].isoformat()} for row, told in zip(moving, versions(moving), strict=True)]
    told = {"sessions": sessions, "moved_by": by.membership_id, "busy": taken.counts(yielding)}
    publish(SeriesMoved(subject_id=moving[0].series_id, **told))


def _refuse_late(moving: Sequence[Session], firm: Sequence[Participation], by: Participation) -> None:
    late = [row for row in moving if needs_yes(by, row, firm, timezone.now())]
    if late:
        when = clock.moment(late[0].starts_at, by.membership.user.time_zone)
        raise DomainError(
            f"The session of {when} begins too soon to be moved without the other’s yes. {KEPT} "
            "Ask for another time for that one alone, and move those that follow from the page of the next one.",
            field="scope",
        )


def _write_times(moving: Sequence[Session], times: dict, reason: str) -> None:
    leads = leads_in(moving[0].engagement)
    for row in moving:
        start, end = times[row.pk]
        row.moved_from, row.change_reason = row.starts_at, reason or None
        row.sequence += 1
        set_time(row, start, round((end - start).total_seconds() / 60), row.time_zone, leads)
        row.save()


def _write_places(moving: Sequence[Session], places: Sequence[SessionPlace], yielding: set, taken: Taken) -> None:
    """Everybody's places to the new times.

    They block nothing in between: one session may go to where the next one was.
    """
    all_of_them = SessionPlace.objects.filter(session__in=[row.pk for row in moving])
    all_of_them.update(blocks=False, **UNANSWERED)
    now = Session.objects.filter(pk=OuterRef("session")).values(
        now=Func(F("starts_at"), F("ends_at"), function="tstzrange", output_field=DateTimeRangeField())
    )
    all_of_them.update(period=Subquery(now))
    busy_at = {row.pk: taken.busy[row.starts_at, row.ends_at] for row in moving}
    busy = [
        place.pk
        for place in places
        if place.participation_id in yielding and place.user_id in busy_at[place.session_id]
    ]
    all_of_them.filter(pk__in=busy).update(**BUSY)
    all_of_them.exclude(pk__in=busy).update(blocks=True)


@transaction.atomic
def cancel_sessions_of_series(*, session: Session, scope: Scope | str, by: Participation, reason: str = "") -> int:
    """Call off several planned sessions of a series; topics go to the next session, or wait for it.

    Returns:
        How many were cancelled.

    Raises:
        NotAllowed: `by` may not cancel it.
        DomainError: somebody changed it a moment ago.
    """
    if scope == Scope.ONE or session.series_id is None:
        cancel_session(session=session, by=by, reason=reason)
        return 1
    if not can_change_session(by, session):
        raise NotAllowed("This session cannot be cancelled any more.")
    sessions = _lock(session, scope, by)
    drop_proposals_for(sessions, by.membership)
    for row in sessions:
        follow_cancelling_rules(row, by)
        cancel_row(row, by.membership, reason)
    _record("cancelled", session, sessions, by)
    publish(SeriesCancelled(subject_id=session.series_id, sessions=versions(sessions), cancelled_by=by.membership_id))
    session.refresh_from_db()
    return len(sessions)


def _record(verb: str, session: Session, sessions: Sequence[Session], by: Participation) -> None:
    """One entry for the series, that names the sessions."""
    ids = ", ".join(str(row.pk) for row in sessions)
    record(verb, session.series, by=by.membership, count=len(sessions), sessions=ids)
