"""Whose yes a revision needs. Rooms above add their own people; this room does not know who asks.

The owner and whoever leads are always asked, if they read the objective; in a contract everybody who reads it is.
"""

from collections.abc import Callable, Iterable, Sequence

from programs.covenant.items import Item
from programs.covenant.policy import who_reads
from programs.covenant.queries import terms_of
from programs.covenant.terms import Terms
from programs.engagements.models import Participation
from programs.engagements.queries import people_of
from programs.goals.models import Objective

Builder = Callable[[Objective, Sequence[Participation]], Iterable[Participation]]
_builders: list[Builder] = []


def revision_parties(builder: Builder) -> Builder:
    """Register who else has to agree. It is given the objective and those in the engagement who read it."""
    if builder not in _builders:
        _builders.append(builder)
    return builder


def parties_to(
    objective: Objective, people: Sequence[Participation] | None = None, terms: Terms | None = None
) -> list[Participation]:
    """Everybody whose yes a revision of this objective needs now; who has left is not waited for."""
    engagement = objective.owner.engagement
    people = people_of(engagement) if people is None else people
    terms = terms or terms_of(engagement)
    readers = who_reads(terms, people, Item.OBJECTIVES, owner_id=objective.owner_id, life=objective.life)
    asked = {place.pk for place in readers if place.leads or place.pk == objective.owner_id}
    for builder in _builders:
        asked |= {place.pk for place in builder(objective, readers)}
    return [place for place in readers if place.pk in asked]
