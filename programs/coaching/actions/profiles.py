"""What clients may know of a coach, written by administrators and by the coach."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from programs.coaching.languages import known_codes
from programs.coaching.models import CoachCompetency, CoachProfile
from programs.coaching.permissions_coaches import can_write_profile
from programs.goals.queries_competencies import find_competencies

MOST_CLIENTS = 100


@transaction.atomic
def save_profile(
    *,
    coach: Membership,
    source: str,
    approach: str,
    languages: Collection[str],
    competencies: Sequence[UUID | str],
    capacity: int,
    is_open: bool,
    by: Membership,
    provider: str = "",
) -> CoachProfile:
    """Write a coach's profile, or write it anew. Contracts that run stay, also when there is less room than before.

    Args:
        provider: where the coach comes from, if from a provider.
        competencies: ids of what they work on; ended ones that they had stay.
        capacity: how many clients at the same time.
        is_open: whether they take new clients.

    Raises:
        NotAllowed: `by` is neither an administrator nor this coach.
        DomainError: something is missing or out of range, or the person has left.
    """
    if not can_write_profile(by, coach):
        raise NotAllowed("A profile is written by administrators and by the coach.")
    if not coach.is_active:
        raise DomainError(f"{coach.name} has left the organization.")
    values = {
        "source": source,
        "provider": _provider(source, provider),
        "approach": approach.strip(),
        "languages": known_codes(languages),
        "capacity": capacity,
        "is_open": is_open,
    }
    if not values["languages"]:
        raise DomainError("Choose at least one language.", field="languages")
    if not 0 <= capacity <= MOST_CLIENTS:
        raise DomainError(f"Choose between 0 and {MOST_CLIENTS} clients.", field="capacity")
    Membership.objects.select_for_update(no_key=True).get(pk=coach.pk)  # one profile, whoever writes it first
    profile = CoachProfile.objects.select_for_update(no_key=True).filter(membership=coach).first()
    is_new = profile is None
    profile = profile or CoachProfile(membership=coach, created_at=timezone.now(), created_by=by)
    for name, value in values.items():
        setattr(profile, name, value)
    profile.save()
    _name_competencies(profile, competencies)
    record("created" if is_new else "changed", profile, by=by, capacity=capacity, open=is_open)
    return profile


def _provider(source: str, provider: str) -> str:
    if source not in CoachProfile.Source.values:
        raise DomainError("Choose where the coach comes from.", field="source")
    if source != CoachProfile.Source.PROVIDER:
        return ""
    if not provider.strip():
        raise DomainError("Name the provider.", field="provider")
    return provider.strip()


def _name_competencies(profile: CoachProfile, competencies: Sequence[UUID | str]) -> None:
    wanted = {row.pk for row in find_competencies(competencies)}
    had = set(CoachCompetency.objects.filter(profile=profile).values_list("competency_id", flat=True))
    CoachCompetency.objects.filter(profile=profile).exclude(competency__in=wanted).delete()
    CoachCompetency.objects.bulk_create(
        CoachCompetency(profile=profile, competency_id=pk) for pk in sorted(wanted - had)
    )
