"""Who may write, change and release notes. Who may read them is decided by the queries, and by the database."""

from programs.covenant.queries import reading_of
from programs.engagements.models import Engagement, Participation
from programs.notes.models import Note
from programs.notes.queries import WRITE, note_for
from programs.scheduling.models import Session
from programs.scheduling.permissions import leads_session, sits_in_sessions


def can_write_note(place: Participation | None, engagement: Engagement) -> bool:
    """Everybody who sits in the sessions; sponsors write none."""
    return sits_in_sessions(place, engagement)


def can_read_notes(place: Participation | None, engagement: Engagement) -> bool:
    """The same people, and a sponsor to whom the covenant opens what is released."""
    if place is None or place.engagement_id != engagement.pk or place.left_at:
        return False
    return sits_in_sessions(place, engagement) or bool(reading_of(place).audiences())


def can_take(step: str, place: Participation, note: Note) -> bool:
    """Whether this person reads the note and may do this with it, as it is now."""
    found = note_for(place, note.pk) if place.engagement_id == note.engagement_id else None
    return found is not None and step in found.steps


def can_change_note(place: Participation, note: Note) -> bool:
    """Its author; where a note is written together, every reader who sits in the sessions."""
    return can_take(WRITE, place, note)


def can_write_up(place: Participation | None, session: Session) -> bool:
    """The mentor, coach or trainer, once it has begun and unless it was cancelled."""
    return leads_session(place, session) and session.has_begun and not session.is_cancelled
