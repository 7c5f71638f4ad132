"""What notices about coaches and choices are about; never what somebody wishes."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Membership
from programs.coaching.models import CoachChoice, CoachProposal, Credential
from programs.engagements.models import Participation


def find_choice(choice_id: UUID) -> CoachChoice | None:
    """A choice with its program, without its words."""
    return CoachChoice.objects.select_related("program").defer("wishes").filter(pk=choice_id).first()


def find_proposal_of_coach(proposal_id: UUID) -> CoachProposal | None:
    """The proposal of a coach with its choice and contract."""
    rows = CoachProposal.objects.select_related("choice__program", "contract__engagement__program")
    return rows.defer("choice__wishes").filter(pk=proposal_id).first()


def find_credential(credential_id: UUID) -> Credential | None:
    """A credential with whose it is."""
    return Credential.objects.select_related("profile").filter(pk=credential_id).first()


def administrators() -> list[UUID]:
    """The memberships that check credentials."""
    rows = Membership.objects.filter(role=Membership.Role.ADMINISTRATOR, is_active=True)
    return list(rows.values_list("pk", flat=True))


def credentials_expiring(days: Collection[date]) -> QuerySet[Credential]:
    """Credentials of coaches who are here that expire on one of these days; refused ones matter to nobody."""
    return Credential.objects.filter(
        expires_on__in=days, refused_at__isnull=True, profile__membership__is_active=True
    ).select_related("profile__membership__user")


def is_told_by_choice(place: Participation) -> bool:
    """Whether somebody got their place on a client's way to a coach, which tells the two in its own words."""
    if place.role not in {Participation.Role.CLIENT, Participation.Role.COACH}:
        return False
    return comes_of_choice(place.engagement_id)


def comes_of_choice(engagement_id: UUID) -> bool:
    """Whether an engagement is the contract of a proposal."""
    return CoachProposal.objects.filter(contract=engagement_id).exists()


def was_only_met(engagement_id: UUID) -> bool:
    """Whether an engagement was there to get to know each other, and nothing came of it."""
    over = [CoachProposal.State.THANKED, CoachProposal.State.DECLINED]
    return CoachProposal.objects.filter(contract=engagement_id, state__in=over).exists()
