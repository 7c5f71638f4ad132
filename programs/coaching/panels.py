"""What this room brings to a session's page: how a cancelled session stands to the budget."""

from programs.coaching.models import Charge
from programs.coaching.queries import charge_of
from programs.engagements.kinds import Kind
from programs.engagements.models import Participation
from programs.scheduling.models import Session
from programs.scheduling.panels import Panel, session_panel


@session_panel
def charge_panel(session: Session, place: Participation) -> Panel | None:
    """That a late cancellation counts or was let go; the coach can change it."""
    if session.engagement.kind != Kind.COACHING or not session.is_cancelled:
        return None
    charge = charge_of(session)
    if charge is None or charge.kind == Charge.Kind.FREE:
        return None
    content = {
        "waived": charge.kind == Charge.Kind.WAIVED,
        "late_hours": session.engagement.program.late_hours,
        "decides": place.role == Participation.Role.COACH and session.engagement.is_current,
    }
    return Panel("coaching/_charge_panel.html", content, first=True)
