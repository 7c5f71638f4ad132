"""Book a whole series in one step: all of its sessions, or none."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from django.db import transaction
from django.utils import timezone

from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from programs.engagements.models import Engagement, Participation
from programs.engagements.queries import people_of
from programs.scheduling.actions.locks import lock_engagement, lock_people, unless_taken
from programs.scheduling.actions.seats import by_firmness, new_place, without_place
from programs.scheduling.actions.sessions import schedule_session
from programs.scheduling.actions.taken import refuse_taken
from programs.scheduling.actions.times import check_time, set_time
from programs.scheduling.actions.topics import attach_waiting_topics
from programs.scheduling.booking import why_not_book
from programs.scheduling.calls import link_of_lead, where_to_meet
from programs.scheduling.events import SeriesScheduled
from programs.scheduling.limits import MOST_IN_SERIES
from programs.scheduling.models import Series, Session, SessionPlace
from programs.scheduling.permissions import books_sessions
from programs.scheduling.queries import sessions_booked_alike
from programs.scheduling.queries.lead_times import leads_in
from programs.scheduling.queries.taken import Taken, times_taken
from programs.scheduling.roles import VISITING_ROLES
from programs.scheduling.rules import check_booking


@transaction.atomic
def schedule_series(
    *,
    engagement: Engagement,
    starts: Sequence[datetime],
    minutes: int,
    by: Participation,
    rule: str = "",
    place: str = "",
    join_url: str = "",
) -> list[Session]:
    """Book sessions at all of these times, for everybody who sits in them. Waiting topics move to the first one.

    Everybody is told once. A learner who has another session at one of the times does not hold it up: they are
    entered there as not coming. Of one time a session is made that belongs to no series. Sent twice it makes one
    series.

    Args:
        starts: aware moments; each keeps the wall time of the booking person's zone.
        rule: the RRULE that they came from, in local time; empty for chosen dates.

    Returns:
        The sessions, by time.

    Raises:
        NotAllowed: `by` may not book here.
        DomainError: a time is past, too far off, taken, or within another one; there are none or too many. Then
            nothing is booked.
    """
    if not books_sessions(by, engagement):
        raise NotAllowed(why_not_book(by, engagement))
    starts = sorted(set(starts))
    values = {"minutes": minutes, "by": by, "place": place, "join_url": join_url}
    if len(starts) == 1:
        return [schedule_session(engagement=engagement, starts_at=starts[0], **values)]
    try:
        return _schedule(engagement, starts, rule, **values)
    except DomainError:  # whoever sent it first has used up the times, and maybe the number of sessions
        if booked := sessions_booked_alike(engagement, by.membership, starts, minutes):
            return booked
        raise


def _schedule(engagement, starts, rule, *, minutes, by, place, join_url) -> list[Session]:
    _check_starts(starts, minutes)
    check_booking(engagement, len(starts))
    engagement = lock_engagement(engagement)
    if refusal := why_not_book(by, engagement):
        raise NotAllowed(refusal)
    people = [person for person in people_of(engagement) if person.role not in VISITING_ROLES]
    lock_people(people)
    firm, yielding = by_firmness(people)
    length = timedelta(minutes=minutes)
    taken = times_taken(people, [(start, start + length) for start in starts])
    refuse_taken(taken, firm, by, "Nothing was booked.")
    now = timezone.now()
    series = Series(engagement=engagement, rule=rule, created_at=now, created_by=by.membership)
    sessions = [Session(engagement=engagement, series=series, created_at=now, created_by=by.membership) for _ in starts]
    link = link_of_lead(people)
    leads = leads_in(engagement)
    for session, start in zip(sessions, starts, strict=True):
        set_time(session, start, minutes, by.membership.user.time_zone, leads)
        session.place, session.join_url = where_to_meet(engagement, session.pk, link, place, join_url)
    with unless_taken("One of these times has just been taken. Nothing was booked."):
        series.save(force_insert=True)
        Session.objects.bulk_create(sessions)
        SessionPlace.objects.bulk_create(_places(sessions, firm, yielding, taken))
    attach_waiting_topics(sessions[0])
    record("scheduled", series, by=by.membership, sessions=len(sessions), first=starts[0], last=starts[-1])
    publish(SeriesScheduled(subject_id=series.pk, sessions=versions(sessions), busy=taken.counts(yielding)))
    return sessions


def _check_starts(starts: Sequence[datetime], minutes: int) -> None:
    if not starts:
        raise DomainError("No time is chosen. Choose at least one.", field="starts")
    if len(starts) > MOST_IN_SERIES:
        raise DomainError(f"A series has at most {MOST_IN_SERIES} sessions. Nothing was booked.", field="starts")
    for start in (starts[0], starts[-1]):
        check_time(start, minutes)
    if any(later - start < timedelta(minutes=minutes) for start, later in pairwise(starts)):
        raise DomainError("Two of the chosen times overlap. Choose another one for one of them.", field="starts")


def _places(
    sessions: Sequence[Session], firm: list[Participation], yielding: list[Participation], taken: Taken
) -> Iterable[SessionPlace]:
    for session in sessions:
        busy = taken.busy[session.starts_at, session.ends_at]
        for person in firm:
            yield new_place(session, person)
        for person in yielding:
            yield without_place(session, person) if person.user_id in busy else new_place(session, person)


def versions(sessions: Iterable[Session]) -> list[dict]:
    """What an event says of its sessions: it is true as long as they are these versions."""
    return [{"id": str(session.pk), "sequence": session.sequence} for session in sessions]
