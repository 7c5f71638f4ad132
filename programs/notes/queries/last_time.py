"""What stands beside somebody who writes about a session: what there was the last time."""

from dataclasses import dataclass

from programs.engagements.models import Participation
from programs.notes.models import Note
from programs.notes.queries.reading import notes_of_session
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import Session
from programs.scheduling.queries import sessions_of


@dataclass(frozen=True)
class LastTime:
    """The session before, and what others may read of its notes."""

    session: Session
    notes: list[Note]


def session_before(session: Session) -> Session | None:
    """The one before it in the same engagement, unless it was cancelled."""
    earlier = sessions_of(session.engagement).exclude(state=SessionState.CANCELLED)
    return earlier.filter(starts_at__lt=session.starts_at).last()


def last_time(session: Session, viewer: Participation) -> LastTime | None:
    """The session before and its shared notes, as far as the viewer may read them; None for the first session."""
    before = session_before(session)
    if before is None:
        return None
    before.engagement = session.engagement
    return LastTime(before, [note for note in notes_of_session(before, viewer) if note.audience != "private"])
