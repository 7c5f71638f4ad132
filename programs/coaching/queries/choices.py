"""Reads over clients' ways to a coach: choices, the coaches that suit them, and proposals."""

from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from accounts.models import Membership
from programs.coaching.languages import language_names
from programs.coaching.models import CoachChoice, CoachProposal, Contract
from programs.coaching.queries.coaches import CHECKED, EXPIRED, CoachCard, all_profiles, cards_of, coach_profiles
from programs.engagements.kinds import Kind
from programs.engagements.lifecycle import ACCEPTING, CURRENT, State
from programs.engagements.models import Engagement, Participation, Program
from programs.engagements.queries import managers_of, programs_for
from programs.goals.models import Competency
from programs.goals.queries_competencies import find_competencies
from programs.scheduling.models import Session

LIVE = frozenset({CoachProposal.State.OFFERED, CoachProposal.State.MEETING})
FEWEST, MOST = 3, 5  # how many coaches somebody chooses from


@dataclass
class Suggestion:
    """A coach beside what a client asks for, in sentences. There is no score: the sentences are the whole of it.

    Args:
        fits: what speaks for them.
        lacks: what does not fit.
        order: the smaller, the earlier in the list.
        proposal: if the client has it before them.
    """

    card: CoachCard
    fits: list[str] = field(default_factory=list)
    lacks: list[str] = field(default_factory=list)
    order: tuple = ()
    proposal: CoachProposal | None = None

    @property
    def pk(self) -> UUID:
        return self.card.membership.pk


def compare(card: CoachCard, competencies: Collection[Competency], languages: Collection[str]) -> Suggestion:
    """What speaks for a coach and what does not fit, by what was asked for. The client's trade is no part of it."""
    found = Suggestion(card)
    theirs = {row.pk for row in card.competencies}
    common = [row.name for row in competencies if row.pk in theirs]
    missing = [row.name for row in competencies if row.pk not in theirs]
    spoken = sorted(set(languages) & set(card.profile.languages))
    _say(found.fits, common, "Works on {}.")
    _say(found.lacks, missing, "Does not name {}.")
    _say(found.fits, language_names(spoken), "Speaks {}.")
    if languages and not spoken:
        _say(found.lacks, language_names(languages), "Does not speak {}.", last=" or ")
    checked, expired = card.with_standing(CHECKED), card.with_standing(EXPIRED)
    _say(found.fits, [row.name for row in checked], "Checked: {}.")
    if not checked:
        found.lacks.append("No credential has been checked.")
    _say(found.lacks, [row.name for row in expired], "Expired: {}.")
    (found.fits if card.takes_clients else found.lacks).append(f"{card.room}.")
    speaks = not languages or bool(spoken)
    found.order = (not speaks, len(missing), not checked, bool(expired), -card.places, card.name)
    return found


def _say(sentences: list[str], names: list[str], sentence: str, last: str = " and ") -> None:
    if names:
        listed = last.join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
        sentences.append(sentence.format(listed))


def suggestions_for(choice: CoachChoice) -> list[Suggestion]:
    """The coaches who can take this client now, the most fitting first.

    A coach stands beside the client and nobody else: whoever sponsors them, here or in another contract, is not
    suggested. Nor are those who were proposed before.
    """
    excluded = {choice.client_id, *sponsors_of(choice)}
    excluded |= set(choice.proposals.values_list("coach_id", flat=True))
    cards = cards_of(coach_profiles().filter(is_open=True).exclude(membership__in=excluded))
    competencies = find_competencies(choice.competencies)
    found = [compare(card, competencies, choice.languages) for card in cards if card.takes_clients]
    return sorted(found, key=lambda row: row.order)


def sponsors_of(choice: CoachChoice) -> set[UUID]:
    """Who sponsors the client: the one named here, and those of their current contracts."""
    mine = Participation.objects.filter(
        membership=choice.client_id,
        role=Participation.Role.CLIENT,
        left_at__isnull=True,
        engagement__state__in=CURRENT,
    ).values("engagement")
    rows = Participation.objects.filter(engagement__in=mine, role=Participation.Role.SPONSOR, left_at__isnull=True)
    found = set(rows.values_list("membership_id", flat=True))
    return found | ({choice.sponsor_id} if choice.sponsor_id else set())


def why_few(choice: CoachChoice, suggestions: Collection[Suggestion]) -> str:
    """Why there are not three coaches to choose from, with those that the client has; or ""."""
    had = dict(choice.proposals.values_list("coach_id", "state"))
    if len(suggestions) + sum(state in LIVE for state in had.values()) >= FEWEST:
        return ""
    cards = cards_of(coach_profiles().exclude(membership=choice.client_id))
    known = {row.pk for row in suggestions} | set(had)
    others = [card for card in cards if card.membership.pk not in known]
    near = sponsors_of(choice)
    busy = [card for card in others if not card.takes_clients]
    close = [card for card in others if card.takes_clients and card.membership.pk in near]
    counts = (
        (len(busy), "takes no new client or has no place left", "take no new clients or have no place left"),
        (len(had), "was proposed already", "were proposed already"),
        (len(close), "sponsors this client", "sponsor this client"),
    )
    reasons = [f"{number} {one if number == 1 else many}" for number, one, many in counts if number]
    more = f" Of the others, {', '.join(reasons)}." if reasons else " There are no other coaches here yet."
    return f"Only {len(suggestions) or 'nobody'} can be proposed now.{more}".replace("Only nobody", "Nobody")


def proposals_shown(choice: CoachChoice) -> list[Suggestion]:
    """The proposals with their coaches and reasons, as client and coordinators see them side by side."""
    rows = list(choice.proposals.select_related("contract__engagement").order_by("position", "id"))
    profiles = all_profiles().filter(membership__in=[row.coach_id for row in rows])
    cards = {card.membership.pk: card for card in cards_of(profiles)}
    competencies = find_competencies(choice.competencies)
    found = []
    for row in rows:
        if row.coach_id in cards:
            shown = compare(cards[row.coach_id], competencies, choice.languages)
            shown.proposal = row
            found.append(shown)
    return found


def _choices() -> QuerySet[CoachChoice]:
    return CoachChoice.objects.select_related("program", "client__user", "sponsor__user")


def choices_of(membership: Membership) -> list[CoachChoice]:
    """Where this person looks for a coach now."""
    return list(_choices().filter(client=membership, ended_at__isnull=True).order_by("-asked_at"))


def choices_overseen_by(membership: Membership) -> list[CoachChoice]:
    """The open ones in the programs that this person runs; those that wait for proposals first."""
    rows = _choices().filter(program__in=programs_for(membership).values("pk"), ended_at__isnull=True)
    return sorted(rows.order_by("asked_at"), key=lambda row: bool(row.offered_at))


def get_choice_for(membership: Membership, choice_id: UUID) -> CoachChoice:
    """One's own, also when it is over, or 404."""
    return _get(_choices().filter(client=membership), choice_id)


def get_overseen_choice(membership: Membership, choice_id: UUID) -> CoachChoice:
    """One of a program that this person runs, or 404."""
    return _get(_choices().filter(program__in=programs_for(membership).values("pk")), choice_id)


def get_choice_of_either(membership: Membership, choice_id: UUID) -> CoachChoice:
    """One's own, or one of a program that this person runs, or 404."""
    theirs = Q(client=membership) | Q(program__in=programs_for(membership).values("pk"))
    return _get(_choices().filter(theirs), choice_id)


def _get(rows: QuerySet[CoachChoice], choice_id: UUID) -> CoachChoice:
    choice = rows.filter(pk=choice_id).first()
    if choice is None:
        raise Http404
    return choice


def _proposals() -> QuerySet[CoachProposal]:
    return CoachProposal.objects.select_related(
        "choice__program", "choice__client__user", "choice__sponsor__user", "coach__user", "contract__engagement"
    )


def get_proposal_for(client: Membership, proposal_id: UUID) -> CoachProposal:
    """A proposal that was made to this client, or 404."""
    return _one(_proposals().filter(choice__client=client), proposal_id)


def get_proposal_of_coach(coach: Membership, proposal_id: UUID) -> CoachProposal:
    """A proposal of this coach about which they were told: the client asked to meet them or chose; or 404."""
    return _one(_proposals().filter(coach=coach, contract__isnull=False), proposal_id)


def _one(rows: QuerySet[CoachProposal], proposal_id: UUID) -> CoachProposal:
    proposal = rows.filter(pk=proposal_id).first()
    if proposal is None:
        raise Http404
    return proposal


def proposals_of_coach(coach: Membership) -> list[CoachProposal]:
    """Clients who want to get to know this coach now. Who only looked at them stays with the client."""
    rows = _proposals().filter(coach=coach, state=CoachProposal.State.MEETING, choice__ended_at__isnull=True)
    return list(rows.order_by("proposed_at"))


def open_coaching_programs() -> list[Program]:
    """Where members can look for a coach."""
    return list(Program.objects.filter(kind=Kind.COACHING, state__in=ACCEPTING).order_by("name"))


def get_open_coaching_program(program_id: UUID) -> Program:
    """One of them, or 404."""
    program = Program.objects.filter(kind=Kind.COACHING, state__in=ACCEPTING, pk=program_id).first()
    if program is None:
        raise Http404
    return program


def overlapping_contracts(client: Membership | UUID, starts_on, ends_on) -> list[Engagement]:
    """Current contracts of this client in the same time, but for those that are there to get to know a coach."""
    rows = Engagement.objects.filter(
        contract__isnull=False,
        state__in=CURRENT,
        starts_on__lte=ends_on,
        ends_on__gte=starts_on,
        participations__membership=client,
        participations__role=Participation.Role.CLIENT,
        participations__left_at__isnull=True,
    )
    return list(rows.exclude(contract__proposal__state__in=LIVE).order_by("starts_on"))


def coordinators_of(program: Program) -> list[Membership]:
    """Those who run a program: its managers, and the administrators."""
    administrators = Membership.objects.filter(role=Membership.Role.ADMINISTRATOR, is_active=True)
    found = {row.pk: row for row in [*managers_of(program).filter(is_active=True), *administrators.order_by("id")]}
    return list(found.values())


def meeting_proposal(contract: Contract | Engagement) -> CoachProposal | None:
    """The proposal for which a draft of a contract was made, while client and coach get to know each other."""
    rows = CoachProposal.objects.filter(contract=contract.pk, state=CoachProposal.State.MEETING)
    return rows.filter(contract__engagement__state=State.DRAFT).first()


def is_first_meeting(contract: Contract, session: Session) -> bool:
    """Whether a session was booked while client and coach got to know each other, whatever was decided since."""
    begun = contract.designed_at is not None and session.created_at >= contract.designed_at
    if begun:
        return False
    proposal = CoachProposal.objects.filter(contract=contract).first()
    if proposal is None:
        return False
    return proposal.settled_at is None or session.created_at < proposal.settled_at
