"""States of an objective."""

from django.db.models import TextChoices


class ObjectiveState(TextChoices):
    OPEN = "open", "Open"
    REACHED = "reached", "Reached"
    PARTLY = "partly", "Partly reached"
    NOT_REACHED = "not_reached", "Not reached"


OBJECTIVE_TABLE = {
    ObjectiveState.OPEN: {ObjectiveState.REACHED, ObjectiveState.PARTLY, ObjectiveState.NOT_REACHED},
}
