"""Which prompts stand beside a note, and which questions who leads has at hand during a session."""

from django.utils import timezone

from programs.engagements.models import Participation
from programs.notes.models import HiddenPrompts
from programs.notes.prompts import PHASES, prompts_for
from programs.scheduling.models import Session
from programs.scheduling.models.sessions import JOIN_BEFORE
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


def questions_at_hand(
    place: Participation, session: Session
) -> tuple[tuple[tuple[str, tuple[str, ...]], ...], bool] | None:
    """Questions by phase for who leads, from shortly before a session until shortly after; and whether they hid them.

    None at other times, for everybody else, and in kinds of engagement that have no such questions.
    """
    phases = PHASES.get(place.engagement.kind)
    runs = session.is_planned and session.starts_at - JOIN_BEFORE <= timezone.now() < session.ends_at + JOIN_BEFORE
    if phases is None or not place.leads or not runs:
        return None
    hidden = HiddenPrompts.objects.filter(member=place.membership_id, kind=place.engagement.kind).exists()
    return ((), True) if hidden else (phases, False)
