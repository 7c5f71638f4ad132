"""Who may do what with programs and engagements. Pure questions; actions ask them again."""

from accounts.models import Membership
from programs.engagements.models import Engagement, Program
from programs.engagements.queries import participation_of, programs_for


def can_create_program(membership: Membership) -> bool:
    """Administrators set up programs."""
    return membership.is_active and membership.is_administrator


def can_run_program(membership: Membership, program: Program) -> bool:
    """Administrators, and managers to whom the program is given."""
    return membership.is_active and programs_for(membership).filter(pk=program.pk).exists()


def can_run_engagement(membership: Membership, engagement: Engagement) -> bool:
    """Those who run its program, and the mentor, coach or trainer who leads it."""
    place = participation_of(membership, engagement)
    return bool(place and place.leads) or can_run_program(membership, engagement.program)
