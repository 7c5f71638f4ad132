"""Where somebody reads, and what: the places and readings that searches and copies work with."""

from uuid import UUID

from accounts.models import Membership
from programs.covenant.queries import readings_of
from programs.engagements.models import Engagement, Participation
from programs.notes.searching import Scope


def scope_of(membership: Membership, *, engagement_id: UUID | None = None, with_own: bool = False) -> Scope:
    """The scope of one person in two queries, whatever the number of their places.

    Args:
        engagement_id: only there.
        with_own: also what they wrote themselves where they have left or a covenant shows it to others only.
    """
    rows = Participation.objects.filter(membership=membership).select_related("engagement__program", "membership__user")
    if engagement_id:
        rows = rows.filter(engagement=engagement_id)
    if not with_own:
        rows = rows.filter(left_at__isnull=True)
    all_places = list(rows.order_by("-engagement__starts_on", "id"))
    present = [place for place in all_places if place.left_at is None]
    readings = readings_of(present)
    return Scope(
        membership=membership,
        places={place.engagement_id: place for place in present},
        readings={place.engagement_id: readings[place.pk] for place in present},
        own_in=frozenset(place.engagement_id for place in all_places) if with_own else frozenset(),
    )


def engagements_of(membership: Membership) -> list[Engagement]:
    """Every engagement in which this person has or had a place, the latest first."""
    mine = Participation.objects.filter(membership=membership).values("engagement")
    return list(Engagement.objects.filter(pk__in=mine).select_related("program").order_by("-starts_on", "id"))


def engagements_to_search(membership: Membership) -> list[Engagement]:
    """Those in which they have a place now."""
    mine = Participation.objects.filter(membership=membership, left_at__isnull=True).values("engagement")
    return list(Engagement.objects.filter(pk__in=mine).select_related("program").order_by("-starts_on", "id"))


def names_in(membership: Membership) -> dict[UUID, str]:
    """Who has or had a place in any of these engagements: membership id to name, by name."""
    mine = Participation.objects.filter(membership=membership).values("engagement")
    rows = Participation.objects.filter(engagement__in=mine).values_list("membership_id", "membership__user__name")
    return dict(rows.distinct().order_by("membership__user__name", "membership_id"))
