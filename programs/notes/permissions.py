"""Who may write and change notes. Who may read them is decided by the queries, and once more by the database."""

from programs.engagements.models import Engagement, Participation
from programs.notes.models import Note
from programs.scheduling.models import Session
from programs.scheduling.permissions import leads_session, sits_in_sessions


def can_write_note(place: Participation | None, engagement: Engagement) -> bool:
    """Everybody who sits in the sessions; sponsors read and write none."""
    return sits_in_sessions(place, engagement)


def can_change_note(place: Participation | None, note: Note) -> bool:
    """The words of a note are its author's; others write their own."""
    return can_write_note(place, note.engagement) and note.author_member_id == place.membership_id


def can_write_up(place: Participation | None, session: Session) -> bool:
    """The mentor, coach or trainer, once it has begun and unless it was cancelled."""
    return leads_session(place, session) and session.has_begun and not session.is_cancelled
