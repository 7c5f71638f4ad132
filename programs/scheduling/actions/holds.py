"""The end of a proposal: what it held is free again."""

from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.lifecycle import transition
from portal.outbox.publish import publish
from programs.engagements.models import Engagement
from programs.scheduling.events import TimesWithdrawn
from programs.scheduling.lifecycle import PROPOSAL_TABLE, ProposalState
from programs.scheduling.models import Proposal, Session


def settle(proposal: Proposal, to: ProposalState, by: Membership | None) -> None:
    """The proposal is over: what is still held is free again."""
    paired = {"settled_at": timezone.now(), "settled_by": by} if by else {}
    transition(
        proposal,
        to,
        table=PROPOSAL_TABLE,
        refusal=f"This proposal is settled already: {proposal.get_state_display().lower()}.",
        **paired,
    )
    Session.objects.filter(proposal=proposal).delete()
    record(str(to), proposal, by=by)


def drop_proposals_for(session: Session, by: Membership) -> None:
    """The session moved, was cancelled or was held: times that were proposed for it are of no use any more."""
    _drop(Proposal.objects.filter(moves=session), by)


def drop_proposals_of(engagement: Engagement, by: Membership) -> None:
    """The engagement is over, so nobody answers its proposals."""
    _drop(Proposal.objects.filter(engagement=engagement), by)


def _drop(proposals, by: Membership) -> None:
    for proposal in proposals.filter(state=ProposalState.OPEN).select_for_update(no_key=True, of=("self",)):
        settle(proposal, ProposalState.WITHDRAWN, by)
        publish(TimesWithdrawn(subject_id=proposal.pk))
