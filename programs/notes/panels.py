"""What this room brings to a session's page, and to the page of those who run the program."""

from accounts.models import Membership
from programs.engagements.models import Engagement, Participation
from programs.engagements.panels import ProgramPanel, overseen_panel
from programs.notes.actions import record_accesses
from programs.notes.permissions import can_ask_emergency, can_oversee
from programs.notes.queries import notes_of_session, questions_at_hand, reserved_terms
from programs.scheduling.models import Session
from programs.scheduling.panels import Panel, session_panel


@session_panel
def questions_panel(session: Session, place: Participation) -> Panel | None:
    """Questions to ask, for a coach while the session runs."""
    found = questions_at_hand(place, session)
    if found is None:
        return None
    phases, hidden = found
    return Panel("notes/_questions_panel.html", {"phases": phases, "hidden": hidden}, first=True)


@session_panel
def notes_panel(session: Session, place: Participation) -> Panel:
    """The notes of the session that the viewer may read."""
    notes = record_accesses(notes=notes_of_session(session, place), reader=place.membership)
    return Panel("notes/_session_panel.html", {"notes": notes})


@overseen_panel
def openings_panel(engagement: Engagement, viewer: Membership) -> ProgramPanel | None:
    """What everybody there signed that lets those who run the program open notes; nothing where it is not reserved."""
    terms = reserved_terms(engagement)
    if terms is None:
        return None
    content = {
        "terms": terms,
        "may_oversee": bool(terms.oversight) and can_oversee(viewer, engagement),
        "may_ask": terms.emergency and can_ask_emergency(viewer, engagement),
    }
    return ProgramPanel("notes/_overseen_panel.html", content)
