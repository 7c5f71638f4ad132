"""One choice of a coach, one writer at a time."""

from portal.errors import DomainError
from programs.coaching.models import CoachChoice, CoachProposal


def lock_choice(choice: CoachChoice) -> CoachChoice:
    """The choice as it is now, nobody else's until the end.

    Raises:
        DomainError: it is over.
    """
    rows = CoachChoice.objects.select_for_update(no_key=True, of=("self",))
    found = rows.select_related("program", "client__user").get(pk=choice.pk)
    if found.ended_at:
        chosen = found.proposals.filter(state=CoachProposal.State.CHOSEN).select_related("coach__user").first()
        if chosen:
            raise DomainError(f"The choice is made: {chosen.coach.name}. Nothing was changed.")
        raise DomainError("Nobody looks for a coach here any more. Nothing was changed.")
    return found


def lock_proposal(proposal: CoachProposal) -> tuple[CoachChoice, CoachProposal]:
    """The open choice of a proposal, locked, and the proposal as it is now."""
    choice = lock_choice(CoachChoice(pk=proposal.choice_id))
    found = CoachProposal.objects.select_related("coach__user", "contract__engagement__program").get(pk=proposal.pk)
    found.choice = choice
    return choice, found
