"""What the covenant lets a person read of objectives, measurements and actions: as a query, and of one.

Every read of this room goes through these; `programs.covenant.policy` decides.
"""

from django.db.models import QuerySet

from programs.covenant.items import Access, Item
from programs.covenant.policy import Reading
from programs.engagements.models import Participation
from programs.goals.check_ins import with_newest_check_in
from programs.goals.models import Action, Measurement, Objective


def readable_objectives(reading: Reading) -> QuerySet[Objective]:
    """What the covenant lets this person read; of their engagement only if the caller says so."""
    return Objective.objects.filter(reading.rows(Item.OBJECTIVES, owner="owner", life="life"))


def readable_measurements(reading: Reading) -> QuerySet[Measurement]:
    """The same; they are read on the page of their objective, which has to be readable too."""
    return Measurement.objects.filter(
        reading.rows(Item.MEASUREMENTS, owner="objective__owner", life="objective__life"),
        reading.rows(Item.OBJECTIVES, owner="objective__owner", life="objective__life"),
    )


def readable_actions(reading: Reading) -> QuerySet[Action]:
    """The same, with names and engagement."""
    return with_engagement(Action.objects.all()).filter(reading.rows(Item.ACTIONS, owner="owner", life="life"))


def reads_objective(reading: Reading, objective: Objective) -> bool:
    """Whether this person reads one objective."""
    return reading.allows(Item.OBJECTIVES, owner_id=objective.owner_id, life=objective.life)


def reads_objectives_of(reading: Reading, owner: Participation) -> bool:
    """Whether this person reads the objectives of this owner, and so would read what they write down for them."""
    return reading.allows(Item.OBJECTIVES, owner_id=owner.pk)


def reads_measurements(reading: Reading, objective: Objective) -> bool:
    """Whether this person reads what was measured for an objective."""
    return reads_objective(reading, objective) and reading.allows(
        Item.MEASUREMENTS, owner_id=objective.owner_id, life=objective.life
    )


def reads_action(reading: Reading, action: Action) -> bool:
    """Whether this person reads one action."""
    return reading.allows(Item.ACTIONS, owner_id=action.owner_id, life=action.life)


def reads_actions(reading: Reading) -> bool:
    """Whether there can be actions for this person to read."""
    return reading.access(Item.ACTIONS) != Access.NONE


def with_engagement(actions: QuerySet[Action]) -> QuerySet[Action]:
    """The same with whose they are, and where, and the newest check-in by its id."""
    return with_newest_check_in(actions).select_related(
        "owner__membership__user", "owner__engagement__program", "objective"
    )
