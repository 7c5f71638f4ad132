"""Coaches of the world, and Nuno who looks for one."""

from programs.coaching.models import Contract
from tests.factories import coaches


def plant_coaches(cast, world) -> None:
    """A coach with a credential, proposed to somebody whose wish nobody else reads."""
    program = Contract.objects.select_related("engagement__program").get(pk=world.contract.pk).engagement.program
    coaches.make_competencies(cast)
    profile = coaches.make_profile(cast, cast.coach, competencies=["Listening"], capacity=9)
    credential = coaches.add_one(profile)
    (proposal,) = coaches.offered(
        cast, [cast.coach], program=program, client=cast.bystander, sponsor=None, wishes="canary-wish-for-a-coach"
    )
    world.canaries["canary-wish-for-a-coach"] = {"bystander", "administrator"}
    world.ids |= {
        "coach_id": cast.coach.pk,
        "credential_id": credential.pk,
        "choice_id": proposal.choice_id,
        "coach_proposal_id": proposal.pk,
        "competency_id": coaches.named("Listening")[0],
    }
