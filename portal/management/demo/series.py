"""A series of the demo: booked in one step, its past sessions held and written up, one of the coming ones moved."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import zip_longest

from portal.management.demo.sessions import Planned, live_through, place
from portal.management.demo.timeline import LISBON, Timeline
from programs.engagements.models import Engagement
from programs.scheduling.actions import move_session, schedule_series
from programs.scheduling.models import Session
from programs.scheduling.recurrence import Pattern, Rule, at_time
from programs.scheduling.wall import wall_moments

BOOKED_AHEAD = timedelta(days=5)


def plan_series(
    timeline: Timeline,
    people,
    engagement: Callable[[], Engagement],
    *,
    lead: str,
    first: datetime,
    every: int,
    number: int,
    minutes: int,
    notes: Sequence[str],
    later: timedelta,
    reason: str,
) -> None:
    """Put a series on the timeline.

    Args:
        notes: what the lead shared after the first sessions.
        later, reason: by how much the next session is moved, and why.
    """
    rule = Rule(Pattern.WEEKS, first=first.date(), every=every, count=number)
    walls = at_time(rule.days(first.date()), first.time())
    starts = [wall_moments(wall, LISBON)[0] for wall in walls]
    sessions = [Planned(start, lead, minutes, note=note) for start, note in zip_longest(starts, notes, fillvalue="")]

    def organization():
        return people.organization

    def book():
        by = place(people, lead, engagement().pk)
        booked = schedule_series(engagement=engagement(), starts=starts, minutes=minutes, by=by, rule=rule.text)
        for planned, session in zip(sessions, booked, strict=True):
            planned.session["id"] = session.pk

    def move():
        session = Session.objects.select_related("engagement__program").get(pk=coming.session["id"])
        by = place(people, lead, engagement().pk)
        move_session(session=session, starts_at=session.starts_at + later, minutes=minutes, by=by, reason=reason)

    timeline.at(first - BOOKED_AHEAD, organization, book)
    for planned in sessions:
        live_through(timeline, people, engagement, planned)
    coming = next(planned for planned in sessions if planned.starts_at > timeline.now + timedelta(days=2))
    timeline.at(timeline.exactly(-1, 17), organization, move)
