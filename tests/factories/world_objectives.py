"""The objective of the world's contract as it was revised, with a milestone, and one that was closed with its proof."""

from datetime import timedelta
from decimal import Decimal

from programs.engagements.lifecycle import State
from programs.engagements.models import Engagement
from programs.goals.actions import add_milestone, close_objective, consent_to_revision, propose_revision
from programs.goals.lifecycle import ObjectiveState
from programs.goals.models import Measurement, Objective
from tests.factories.goals import make_objective, place_of, set_state

PARTIES = {"participant", "coach", "sponsor"}


def plant_objectives(cast, world) -> None:
    """Everybody who reads the objective of the contract reads what became of it."""
    rows = Objective.objects.select_related("owner__engagement__program", "owner__membership__user")
    objective = rows.get(pk=world.objective.pk)
    engagement = objective.owner.engagement
    client = place_of(engagement, cast.participant)
    milestone = add_milestone(
        objective=objective,
        title="canary-milestone",
        due_on=objective.starts_on + timedelta(days=50),
        value=Decimal(3),
        by=client,
    )
    revision = propose_revision(
        objective=objective,
        reason="canary-revision-reason",
        title=objective.title,
        indicator=objective.indicator,
        unit=objective.unit,
        baseline=objective.baseline,
        target=Decimal("4.5"),
        due_on=objective.due_on,
        area="canary-area",
        evidence="canary-evidence",
        by=client,
    )
    for person in (cast.coach, cast.sponsor):
        consent_to_revision(revision=revision, by=place_of(engagement, person))
    _closed(cast, world, engagement)
    ids = {"milestone_id": milestone.pk, "revision_id": revision.pk}
    ids["measurement_id"] = Measurement.objects.filter(objective=objective).first().pk
    world.ids_of["goals"].append({**ids, "engagement_id": engagement.pk})
    names = ("canary-milestone", "canary-revision-reason", "canary-area", "canary-evidence", "canary-proof")
    world.canaries |= dict.fromkeys(names, PARTIES)


def _closed(cast, world, engagement: Engagement) -> None:
    was = engagement.state
    objective = make_objective(engagement, cast.participant, title="Something else")
    set_state(engagement, State.EVALUATING)
    objective.owner.engagement.state = State.EVALUATING
    close_objective(objective=objective, outcome=ObjectiveState.REACHED, proof="canary-proof", by=cast.coach)
    set_state(engagement, was)
    world.ids_of["goals"].append({"objective_id": objective.pk, "engagement_id": engagement.pk})
