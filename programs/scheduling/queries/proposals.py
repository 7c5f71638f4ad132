"""Reads over proposals and the times that they hold."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
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


def proposals_asking(membership: Membership) -> QuerySet[Proposal]:
    """Open proposals that wait for this person's answer, the first to expire first.

    By `permissions.whose_yes`: one of the two sides leads, and the other answers.
    """
    mine = Participation.objects.filter(
        engagement=OuterRef("engagement"), membership=membership, left_at__isnull=True
    ).exclude(role__in=VISITING_ROLES)
    led_by_proposer = Q(proposed_by__role__in=Participation.LEADS)
    return (
        Proposal.objects.filter(state=ProposalState.OPEN)
        .exclude(proposed_by__membership=membership)
        .filter(Exists(mine.filter(role__in=Participation.LEADS)) | (led_by_proposer & Exists(mine)))
        .select_related("engagement__program", "proposed_by__membership__user")
        .order_by("expires_at")
    )


def proposal_moving(session: Session) -> Proposal | None:
    """The open proposal that would give this session another time."""
    found = Proposal.objects.filter(moves=session, state=ProposalState.OPEN)
    return found.select_related("proposed_by__membership__user").first()


def get_time_of(proposal: Proposal, session_id: str) -> Session:
    """One of the times of a proposal, by its id as a form sends it, or 404; also when it is not held any more."""
    try:
        return Session.objects.get(pk=UUID(session_id), proposal=proposal)
    except (ValueError, Session.DoesNotExist):
        raise Http404 from None
