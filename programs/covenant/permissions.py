"""Who may do what with covenants. Pure questions; actions ask them again."""

from accounts.models import Membership
from programs.engagements.models import Engagement, Participation, Program
from programs.engagements.permissions import can_run_program


def takes_part(place: Participation | None, engagement: Engagement) -> bool:
    """Whether this is a present place in the engagement."""
    return place is not None and place.engagement_id == engagement.pk and place.left_at is None


def can_sign_covenant(place: Participation | None, engagement: Engagement) -> bool:
    """Everybody who takes part, sponsors too, until it is over."""
    return takes_part(place, engagement) and engagement.is_current


def can_propose_covenant(place: Participation | None, engagement: Engagement) -> bool:
    """The same people: everybody's yes is needed for what any of them proposes."""
    return can_sign_covenant(place, engagement)


def can_declare_terms(by: Membership, program: Program) -> bool:
    """Those who run the program."""
    return can_run_program(by, program)
