"""A contract that has ended, with what shows an outcome and what comes next, each with a canary."""

from datetime import timedelta

from django.utils import timezone

from portal.outbox.relay import relay
from programs.coaching.actions import (
    add_contract_objective,
    choose_next_step,
    close_contract,
    create_contract,
    evaluate_contract,
    save_design,
    send_for_signing,
    sign_contract,
    start_design,
)
from programs.coaching.models import Contract
from programs.coaching.queries import digest_to_sign, parties_of
from programs.goals.lifecycle import ObjectiveState
from programs.scheduling.actions import log_session


def plant_an_ending(cast, world) -> None:
    """Closed by its coach; the client goes on with a course."""
    today = timezone.localdate()
    contract = create_contract(
        program=world.contract.engagement.program,
        client=cast.participant,
        coach=cast.coach,
        sponsor=cast.sponsor,
        starts_on=today - timedelta(days=30),
        ends_on=today + timedelta(days=60),
        session_budget=2,
        by=cast.administrator,
    )
    start_design(contract=contract, by=cast.coach)
    words = {"purpose": "Rest", "focus_areas": "Ending", "working_arrangement": "Walking"}
    save_design(contract=contract, by=cast.coach, **words)
    objective = add_contract_objective(
        contract=contract,
        title="Leave by six",
        indicator="Days",
        unit="days",
        baseline=1,
        target=4,
        due_on=today + timedelta(days=30),
        by=cast.participant,
    )
    version = send_for_signing(contract=contract, by=cast.coach)
    for place in parties_of(contract):
        sign_contract(version=version, name=place.name, digest=digest_to_sign(version, place), by=place)
    contract = _fresh(contract)
    coach = next(place for place in parties_of(contract) if place.leads)
    _held(contract, coach)
    evaluate_contract(contract=_fresh(contract), by=cast.coach)
    choose_next_step(contract=contract, way="training", note="canary-next-step", by=cast.participant)
    close_contract(
        contract=contract,
        outcomes={objective.pk: ObjectiveState.REACHED},
        proofs={objective.pk: "canary-outcome-proof"},
        by=cast.coach,
    )
    world.canaries["canary-next-step"] = {"participant", "coach"}
    world.canaries["canary-outcome-proof"] = {"participant", "coach", "sponsor"}
    own = world.ids_of["coaching"][0]
    client = next(place for place in parties_of(contract) if place.membership_id == cast.participant.pk)
    world.ids_of["coaching"].append(
        {**own, "engagement_id": contract.pk, "objective_id": objective.pk, "participation_id": client.pk}
    )


def _fresh(contract: Contract) -> Contract:
    return Contract.objects.select_related("engagement__program").get(pk=contract.pk)


def _held(contract: Contract, coach) -> None:
    """One session at a time when nobody has another, which begins the contract."""
    when = (timezone.now() - timedelta(days=5)).replace(hour=4, minute=0, second=0, microsecond=0)
    sitting = [place for place in parties_of(contract) if place.role != "sponsor"]
    attendance = {place.pk: "present" for place in sitting}
    log_session(engagement=contract.engagement, starts_at=when, minutes=60, attendance=attendance, by=coach)
    relay()
