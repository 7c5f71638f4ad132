"""What this room brings to a session's page: what to prepare, and what enters the agenda by itself."""

from programs.engagements.models import Participation
from programs.goals.permissions import can_ask_question
from programs.goals.queries import sits_in
from programs.goals.queries_questions import also_on_agenda, has_next_agenda, to_prepare
from programs.scheduling.models import Session
from programs.scheduling.panels import Panel, agenda_panel, session_panel


@session_panel
def prepare_panel(session: Session, place: Participation) -> Panel | None:
    """What there is to do before the session."""
    if not sits_in(place) or not session.is_planned or session.has_begun:
        return None
    content = {"prepare": to_prepare(session, place), "may_ask": can_ask_question(place, session.engagement)}
    return Panel("goals/_prepare_panel.html", content, first=True)


@agenda_panel
def also_panel(session: Session, place: Participation) -> Panel | None:
    """Overdue actions and open questions, on the agenda that is talked about next."""
    if not has_next_agenda(session, place):
        return None
    also = also_on_agenda(session, place)
    return Panel("goals/_also_on_agenda.html", {"also": also}) if also else None
