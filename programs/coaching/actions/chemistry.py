"""Getting to know each other before a choice: a draft of a contract, and one session in it that does not count."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError
from portal.outbox.publish import publish
from programs.coaching.actions.locks import lock_contract
from programs.coaching.events_coaches import CoachToMeet
from programs.coaching.lifecycle import CONTRACT_TABLE
from programs.coaching.models import Charge, CoachProposal, Contract
from programs.coaching.queries.choices import LIVE, meeting_proposal
from programs.coaching.queries.sessions import first_meetings
from programs.engagements.actions import add_participant, create_engagement, move_engagement
from programs.engagements.lifecycle import End, State
from programs.engagements.models import Participation
from programs.scheduling.models import Session
from programs.scheduling.rules import TooMany

Role = Participation.Role
ONE_MEETING = (
    "Before the choice there is one session to get to know each other, and it is held or planned. "
    "Nothing was booked; move it, or choose."
)


def draft_for(proposal: CoachProposal, by: Membership) -> Contract:
    """The draft in which client and coach of a proposal meet: the one that is there, or a new one without a sponsor.

    Called by actions that hold the lock of the choice and have asked whether `by` may.
    """
    if proposal.contract is not None and proposal.contract.engagement.state == State.DRAFT:
        return proposal.contract
    choice = proposal.choice
    engagement = create_engagement(
        program=choice.program,
        title=f"{choice.client.name} with {proposal.coach.name}"[:140],
        state=State.DRAFT,
        starts_on=choice.starts_on,
        ends_on=choice.ends_on,
        by=by,
        was_asked=True,
    )
    contract = Contract.objects.create(id=engagement.pk, engagement=engagement, session_budget=choice.session_budget)
    add_participant(engagement=engagement, membership=choice.client, role=Role.CLIENT, by=by)
    add_participant(engagement=engagement, membership=proposal.coach, role=Role.COACH, by=by)
    record("created", contract, by=by, sessions=choice.session_budget)
    proposal.contract = contract
    return contract


def open_meeting(proposal: CoachProposal, by: Membership) -> Contract:
    """Let the two meet; called with the lock of the choice."""
    if proposal.state not in LIVE:
        raise DomainError(f"{proposal.coach.name} is not among the proposals any more. Look at the others.")
    contract = draft_for(proposal, by)
    if proposal.state == CoachProposal.State.OFFERED:
        proposal.state = CoachProposal.State.MEETING
        record("asked to meet", proposal, by=by)
        publish(CoachToMeet(proposal.pk))
    proposal.save(update_fields=["contract", "state"])
    return contract


def close_meeting(proposal: CoachProposal, by: Membership) -> None:
    """The draft of a proposal that was not chosen goes; its session is cancelled with it."""
    if proposal.contract_id is None:
        return
    contract = Contract.objects.get(pk=proposal.contract_id)
    lock_contract(contract)
    if contract.engagement.state == State.DRAFT:
        move_engagement(
            engagement=contract.engagement, to=State.CANCELLED, table=CONTRACT_TABLE, by=by, end=End.NO_FAULT
        )


def check_first_meeting(contract: Contract, sessions: int) -> bool:
    """Whether a booking is one to get to know each other; the contract is locked.

    Raises:
        TooMany: it would be more than one.
    """
    if contract.engagement.state != State.DRAFT or meeting_proposal(contract) is None:
        return False
    if first_meetings(contract):
        raise TooMany(ONE_MEETING, 0)
    if sessions > 1:
        raise TooMany("Before the choice there is one session to get to know each other. Nothing was booked.", 1)
    return True


def check_chosen(contract: Contract) -> None:
    """Nothing is designed before the client has chosen.

    Raises:
        DomainError: the draft is there to get to know each other.
    """
    if meeting_proposal(contract) is not None:
        raise DomainError("You are getting to know each other. The design begins once the client has chosen.")


@transaction.atomic
def set_free(*, session: Session, by: Membership | None) -> bool:
    """A session to get to know each other is not one of the contract's sessions. Doing it twice changes nothing.

    Args:
        by: None for the portal, which does it in the name of whoever booked.

    Returns:
        Whether it was set now.
    """
    _, is_new = Charge.objects.get_or_create(
        session=session,
        defaults={
            "kind": Charge.Kind.FREE,
            "charged_at": timezone.now(),
            "charged_by": by or session.created_by,
        },
    )
    if is_new:
        record("set free", session, by=by or session.created_by)
    return is_new
