"""What this room brings to a session's page."""

from programs.engagements.models import Participation
from programs.notes.actions import record_accesses
from programs.notes.queries import notes_of_session
from programs.scheduling.models import Session
from programs.scheduling.panels import Panel, session_panel


@session_panel
def notes_panel(session: Session, place: Participation) -> Panel:
    """The notes of the session that the viewer may read."""
    notes = record_accesses(notes=notes_of_session(session, place), reader=place.membership)
    return Panel("notes/_session_panel.html", {"notes": notes})
