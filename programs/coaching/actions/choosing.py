"""The client meets coaches and chooses one; coaches decline; a choice is made or given up."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from programs.coaching.actions.asking import check_beside
from programs.coaching.actions.chemistry import close_meeting, draft_for, open_meeting
from programs.coaching.actions.choice_locks import lock_choice, lock_proposal
from programs.coaching.events_coaches import (
    ChoiceWithdrawn,
    CoachAskedFor,
    CoachChosen,
    CoachDeclined,
    CoachThanked,
)
from programs.coaching.models import CoachChoice, CoachProfile, CoachProposal, Contract
from programs.coaching.permissions_coaches import can_choose, can_decline, can_offer
from programs.coaching.queries.choices import LIVE
from programs.coaching.queries.coaches import clients_by_coach
from programs.engagements.actions import add_participant
from programs.engagements.lifecycle import ACCEPTING
from programs.engagements.models import Participation

State = CoachProposal.State
KEPT = "The other proposals are still here, and you can ask for others."


@transaction.atomic
def meet_coach(*, proposal: CoachProposal, by: Membership) -> Contract:
    """The client wants to get to know a coach: a draft where one session can be booked that does not count.

    Raises:
        NotAllowed: `by` is not the client.
        DomainError: the choice is over, or the coach is not among the proposals or has left.
    """
    choice, proposal = lock_proposal(proposal)
    if not can_choose(by, choice):
        raise NotAllowed("Coaches are met and chosen by the client.")
    _check_program(choice)
    if not proposal.coach.is_active:
        raise DomainError(f"{proposal.coach.name} has left the organization. {KEPT}")
    return open_meeting(proposal, by)


@transaction.atomic
def choose_coach(
    *, proposal: CoachProposal, by: Membership, sponsor: Membership | None = None, beside: bool = False
) -> Contract:
    """The client chooses: the draft becomes their contract, with the sponsor; the other coaches are thanked.

    The coach's profile is locked, so that two clients who choose at once never take the same last place.

    Raises:
        NotAllowed: `by` is not the client.
        DomainError: they have chosen already, the coach left, is full or declined, the sponsor is one of the two, or
            another contract runs at the same time.
    """
    choice, proposal = lock_proposal(proposal)
    if not can_choose(by, choice):
        raise NotAllowed("Coaches are met and chosen by the client.")
    _check_program(choice)
    _check_free(proposal)
    _check_sponsor(choice, proposal, sponsor)
    check_beside(choice.client, choice.starts_on, choice.ends_on, beside)
    contract = draft_for(proposal, by)
    if sponsor is not None:
        role = Participation.Role.SPONSOR
        add_participant(engagement=contract.engagement, membership=sponsor, role=role, by=by)
    _settle(proposal, State.CHOSEN, by)
    _end(choice, by)
    record("chosen", proposal, by=by)
    publish(CoachChosen(proposal.pk))
    return contract


def _check_free(proposal: CoachProposal) -> None:
    """Lock the coach's profile and see that there is room."""
    name = proposal.coach.name
    if proposal.state not in LIVE:
        raise DomainError(f"{name} is not among the proposals any more. {KEPT}")
    profile = CoachProfile.objects.select_for_update(no_key=True).filter(membership=proposal.coach_id).first()
    if not proposal.coach.is_active:
        raise DomainError(f"{name} has left the organization. {KEPT}")
    if profile is None or not profile.is_open:
        raise DomainError(f"{name} takes no new clients now. {KEPT}")
    if clients_by_coach([proposal.coach_id]).get(proposal.coach_id, 0) >= profile.capacity:
        raise DomainError(f"{name} has no place left: somebody else was first. {KEPT}")


def _check_sponsor(choice: CoachChoice, proposal: CoachProposal, sponsor: Membership | None) -> None:
    if sponsor is None:
        return
    if sponsor.pk == proposal.coach_id:
        raise DomainError(f"{sponsor.name} would be the coach. Choose another sponsor, or none.", field="sponsor")
    if sponsor.pk == choice.client_id:
        raise DomainError("You are the client. Choose another sponsor, or none.", field="sponsor")
    if not sponsor.is_active:
        raise DomainError(f"{sponsor.name} has left. Choose another sponsor, or none.", field="sponsor")


@transaction.atomic
def ask_for_others(*, choice: CoachChoice, by: Membership) -> None:
    """The client wants other proposals. Coaches they are meeting stay; the others are off the page.

    Raises:
        NotAllowed: `by` is not the client.
        DomainError: the choice is over, or nobody was proposed since they asked.
    """
    choice = lock_choice(choice)
    if not can_choose(by, choice):
        raise NotAllowed("Other coaches are asked for by the client.")
    if choice.offered_at is None:
        raise DomainError("You have asked already. You hear as soon as there are proposals.")
    for proposal in choice.proposals.filter(state=State.OFFERED):
        _settle(proposal, State.THANKED, by)
    choice.offered_at = choice.offered_by = None
    choice.save(update_fields=["offered_at", "offered_by"])
    record("asked again", choice, by=by)
    publish(CoachAskedFor(choice.pk, asked_by=by.pk, again=True))


@transaction.atomic
def decline_proposal(*, proposal: CoachProposal, by: Membership) -> None:
    """The coach can't take this client now. Nobody asks why.

    Raises:
        NotAllowed: `by` is not that coach.
        DomainError: it is settled.
    """
    _, proposal = lock_proposal(proposal)
    if not can_decline(by, proposal):
        raise NotAllowed("A proposal is declined by the coach.")
    if proposal.state not in LIVE:
        raise DomainError("This is settled already.")
    _settle(proposal, State.DECLINED, by)
    close_meeting(proposal, by)
    record("declined", proposal, by=by)
    publish(CoachDeclined(proposal.pk))


@transaction.atomic
def withdraw_choice(*, choice: CoachChoice, by: Membership) -> None:
    """Stop looking for a coach: the client, or those who run the program.

    Raises:
        NotAllowed: `by` is neither.
        DomainError: it is over.
    """
    choice = lock_choice(choice)
    if not (can_choose(by, choice) or can_offer(by, choice)):
        raise NotAllowed("This is withdrawn by the client, or by those who run the program.")
    _end(choice, by)
    record("withdrawn", choice, by=by)
    publish(ChoiceWithdrawn(choice.pk, ended_by=by.pk))


def _end(choice: CoachChoice, by: Membership) -> None:
    """Thank the coaches who are still proposed; those whom the client asked to meet are told."""
    for other in choice.proposals.filter(state__in=LIVE).select_related("contract__engagement"):
        met = other.state == State.MEETING
        _settle(other, State.THANKED, by)
        close_meeting(other, by)
        if met:
            publish(CoachThanked(other.pk))
    choice.ended_at, choice.ended_by = timezone.now(), by
    choice.save(update_fields=["ended_at", "ended_by"])


def _settle(proposal: CoachProposal, state: str, by: Membership) -> None:
    proposal.state, proposal.settled_at, proposal.settled_by = state, timezone.now(), by
    proposal.save(update_fields=["state", "settled_at", "settled_by", "contract"])


def _check_program(choice: CoachChoice) -> None:
    if choice.program.state not in ACCEPTING:
        raise DomainError(f"“{choice.program.name}” is closed, so no contract can begin in it.")
