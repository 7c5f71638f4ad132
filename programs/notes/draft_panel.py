"""What somebody has begun to write about a session, on its page."""

from programs.engagements.models import Participation
from programs.notes.queries import drafts_about
from programs.scheduling.models import Session
from programs.scheduling.panels import Panel, session_panel


@session_panel
def draft_panel(session: Session, place: Participation) -> Panel:
    """The viewer's own drafts, so that none is forgotten."""
    drafts = drafts_about(session, place)
    return Panel("notes/_draft_panel.html", {"note": drafts.get("note"), "write_up": drafts.get("write-up")})
