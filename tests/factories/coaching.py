"""A coaching contract in any state: Amara coached by Rafael, sponsored by Lucía. Everything goes through actions."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from portal.outbox.relay import relay
from programs.coaching.actions import (
    add_contract_objective,
    change_amendment,
    create_contract,
    evaluate_contract,
    propose_amendment,
    save_design,
    send_for_signing,
    sign_contract,
    start_design,
)
from programs.coaching.draft import from_json
from programs.coaching.models import Contract, ContractVersion
from programs.coaching.queries import digest_to_sign, parties_of
from programs.engagements.actions import create_program, move_program
from programs.engagements.lifecycle import ProgramState
from programs.engagements.models import Participation, Program
from programs.goals.models import Objective
from programs.scheduling.actions import complete_session, schedule_session
from programs.scheduling.models import Session, SessionPlace

PURPOSE = "Amara’s team has doubled. She wants to lead it without being in every room."
WORDS = {
    "purpose": PURPOSE,
    "focus_areas": "Delegating\nSpeaking early",
    "working_arrangement": "One hour every two weeks by video. Moving a session needs 24 hours.",
}
TITLE = "Let the team make the decisions that are theirs"


def today(days: int = 0) -> date:
    """The day in so many days."""
    return timezone.localdate() + timedelta(days=days)


def make_program(cast, name: str = "Leading well") -> Program:
    """An open coaching program."""
    program = create_program(kind="coaching", name=name, by=cast.administrator)
    move_program(program=program, to=ProgramState.OPEN, by=cast.administrator)
    return program


def draft(cast, *, program: Program | None = None, sponsor="sponsor", budget: int = 8, **changes) -> Contract:
    """A contract in state draft; `sponsor=None` makes one of two parties."""
    values = {
        "program": program or make_program(cast),
        "client": cast.participant,
        "coach": cast.coach,
        "sponsor": getattr(cast, sponsor) if sponsor else None,
        "starts_on": today(-20),
        "ends_on": today(160),
        "session_budget": budget,
        "by": cast.administrator,
    }
    return create_contract(**{**values, **changes})


def objective_values(**changes) -> dict:
    """What an objective needs."""
    values = {
        "title": TITLE,
        "indicator": "Team survey, average score. Tiago counts it.",
        "unit": "points",
        "baseline": Decimal("2.1"),
        "target": Decimal("4"),
        "due_on": today(150),
    }
    return {**values, **changes}


def add_objective(cast, contract: Contract, **changes) -> Objective:
    """One more objective of the client."""
    return add_contract_objective(contract=contract, by=cast.coach, **objective_values(**changes))


def designed(cast, *, objectives: int = 1, **changes) -> Contract:
    """A contract whose design is complete, not sent yet."""
    contract = draft(cast, **changes)
    start_design(contract=contract, by=cast.coach)
    save_design(contract=contract, by=cast.coach, **WORDS)
    for number in range(objectives):
        add_contract_objective(contract=contract, by=cast.coach, **objective_values(title=f"{TITLE} {number}"))
    return contract


def sent(cast, **changes) -> tuple[Contract, ContractVersion]:
    """A contract that is out for signing."""
    contract = designed(cast, **changes)
    return contract, send_for_signing(contract=contract, by=cast.coach)


def place_of(contract: Contract, membership) -> Participation:
    """Somebody's place in the contract."""
    return next(party for party in parties_of(contract) if party.membership_id == membership.pk)


def sign(version: ContractVersion, membership) -> None:
    """Sign as this person, with what stands on their page."""
    place = place_of(version.contract, membership)
    sign_contract(version=version, name=membership.name, digest=digest_to_sign(version, place), by=place)


def agreed(cast, **changes) -> Contract:
    """A contract that every party has signed."""
    contract, version = sent(cast, **changes)
    for party in parties_of(contract):
        sign(version, party.membership)
    return fresh(contract)


def book(cast, contract: Contract, *, days: int = 1, by=None, **changes) -> Session:
    """A session at noon UTC in so many days."""
    moment = (timezone.now() + timedelta(days=days)).replace(hour=12, minute=0, second=0, microsecond=0)
    place = place_of(contract, by or cast.coach)
    return schedule_session(engagement=contract.engagement, starts_at=moment, minutes=60, by=place, **changes)


def hold(cast, contract: Contract, session: Session, *, days_ago: int = 2) -> None:
    """Let a booked session be over since so many days, and let its coach say that it was held."""
    moved = (timezone.now() - timedelta(days=days_ago)).replace(hour=12, minute=0, second=0, microsecond=0)
    session.starts_at, session.ends_at, session.remind_at = moved, moved + timedelta(hours=1), None
    session.save()
    SessionPlace.objects.filter(session=session).update(period=(session.starts_at, session.ends_at))
    complete_session(session=session, attendance={}, by=place_of(contract, cast.coach))
    relay()


def active(cast, *, held: int = 1, **changes) -> Contract:
    """A contract whose first sessions were held."""
    contract = agreed(cast, **changes)
    for number in range(held):
        hold(cast, contract, book(cast, contract), days_ago=2 + number)
    return fresh(contract)


def evaluating(cast, **changes) -> Contract:
    """A contract that everybody looks back on."""
    contract = active(cast, **changes)
    evaluate_contract(contract=contract, by=cast.coach)
    return fresh(contract)


def fresh(contract: Contract) -> Contract:
    """The contract as the database has it."""
    return Contract.objects.select_related("engagement__program").get(pk=contract.pk)


def amend(cast, contract: Contract, *, reason: str = "Two weeks are too short", send: bool = True, **changes):
    """A change of a signed agreement, proposed by the client; with `send` the coach has sent it.

    Returns:
        The amendment, and the version that is out, None if it was not sent.
    """
    amendment = propose_amendment(contract=contract, reason=reason, by=cast.participant)
    draft = from_json(amendment.draft)
    names = ("purpose", "focus_areas", "working_arrangement", "ends_on", "session_budget")
    change_amendment(amendment=amendment, by=cast.coach, **{name: getattr(draft, name) for name in names} | changes)
    return amendment, send_for_signing(contract=contract, by=cast.coach) if send else None
