"""The cells of a covenant: items down, roles across, and how much each may be given."""

from django.db.models import TextChoices

from programs.engagements.kinds import Kind
from programs.engagements.models import Participation

Role = Participation.Role
ORGANIZATION = "organization"  # the column of those who run the program, who have no place in the engagement


class Item(TextChoices):
    TOPICS = "topics", "Topics"
    NOTES = "notes", "Notes"
    OBJECTIVES = "objectives", "Objectives"
    MEASUREMENTS = "measurements", "Measurements"
    ACTIONS = "actions", "Actions"
    FEEDBACK = "feedback", "360"
    ATTENDANCE = "attendance", "Attendance"
    EVALUATIONS = "evaluations", "Evaluations"


class Access(TextChoices):
    """How much of an item a role reads. Of notes, ALL is what their audience gives; nobody reads others' own notes."""

    NONE = "none", "Nothing"
    OWN = "own", "Their own"
    ALL = "all", "Everything"
    REASON = "reason", "With a reason, and everybody is told"


LEADS = frozenset({Role.MENTOR, Role.COACH, Role.TRAINER})
LED = frozenset({Role.MENTEE, Role.CLIENT, Role.LEARNER})
ROLES = {
    Kind.MENTORING: (Role.MENTOR, Role.MENTEE, ORGANIZATION),
    Kind.COACHING: (Role.COACH, Role.CLIENT, Role.SPONSOR, ORGANIZATION),
    Kind.TRAINING: (Role.TRAINER, Role.LEARNER, ORGANIZATION),
}
_N, _O, _A, _R = Access.NONE, Access.OWN, Access.ALL, Access.REASON

# What a cell may hold: for who leads, for who is led, for a sponsor, for the organization. One choice is no choice:
# a session cannot be led without its topics, and no page of the organization shows words, whatever people sign.
CHOICES = {
    Item.TOPICS: ((_A,), (_O, _A), (_N,), (_N,)),
    Item.NOTES: ((_A,), (_A,), (_N, _A), (_N, _R)),
    Item.OBJECTIVES: ((_O, _A), (_O, _A), (_N, _A), (_N,)),
    Item.MEASUREMENTS: ((_O, _A), (_O, _A), (_N, _A), (_N,)),
    Item.ACTIONS: ((_O, _A), (_O, _A), (_N, _A), (_N,)),
    Item.FEEDBACK: ((_O, _A), (_O,), (_N,), (_N,)),
    Item.ATTENDANCE: ((_A,), (_O, _A), (_N, _A), (_N, _A)),
    Item.EVALUATIONS: ((_N, _A), (_N, _A), (_N, _A), (_N, _A)),
}

_DEFAULTS = {  # of who leads, who is led, a sponsor, the organization
    Kind.MENTORING: {
        Item.TOPICS: (_A, _A, _N, _N),
        Item.NOTES: (_A, _A, _N, _N),
        Item.OBJECTIVES: (_A, _O, _N, _N),
        Item.MEASUREMENTS: (_A, _O, _N, _N),
        Item.ACTIONS: (_A, _A, _N, _N),
        Item.FEEDBACK: (_A, _O, _N, _N),
        Item.ATTENDANCE: (_A, _A, _N, _N),
        Item.EVALUATIONS: (_A, _A, _N, _A),
    },
    Kind.COACHING: {
        Item.TOPICS: (_A, _A, _N, _N),
        Item.NOTES: (_A, _A, _A, _N),
        Item.OBJECTIVES: (_A, _O, _A, _N),
        Item.MEASUREMENTS: (_A, _O, _A, _N),
        Item.ACTIONS: (_A, _A, _N, _N),
        Item.FEEDBACK: (_A, _O, _N, _N),
        Item.ATTENDANCE: (_A, _A, _A, _N),
        Item.EVALUATIONS: (_A, _A, _A, _A),
    },
    Kind.TRAINING: {
        Item.TOPICS: (_A, _A, _N, _N),
        Item.NOTES: (_A, _A, _N, _N),
        Item.OBJECTIVES: (_A, _O, _N, _N),
        Item.MEASUREMENTS: (_A, _O, _N, _N),
        Item.ACTIONS: (_A, _A, _N, _N),
        Item.FEEDBACK: (_A, _O, _N, _N),
        Item.ATTENDANCE: (_A, _O, _N, _A),
        Item.EVALUATIONS: (_A, _A, _N, _A),
    },
}


def column_of(role: str) -> int:
    """The place of a role in the tuples above."""
    if role in LEADS:
        return 0
    if role in LED:
        return 1
    return 2 if role == Role.SPONSOR else 3


def choices_for(item: str, role: str) -> tuple[Access, ...]:
    """What the cell of this item and role may hold, the least first."""
    return CHOICES[Item(item)][column_of(role)]


def default_matrix(kind: str) -> dict[str, dict[str, str]]:
    """What a program of this kind declares unless somebody says otherwise."""
    return {
        item.value: {str(role): _DEFAULTS[Kind(kind)][item][column_of(role)].value for role in ROLES[Kind(kind)]}
        for item in Item
    }
