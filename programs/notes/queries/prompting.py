"""Which prompts stand beside a note."""

from programs.engagements.models import Participation
from programs.notes.models import HiddenPrompts
from programs.notes.prompts import prompts_for
from programs.scheduling.models import Session
from programs.scheduling.queries import session_number


def prompts_beside(place: Participation, session: Session | None = None) -> tuple[list[str], bool]:
    """A few questions to think with, other ones in each session, and whether this person has hidden them.

    Args:
        session: that is written about; without one the first are shown.
    """
    kind = place.engagement.kind
    if HiddenPrompts.objects.filter(member=place.membership_id, kind=kind).exists():
        return [], True
    return prompts_for(kind, place.role, session_number(session) if session else 1), False
