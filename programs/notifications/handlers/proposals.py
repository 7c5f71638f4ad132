"""Times that somebody proposes, and what became of them."""

from collections.abc import Iterable
from uuid import UUID

from portal.outbox.registry import handles
from programs.notifications.actions import tell
from programs.notifications.facts import about_engagement, about_session
from programs.notifications.queries import asked_for_times, find_proposal, told_of
from programs.scheduling.events import TimesDeclined, TimesExpired, TimesProposed, TimesWithdrawn
from programs.scheduling.lifecycle import ProposalState
from programs.scheduling.models import Proposal

ASKING = ("times-proposed", "move-asked")


def _if_still(event, state: ProposalState) -> Proposal | None:
    proposal = find_proposal(event.subject_id)
    return proposal if proposal and proposal.state == state and proposal.engagement.is_current else None


@handles(TimesProposed)
def on_times_proposed(event: TimesProposed) -> None:
    """Ask those who answer. The times themselves stand on the page alone."""
    proposal = _if_still(event, ProposalState.OPEN)
    if proposal:
        kind = "move-asked" if proposal.moves else "times-proposed"
        _tell(kind, proposal, asked_for_times(proposal), by=proposal.proposed_by.membership_id)


@handles(TimesWithdrawn)
def on_times_withdrawn(event: TimesWithdrawn) -> None:
    """Tell those who were asked; not the one whose own step made the times useless."""
    proposal = _if_still(event, ProposalState.WITHDRAWN)
    if proposal:
        people = [person for person in told_of(ASKING, proposal.pk) if person != proposal.settled_by_id]
        _tell("times-withdrawn", proposal, people, by=proposal.proposed_by.membership_id)


@handles(TimesDeclined)
def on_times_declined(event: TimesDeclined) -> None:
    """Tell who proposed them."""
    proposal = _if_still(event, ProposalState.DECLINED)
    if proposal:
        _tell("times-declined", proposal, [proposal.proposed_by.membership_id], by=event.declined_by)


@handles(TimesExpired)
def on_times_expired(event: TimesExpired) -> None:
    """Tell who proposed them."""
    proposal = _if_still(event, ProposalState.EXPIRED)
    if proposal:
        proposer = proposal.proposed_by.membership_id
        _tell("times-expired", proposal, [proposer], by=proposer)


def _tell(kind: str, proposal: Proposal, people: Iterable[UUID], *, by: UUID) -> None:
    session = proposal.moves
    if session:
        session.engagement = proposal.engagement
    facts = about_session(session) if session else about_engagement(proposal.engagement)
    tell(
        kind=kind,
        key=f"{proposal.pk}",
        subject_id=proposal.pk,
        people=people,
        facts={**facts, "proposal_id": str(proposal.pk), "by": str(by), "closes": proposal.expires_at.isoformat()},
    )
