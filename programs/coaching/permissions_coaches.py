"""Who may do what with profiles, credentials and choices of a coach. Pure questions; actions ask them again."""

from accounts.models import Membership
from programs.coaching.models import CoachChoice, CoachProposal
from programs.coaching.queries.coaches import coaches_somebody, has_profile
from programs.engagements.kinds import Kind
from programs.engagements.lifecycle import ACCEPTING
from programs.engagements.models import Program
from programs.engagements.permissions import can_run_program


def can_write_profile(by: Membership, coach: Membership) -> bool:
    """Administrators, and coaches for themselves: who has a profile already, or coaches somebody."""
    if not by.is_active:
        return False
    return by.is_administrator or (by.pk == coach.pk and (has_profile(coach) or coaches_somebody(coach)))


def can_write_credential(by: Membership, coach: Membership) -> bool:
    """The coach whose it is: nobody else claims it for them."""
    return by.is_active and by.pk == coach.pk and has_profile(coach)


def can_check_credential(by: Membership, coach: Membership) -> bool:
    """Administrators, and never their own."""
    return by.is_active and by.is_administrator and by.pk != coach.pk


def can_ask_for_coach(by: Membership, client: Membership, program: Program) -> bool:
    """Members for themselves in an open coaching program, and those who run it for anybody."""
    if program.kind != Kind.COACHING or program.state not in ACCEPTING or not by.is_active:
        return False
    return by.pk == client.pk or can_run_program(by, program)


def can_offer(by: Membership, choice: CoachChoice) -> bool:
    """Those who run the program."""
    return can_run_program(by, choice.program)


def can_choose(by: Membership, choice: CoachChoice) -> bool:
    """The client, and nobody for them."""
    return by.is_active and by.pk == choice.client_id


def can_decline(by: Membership, proposal: CoachProposal) -> bool:
    """The coach who was proposed."""
    return by.is_active and by.pk == proposal.coach_id
