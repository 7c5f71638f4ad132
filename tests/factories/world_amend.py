"""A second contract of the world: a change of its agreement is being written, and nobody was asked to sign it yet."""

from programs.coaching.actions import change_amendment, propose_amendment
from programs.coaching.models import Contract
from tests.factories import coaching


def plant_an_amendment(cast, world) -> None:
    """Every party reads why it shall change; what it shall say only client and coach, until it is sent."""
    program = Contract.objects.get(pk=world.contract.pk).engagement.program
    contract = coaching.agreed(cast, program=program)
    amendment = propose_amendment(contract=contract, reason="canary-amendment-reason", by=cast.participant)
    change_amendment(
        amendment=amendment,
        purpose="canary-amendment-draft",
        focus_areas="Something",
        working_arrangement="Somehow",
        ends_on=contract.engagement.ends_on,
        session_budget=contract.session_budget,
        by=cast.coach,
    )
    world.canaries["canary-amendment-reason"] = {"participant", "coach", "sponsor"}
    world.canaries["canary-amendment-draft"] = {"participant", "coach"}
    first = world.ids_of["coaching"][0]
    first["number"] = 1
    world.ids_of["coaching"].append({**first, "engagement_id": contract.pk})
