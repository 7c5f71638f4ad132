"""The end of a proposal: what it held is free again."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.lifecycle import transition
from portal.outbox.publish import publish
from programs.engagements.models import Engagement
from programs.scheduling.events import TimesWithdrawn
from programs.scheduling.lifecycle import PROPOSAL_TABLE, ProposalState
from programs.scheduling.models import Proposal, Session


def settle(proposal: Proposal, to: ProposalState, by: Membership | None, keeping: Session | None = None) -> None:
    """The proposal is over: what is still held is free again.

    The proposal's row is taken before the rows of its times, so that two answers at once do not block each other.

    Args:
        keeping: the time that was taken.
    """
    paired = {"settled_at": timezone.now(), "settled_by": by} if by else {}
    transition(
        proposal,
        to,
        table=PROPOSAL_TABLE,
        refusal=f"This proposal is settled already: {proposal.get_state_display().lower()}.",
        **paired,
    )
    Session.objects.filter(proposal=proposal).exclude(pk=keeping.pk if keeping else None).delete()
    record(str(to), proposal, by=by)


def drop_proposals_for(sessions: Iterable[Session], by: Membership) -> None:
    """The sessions moved, were cancelled or were held: times that were proposed for them are of no use any more."""
    _drop(Proposal.objects.filter(moves__in=list(sessions)), by)


def drop_proposals_of(engagement: Engagement, by: Membership) -> None:
    """The engagement is over, so nobody answers its proposals."""
    _drop(Proposal.objects.filter(engagement=engagement), by)


def hold_proposals(proposals: QuerySet[Proposal]) -> list[Proposal]:
    """Those that are open, locked: nobody else settles them or frees what they hold."""
    return list(proposals.filter(state=ProposalState.OPEN).select_for_update(no_key=True, of=("self",)).order_by("pk"))


def _drop(proposals: QuerySet[Proposal], by: Membership) -> None:
    for proposal in hold_proposals(proposals):
        settle(proposal, ProposalState.WITHDRAWN, by)
        publish(TimesWithdrawn(subject_id=proposal.pk))
