"""Looking for a coach: what a client asks for, and the coaches who are laid before them."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from programs.coaching.actions.choice_locks import lock_choice
from programs.coaching.events_coaches import CoachAskedFor, CoachesOffered
from programs.coaching.languages import known_codes
from programs.coaching.models import CoachChoice, CoachProposal
from programs.coaching.permissions_coaches import can_ask_for_coach, can_offer
from programs.coaching.queries.choices import FEWEST, LIVE, MOST, overlapping_contracts, suggestions_for
from programs.engagements.models import Program
from programs.goals.queries_competencies import find_competencies

YEAR = timedelta(days=366)
MOST_SESSIONS = 100
LONGEST_WISHES = 2000


@transaction.atomic
def ask_for_coach(
    *,
    program: Program,
    client: Membership,
    starts_on: date,
    ends_on: date,
    session_budget: int,
    by: Membership,
    wishes: str = "",
    competencies: Collection[UUID | str] = (),
    languages: Collection[str] = (),
    sponsor: Membership | None = None,
    longer: bool = False,
    beside: bool = False,
) -> CoachChoice:
    """Say that somebody looks for a coach, and what the contract would be like.

    Args:
        wishes: for the client and those who run the program.
        longer: it may be longer than a year.
        beside: it may run beside another contract of the client.

    Raises:
        NotAllowed: `by` asks for somebody else and does not run the program, or the program is not open.
        DomainError: something makes no sense, or they look for a coach here already.
    """
    if not can_ask_for_coach(by, client, program):
        raise NotAllowed("A coach is asked for in an open coaching program, for oneself or by those who run it.")
    if not client.is_active:
        raise DomainError(f"{client.name} has left the organization.", field="client")
    if sponsor is not None and sponsor.pk == client.pk:
        raise DomainError(f"{client.name} is the client. Choose another sponsor, or none.", field="sponsor")
    _check_term(starts_on, ends_on, session_budget, longer)
    check_beside(client, starts_on, ends_on, beside)
    choice = CoachChoice(
        program=program,
        client=client,
        sponsor=sponsor,
        wishes=wishes.strip()[:LONGEST_WISHES],
        competencies=[str(row.pk) for row in find_competencies(competencies)],
        languages=known_codes(languages),
        starts_on=starts_on,
        ends_on=ends_on,
        session_budget=session_budget,
        asked_at=timezone.now(),
        asked_by=by,
    )
    try:
        with transaction.atomic():
            choice.save(force_insert=True)
    except IntegrityError:
        raise DomainError(f"{client.name} looks for a coach in this program already. Go on there.") from None
    record("asked", choice, by=by)
    publish(CoachAskedFor(choice.pk, asked_by=by.pk))
    return choice


def _check_term(starts_on: date, ends_on: date, session_budget: int, longer: bool) -> None:
    if starts_on < timezone.localdate():
        raise DomainError("Choose a day from today on.", field="starts_on")
    if ends_on <= starts_on:
        raise DomainError("The end is not after the start. Choose a later end.", field="ends_on")
    if ends_on - starts_on > YEAR and not longer:
        raise DomainError("Longer than a year: choose an earlier end, or tick that it shall be.", field="longer")
    if not 1 <= session_budget <= MOST_SESSIONS:
        raise DomainError(f"Choose between 1 and {MOST_SESSIONS} sessions.", field="session_budget")


def check_beside(client: Membership, starts_on: date, ends_on: date, beside: bool) -> None:
    """Refuse a second contract in the same time, unless somebody says that it shall be."""
    others = [] if beside else overlapping_contracts(client, starts_on, ends_on)
    if others:
        raise DomainError(
            f"In this time there is already “{others[0].title}”. Choose other dates, or tick that both shall run.",
            field="beside",
        )


@transaction.atomic
def offer_coaches(
    *, choice: CoachChoice, coaches: Sequence[UUID | str], by: Membership, few: bool = False
) -> list[CoachProposal]:
    """Lay coaches before the client, in this order. The coaches learn of it when the client wants to meet them.

    Args:
        coaches: membership ids, three to five together with those that the client still has.
        few: fewer than three are meant.

    Raises:
        NotAllowed: `by` does not run the program.
        DomainError: too many or too few, or one of them can't be proposed any more.
    """
    choice = lock_choice(choice)
    if not can_offer(by, choice):
        raise NotAllowed("Coaches are proposed by those who run the program.")
    wanted = list(dict.fromkeys(str(pk) for pk in coaches))
    _check_number(len(wanted), choice.proposals.filter(state__in=LIVE).count(), few)
    possible = {str(row.pk): row.card.membership for row in suggestions_for(choice)}
    if any(pk not in possible for pk in wanted):
        raise DomainError("One of these coaches can’t be proposed any more. Choose again from the list.")
    first = choice.proposals.count()
    proposals = [
        CoachProposal(
            choice=choice,
            coach=possible[pk],
            position=first + number,
            proposed_at=timezone.now(),
            proposed_by=by,
        )
        for number, pk in enumerate(wanted)
    ]
    CoachProposal.objects.bulk_create(proposals)
    choice.offered_at, choice.offered_by = timezone.now(), by
    choice.save(update_fields=["offered_at", "offered_by"])
    record("offered", choice, by=by, coaches=len(proposals))
    publish(CoachesOffered(choice.pk))
    return proposals


def _check_number(new: int, had: int, few: bool) -> None:
    if not new:
        raise DomainError("Choose the coaches to propose.", field="coaches")
    if new + had > MOST:
        more = f" The client has {had} already." if had else ""
        raise DomainError(f"Propose at most {MOST}: more are hard to compare.{more}", field="coaches")
    if new + had < FEWEST and not few:
        raise DomainError(
            f"{FEWEST} to {MOST} coaches leave a real choice. Choose more, or tick that fewer are meant.", field="few"
        )
