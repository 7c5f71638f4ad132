"""Topics to prepare: who is led, comes to a session, and has brought nothing yet."""

from collections.abc import Iterable

from programs.engagements.reminders import Reminder
from programs.notifications.facts import about_session
from programs.notifications.nudges.window import Subject, Window
from programs.notifications.queries.waiting import unprepared_places


def topics_missing(reminder: Reminder, leads: Iterable[int], window: Window) -> list[Subject]:
    """Places in sessions to come without a topic; of no use once the session has begun."""
    places = unprepared_places().filter(window.around("session__starts_at", reminder, leads))
    return [
        Subject(
            membership_id=place.participation.membership_id,
            zone=place.user.time_zone,
            program_id=place.session.engagement.program_id,
            kind="topics-missing",
            subject_id=place.session_id,
            version=str(place.session.sequence),
            moment=place.session.starts_at,
            facts=about_session(place.session),
            until=place.session.starts_at,
        )
        for place in places.select_related("session__engagement__program", "participation", "user")
    ]
