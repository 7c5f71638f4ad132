"""Topics that were sent ahead: whoever leads hears how many there are, or that there is none."""

from collections.abc import Iterable

from programs.engagements.reminders import Reminder
from programs.notifications.facts import about_session
from programs.notifications.nudges.window import Subject, Window
from programs.notifications.queries.preparing import leading_places, topics_by_person


def agendas_sent(reminder: Reminder, leads: Iterable[int], window: Window) -> list[Subject]:
    """Those who lead sessions to come; of no use once the session has begun."""
    rows = leading_places().filter(
        window.around("session__starts_at", reminder, leads),
        session__engagement__program__kind__in=reminder.kinds,
    )
    places = list(rows.select_related("session__engagement__program", "participation", "user"))
    sent = topics_by_person({place.session_id for place in places}) if places else {}
    return [_subject(place, sent[place.session_id]) for place in places]


def _subject(place, sent) -> Subject:
    count = sent.total() - sent[place.participation_id]
    return Subject(
        membership_id=place.participation.membership_id,
        zone=place.user.time_zone,
        program_id=place.session.engagement.program_id,
        kind="agenda-there" if count else "agenda-empty",
        subject_id=place.session_id,
        version=str(place.session.sequence),
        moment=place.session.starts_at,
        facts={**about_session(place.session), "count": count},
        until=place.session.starts_at,
    )
