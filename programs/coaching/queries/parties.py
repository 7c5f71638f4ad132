"""Who is a party, who has gone, and whether another coach has room."""

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404

from accounts.models import Membership
from programs.coaching.models import CoachProfile, Contract, Signature
from programs.coaching.queries.contracts import coach_of, parties_of
from programs.engagements.lifecycle import CURRENT
from programs.engagements.models import Participation

Role = Participation.Role


def title_of(clients: Sequence[Membership], coach: Membership) -> str:
    """What lists call a contract of these people."""
    names = clients[0].name
    if len(clients) > 1:
        first = [person.user.first_name for person in clients]
        names = f"{first[0]} and {first[1]}" if len(first) == 2 else f"{first[0]} and {len(first) - 1} more"
    return f"{names} with {coach.name}"[:140]


def room_with(coach: Membership, clients: int) -> str:
    """Why this coach can't take so many more clients; nothing if they can, or have said nothing about it."""
    profile = CoachProfile.objects.filter(membership=coach).first()
    if profile is None:
        return ""
    if not profile.is_open:
        return f"{coach.name} takes no new clients now. Choose another coach."
    led = Participation.objects.filter(
        membership=coach, role=Role.COACH, left_at__isnull=True, engagement__state__in=CURRENT
    )
    has = Participation.objects.filter(
        role=Role.CLIENT, left_at__isnull=True, engagement__in=led.values("engagement")
    ).count()
    if has + clients > profile.capacity:
        return f"{coach.name} has {has} of {profile.capacity} clients already. Choose another coach."
    return ""


def coach_is_missing(contract: Contract) -> str:
    """Why nobody can coach in this contract now: a sentence, or nothing."""
    coach = coach_of(parties_of(contract))
    if not coach.membership.is_active:
        return f"{coach.name} has left the organization. Another coach has to be named first."
    if contract.agreed_at and not Signature.objects.filter(participation=coach).exists():
        return f"{coach.name} has not signed the agreement yet. Sessions are booked after that."
    return ""


def contracts_with(membership_id: UUID) -> list[tuple[Contract, Participation]]:
    """The contracts that go on and have this member as a party, each with their place."""
    places = Participation.objects.filter(
        membership=membership_id,
        left_at__isnull=True,
        engagement__contract__isnull=False,
        engagement__state__in=CURRENT,
        membership__is_active=False,
    )
    return [(place.engagement.contract, place) for place in places.select_related("engagement__contract")]


def get_client_place(contract: Contract, participation_id: UUID) -> Participation:
    """A client of this contract who has not left, or 404."""
    rows = parties_of(contract)
    found = next((row for row in rows if row.pk == participation_id and row.role == Role.CLIENT), None)
    if found is None:
        raise Http404
    return found


def gone_parties(contract: Contract) -> list[Participation]:
    """Who was a party and is none any more, the last to leave first."""
    rows = Participation.objects.filter(engagement=contract.pk, left_at__isnull=False)
    return list(rows.select_related("membership__user").order_by("-left_at", "id"))
