"""What the page of one objective shows to one reader."""

from programs.covenant.policy import Reading
from programs.engagements.models import Participation
from programs.engagements.queries import people_of
from programs.goals import permissions
from programs.goals.models import Objective
from programs.goals.queries import measurements_of, with_path
from programs.goals.queries_revising import corrections_of, revisions_of, waiting_of


def objective_page(objective: Objective, place: Participation, reading: Reading) -> dict:
    """Its path and numbers, milestones, revisions, and what can be done now; as many queries however much there is."""
    people = people_of(objective.owner.engagement)
    revisions = revisions_of(objective)
    waiting = waiting_of(objective, revisions, people, reading)
    return {
        "objective": objective,
        "path": with_path(objective, reading=reading),
        "engagement": objective.owner.engagement,
        "place": place,
        "reading": reading,
        "people": people,
        "measurements": _measurements(objective, place, reading),
        "milestones": sorted(objective.milestones.all(), key=lambda row: row.due_on),
        "revisions": [row for row in revisions if row.settled_at or row.dropped_at],
        "revised_on": [row.settled_at.date() for row in revisions if row.settled_at],
        "corrections": corrections_of(objective) if objective.reads_numbers else [],
        "may_read_notes": reading.sits,
        "waiting": waiting,
        **_may(objective, place, waiting),
    }


def _measurements(objective: Objective, place: Participation, reading: Reading) -> list:
    rows = list(measurements_of(objective, reading))
    for row in rows:
        row.objective = objective
        row.may_correct = permissions.can_correct_measurement(place, row)
    return rows


def _may(objective: Objective, place: Participation, waiting) -> dict:
    in_time = permissions.may_be_revised(objective)
    return {
        "may_measure": objective.reads_numbers and permissions.can_measure(place, objective),
        "may_plan": permissions.can_plan_milestones(place, objective),
        "may_change": permissions.can_write_objectives(place, objective.owner),
        "may_close": objective.state == "open" and permissions.can_close_objective(place, objective),
        "may_revise": waiting is None and permissions.can_revise(place, objective),
        "may_agree": bool(waiting and in_time and waiting.asks(place)),
        "may_drop": bool(waiting and permissions.can_drop_revision(place, waiting.revision, waiting.parties)),
    }
