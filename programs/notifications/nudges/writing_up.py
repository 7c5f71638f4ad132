"""What those who lead write up after a session: who came, and a note."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from programs.engagements.models import Participation
from programs.engagements.reminders import Reminder
from programs.notes.queries import who_noted
from programs.notifications.facts import about_session
from programs.notifications.nudges.window import Subject, Window
from programs.notifications.queries.waiting import held_sessions, present_places, unmarked_sessions
from programs.scheduling.models import Session


def marks_missing(reminder: Reminder, leads: Iterable[int], window: Window) -> list[Subject]:
    """Sessions that are over, of which nobody has said whether they were held and who came."""
    sessions = _sessions(unmarked_sessions().filter(window.around("ends_at", reminder, leads)))
    return [_subject(session, place, "attendance-missing", session.ends_at) for session, place in _with_leads(sessions)]


def notes_missing(reminder: Reminder, leads: Iterable[int], window: Window) -> list[Subject]:
    """Sessions that were held, about which a lead has no note, shared or their own."""
    rows = held_sessions().filter(engagement__program__kind__in=reminder.kinds)
    sessions = _sessions(rows.filter(window.around("completed_at", reminder, leads)))
    noted = who_noted([session.pk for session in sessions]) if sessions else set()
    return [
        _subject(session, place, "note-missing", session.completed_at)
        for session, place in _with_leads(sessions)
        if (session.pk, place.membership_id) not in noted
    ]


def _sessions(rows) -> list[Session]:
    return list(rows.defer("change_reason").select_related("engagement__program"))


def _with_leads(sessions: list[Session]) -> list[tuple[Session, Participation]]:
    if not sessions:
        return []
    leads: dict[UUID, list[Participation]] = defaultdict(list)
    rows = present_places().filter(
        engagement__in={session.engagement_id for session in sessions}, role__in=Participation.LEADS
    )
    for place in rows.select_related("membership__user"):
        leads[place.engagement_id].append(place)
    return [(session, place) for session in sessions for place in leads[session.engagement_id]]


def _subject(session: Session, place: Participation, kind: str, moment: datetime) -> Subject:
    return Subject(
        membership_id=place.membership_id,
        zone=place.membership.user.time_zone,
        program_id=session.engagement.program_id,
        kind=kind,
        subject_id=session.pk,
        version=str(session.sequence),
        moment=moment,
        facts=about_session(session),
    )
