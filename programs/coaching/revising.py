"""Objectives of a contract are part of what its parties signed, so each who reads one agrees to its revision."""

from collections.abc import Sequence

from programs.engagements.kinds import Kind
from programs.engagements.models import Participation
from programs.goals.models import Objective
from programs.goals.revising import revision_parties


@revision_parties
def everybody_who_signed(objective: Objective, readers: Sequence[Participation]) -> Sequence[Participation]:
    """In a contract everybody who reads the objective; a life objective is read by its owner and the coach alone."""
    return readers if objective.owner.engagement.kind == Kind.COACHING else ()
