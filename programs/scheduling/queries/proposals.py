"""Reads over proposals and the times that they hold."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from accounts.models import Membership
from programs.engagements.models import Participation
from programs.scheduling.lifecycle import ProposalState
from programs.scheduling.models import Proposal, Session
from programs.scheduling.roles import VISITING_ROLES


def get_proposal_for(membership: Membership, proposal_id: UUID) -> tuple[Proposal, Participation]:
    """A proposal of an engagement in whose sessions this person sits, and their place, or 404."""
    proposal = (
        Proposal.objects.select_related("engagement__program", "moves", "proposed_by__membership__user")
        .filter(pk=proposal_id)
        .first()
    )
    place = proposal and (
        Participation.objects.filter(engagement=proposal.engagement_id, membership=membership, left_at__isnull=True)
        .exclude(role__in=VISITING_ROLES)
        .select_related("membership__user")
        .first()
    )
    if not place:
        raise Http404
    place.engagement = proposal.engagement
    return proposal, place


def held_times_of(proposal: Proposal) -> QuerySet[Session]:
    """The times that can still be taken, in their order."""
    return Session.objects.filter(proposal=proposal).order_by("starts_at")


def open_proposals_for(membership: Membership) -> QuerySet[Proposal]:
    """Proposals in this person's engagements that wait for an answer, the first to expire first."""
    mine = Participation.objects.filter(membership=membership, left_at__isnull=True)
    return (
        Proposal.objects.filter(
            state=ProposalState.OPEN, engagement__in=mine.exclude(role__in=VISITING_ROLES).values("engagement")
        )
        .select_related("engagement__program", "proposed_by__membership__user", "moves")
        .order_by("expires_at")
    )


def get_time_of(proposal: Proposal, session_id: str) -> Session:
    """One of the times of a proposal, by its id as a form sends it, or 404; also when it is not held any more."""
    try:
        return Session.objects.get(pk=UUID(session_id), proposal=proposal)
    except (ValueError, Session.DoesNotExist):
        raise Http404 from None
