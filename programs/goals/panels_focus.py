"""What a session is for and what is taken away, on its page."""

from programs.covenant.queries import reading_of
from programs.engagements.kinds import Kind
from programs.engagements.models import Participation
from programs.goals.forms_focus import FocusForm
from programs.goals.queries import sits_in
from programs.goals.queries_focus import (
    AIM,
    TAKEAWAYS,
    can_write_aim,
    can_write_takeaways,
    focuses_around,
)
from programs.scheduling.models import Session
from programs.scheduling.panels import Panel, session_panel


@session_panel
def focus_panel(session: Session, place: Participation) -> Panel | None:
    """On top of the agenda in coaching, and wherever somebody wrote it; below it where nobody has."""
    if not sits_in(place) or session.is_cancelled:
        return None
    around = focuses_around(session, reading_of(place))
    aims, takes = can_write_aim(place, session), can_write_takeaways(place, session)
    if not (around.this or around.before or aims or takes):
        return None
    content = {
        "focus": around.this,
        "owner": around.this.owner if around.this else place.pk,
        "before": around.before if not session.has_begun else None,
        "aim_form": FocusForm(focus=None, part=AIM) if aims and not _has(around.this, AIM) else None,
        "takeaways_form": FocusForm(focus=None, part=TAKEAWAYS) if takes and not _has(around.this, TAKEAWAYS) else None,
        "may_aim": aims,
        "may_take": takes,
    }
    first = session.engagement.kind == Kind.COACHING or around.this is not None
    return Panel("goals/_focus_panel.html", content, first=first)


def _has(focus, part: str) -> bool:
    return focus is not None and bool(getattr(focus, part))
