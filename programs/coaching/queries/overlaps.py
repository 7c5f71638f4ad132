"""Contracts that somebody has in the same time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import Membership
from programs.engagements.lifecycle import CURRENT
from programs.engagements.models import Participation
from programs.engagements.queries import programs_for

Role = Participation.Role


@dataclass(frozen=True)
class Overlap:
    """A contract of a client in these days.

    Args:
        coach: by name; "" for a viewer who does not run its program.
    """

    client: Membership
    coach: str
    ends_on: date


def overlapping_contracts(
    clients: Sequence[Membership], starts_on: date, ends_on: date, viewer: Membership
) -> list[Overlap]:
    """The current contracts of these people that share a day with a term, in the order of their ends."""
    rows = Participation.objects.filter(
        membership__in=clients,
        role=Role.CLIENT,
        left_at__isnull=True,
        engagement__contract__isnull=False,
        engagement__state__in=CURRENT,
        engagement__starts_on__lte=ends_on,
        engagement__ends_on__gte=starts_on,
    ).select_related("engagement", "membership__user")
    places = list(rows.order_by("engagement__ends_on", "id"))
    run = set(programs_for(viewer).values_list("pk", flat=True)) if places else set()
    shown = [place.engagement_id for place in places if place.engagement.program_id in run]
    coaches = Participation.objects.filter(engagement__in=shown, role=Role.COACH, left_at__isnull=True)
    names = {place.engagement_id: place.name for place in coaches.select_related("membership__user")}
    return [Overlap(place.membership, names.get(place.engagement_id, ""), place.engagement.ends_on) for place in places]
