"""Clients who look for a coach, the coaches they meet, and credentials."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from portal.outbox.registry import handles
from programs.coaching.events_coaches import (
    ChoiceWithdrawn,
    CoachAskedFor,
    CoachChosen,
    CoachDeclined,
    CoachesOffered,
    CoachThanked,
    CoachToMeet,
    CredentialAnswered,
    CredentialWritten,
)
from programs.coaching.models import CoachChoice, CoachProposal
from programs.coaching.queries.choices import coordinators_of
from programs.notifications.actions import tell
from programs.notifications.facts import about_engagement
from programs.notifications.queries.coaches import (
    administrators,
    find_choice,
    find_credential,
    find_proposal_of_coach,
)


@handles(CoachAskedFor)
def on_coach_asked_for(event: CoachAskedFor) -> None:
    """Tell those who run the program, but for whoever asked."""
    choice = find_choice(event.subject_id)
    if choice and not choice.ended_at and not choice.offered_at:
        kind = "others-asked-for" if event.again else "coach-asked-for"
        people = [person.pk for person in coordinators_of(choice.program)]
        key = f"{choice.pk}:{choice.proposals.count()}"
        _tell(kind, choice, people, key=key, but=[event.asked_by], by=str(choice.client_id))


@handles(CoachesOffered)
def on_coaches_offered(event: CoachesOffered) -> None:
    """Tell the client."""
    choice = find_choice(event.subject_id)
    if choice and choice.offered_at and not choice.ended_at:
        key = f"{choice.pk}:{choice.offered_at:%Y%m%d%H%M%S}"
        _tell("coaches-proposed", choice, [choice.client_id], key=key, but=[choice.offered_by_id])


@handles(ChoiceWithdrawn)
def on_choice_withdrawn(event: ChoiceWithdrawn) -> None:
    """Tell the client, unless they did it."""
    choice = find_choice(event.subject_id)
    if choice:
        _tell("choice-withdrawn", choice, [choice.client_id], key=f"{choice.pk}", but=[event.ended_by])


@handles(CoachToMeet)
def on_coach_to_meet(event: CoachToMeet) -> None:
    """Ask the coach."""
    proposal = find_proposal_of_coach(event.subject_id)
    if proposal and proposal.state == CoachProposal.State.MEETING:
        _tell_coach("coach-to-meet", proposal)


@handles(CoachChosen)
def on_coach_chosen(event: CoachChosen) -> None:
    """Tell the coach whose contract it is now."""
    proposal = find_proposal_of_coach(event.subject_id)
    if proposal and proposal.contract:
        _tell_coach("coach-chosen", proposal, about_engagement(proposal.contract.engagement))


@handles(CoachThanked)
def on_coach_thanked(event: CoachThanked) -> None:
    """Thank a coach who was met, or asked to meet; who was only looked at hears nothing."""
    if proposal := find_proposal_of_coach(event.subject_id):
        _tell_coach("coach-thanked", proposal)


@handles(CoachDeclined)
def on_coach_declined(event: CoachDeclined) -> None:
    """Tell the client, and those who run the program, who may have to propose others."""
    proposal = find_proposal_of_coach(event.subject_id)
    if proposal and not proposal.choice.ended_at:
        choice = proposal.choice
        people = [choice.client_id, *(person.pk for person in coordinators_of(choice.program))]
        _tell("coach-declined", choice, people, key=f"{proposal.pk}", but=[proposal.coach_id], by=proposal.coach_id)


@handles(CredentialWritten)
def on_credential_written(event: CredentialWritten) -> None:
    """Ask the administrators to look at it, once for each time that it was written."""
    credential = find_credential(event.subject_id)
    if credential and not credential.checked_at and not credential.refused_at:
        _tell_credential("credential-to-check", credential, administrators(), by=True)


@handles(CredentialAnswered)
def on_credential_answered(event: CredentialAnswered) -> None:
    """Tell the coach what became of it."""
    credential = find_credential(event.subject_id)
    if credential and (credential.checked_at or credential.refused_at):
        kind = "credential-checked" if credential.checked_at else "credential-refused"
        _tell_credential(kind, credential, [credential.profile.membership_id])


def _tell(kind: str, choice: CoachChoice, people: Iterable[UUID], *, key: str, but=(), by=None) -> None:
    facts = {"choice_id": str(choice.pk), "title": choice.program.name, "kind": choice.program.kind}
    facts |= {"by": str(by)} if by else {}
    tell(kind=kind, key=key, subject_id=choice.pk, people=people, but=but, facts=facts)


def _tell_coach(kind: str, proposal: CoachProposal, more: Mapping | None = None) -> None:
    tell(
        kind=kind,
        key=f"{proposal.pk}",
        subject_id=proposal.pk,
        people=[proposal.coach_id],
        facts={"kind": proposal.choice.program.kind, "by": str(proposal.choice.client_id), **(more or {})},
    )


def _tell_credential(kind: str, credential, people: Iterable[UUID], *, by: bool = False) -> None:
    coach = str(credential.profile.membership_id)
    answered = credential.checked_at or credential.refused_at or credential.written_at
    tell(
        kind=kind,
        key=f"{credential.pk}:{answered:%Y%m%d%H%M%S%f}",
        subject_id=credential.pk,
        people=people,
        but=[credential.profile.membership_id] if by else [],
        facts={"coach_id": coach, "kind": "coaching", **({"by": coach} if by else {})},
    )
