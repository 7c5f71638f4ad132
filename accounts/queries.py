"""Reads about people and organizations."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from enum import Enum
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django_scopes import scopes_disabled

from accounts.models import Invitation, Membership, Organization, User
from portal.tenancy.context import organization_context, user_context


def display_name(user: User) -> str:
    """How pages and mails of sign-in call the person."""
    return user.name or user.email


def own_membership(user: User, slug: str) -> Membership | None:
    """The person's place in the active organization at /o/<slug>/, if they have one; row security shows only theirs."""
    with user_context(user.pk), scopes_disabled(), transaction.atomic():
        membership = (
            Membership.objects.filter(user=user, is_active=True, organization__slug=slug, organization__is_active=True)
            .select_related("organization")
            .first()
        )
    if membership:
        membership.user = user
    return membership


def memberships_of(user: User) -> list[Membership]:
    """The person's places in all organizations, for the switcher: row security lets them read only their own."""
    with user_context(user.pk), scopes_disabled(), transaction.atomic():
        return list(
            Membership.objects.filter(user=user, is_active=True, organization__is_active=True)
            .select_related("organization")
            .order_by("organization__name")
        )


def people() -> QuerySet[Membership]:
    """Everybody of the current organization, by name."""
    return Membership.objects.select_related("user").order_by("user__name", "id")


def active_people() -> QuerySet[Membership]:
    """Those of the current organization who can take part."""
    return people().filter(is_active=True)


def found_people(*, name: str = "", role: str = "") -> QuerySet[Membership]:
    """Those of the current organization whose name or address holds `name` and who have `role`."""
    found = people()
    if name:
        found = found.filter(Q(user__name__icontains=name) | Q(user__email__icontains=name))
    return found.filter(role=role) if role else found


def role_choices() -> list[tuple[str, str]]:
    """The roles that a membership can have."""
    return list(Membership.Role.choices)


def members_among(emails: Iterable[str]) -> set[str]:
    """Which of these addresses belong to somebody who has access to the current organization already."""
    return set(Membership.objects.filter(user__email__in=emails, is_active=True).values_list("user__email", flat=True))


def get_person(membership_id: UUID) -> Membership:
    """A member of the current organization, or 404."""
    try:
        return people().get(pk=membership_id)
    except Membership.DoesNotExist:
        raise Http404 from None


def open_invitations() -> QuerySet[Invitation]:
    """Invitations of the current organization that nobody has accepted yet."""
    return (
        Invitation.objects.filter(state=Invitation.State.SENT)
        .select_related("invited_by__user", "organization")
        .order_by("-invited_at")
    )


def get_invitation(invitation_id: UUID) -> Invitation:
    """An open invitation of the current organization, or 404."""
    try:
        return open_invitations().get(pk=invitation_id)
    except Invitation.DoesNotExist:
        raise Http404 from None


def find_invitation(invitation_id: UUID) -> Invitation | None:
    """An invitation of the current organization in whatever state, with what its mail tells."""
    return Invitation.objects.select_related("organization", "invited_by__user").filter(pk=invitation_id).first()


def token_hash(secret: str) -> str:
    """What is stored of an invitation's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Standing(Enum):
    """How it is with an invitation; `EXPIRED` is a matter of the clock, not a state."""

    OPEN = "open"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


def standing(invitation: Invitation, now: datetime | None = None) -> Standing:
    """Whether the link still works, and if not, why."""
    if invitation.state != Invitation.State.SENT:
        return Standing(invitation.state)
    return Standing.OPEN if invitation.expires_at > (now or timezone.now()) else Standing.EXPIRED


def invitation_behind(token: str) -> Invitation | None:
    """The invitation that a mailed link belongs to, in whatever state.

    The token is `<organization id>.<secret>`, so the organization is known before the look-up and row security
    stays on.
    """
    organization_id, _, secret = token.partition(".")
    try:
        organization = Organization.objects.filter(pk=UUID(organization_id), is_active=True).first()
    except ValueError:
        return None
    if organization is None:
        return None
    with organization_context(organization.pk), transaction.atomic():
        invitation = (
            Invitation.objects.select_related("invited_by__user").filter(token_sha256=token_hash(secret)).first()
        )
    if invitation:
        invitation.organization = organization
    return invitation


def invitation_for_token(token: str, now: datetime | None = None) -> Invitation | None:
    """The invitation that a mailed link belongs to, if it is still open."""
    invitation = invitation_behind(token)
    return invitation if invitation and standing(invitation, now) is Standing.OPEN else None


def organizations() -> QuerySet[Organization]:
    """All organizations, for the operator. Who is in them stays theirs."""
    return Organization.objects.order_by("name", "id")


def has_administrator(organization: Organization) -> bool:
    """Whether somebody runs it; who, stays theirs."""
    with organization_context(organization.pk), transaction.atomic():
        return Membership.objects.filter(role=Membership.Role.ADMINISTRATOR, is_active=True).exists()


def get_organization(slug: str) -> Organization:
    """An organization, open or closed, for the operator; or 404."""
    try:
        return organizations().get(slug=slug)
    except Organization.DoesNotExist:
        raise Http404 from None


def user_with_email(email: str) -> User | None:
    """The person with this address, whatever its case; a second address that they have proven counts."""
    email = email.lower()
    return User.objects.filter(Q(email=email) | Q(emailaddress__email=email, emailaddress__verified=True)).first()


def addresses_of(user: User) -> set[str]:
    """Every address under which mail is known to reach this person."""
    return {user.email, *user.emailaddress_set.filter(verified=True).values_list("email", flat=True)}


def has_address(user: User, email: str) -> bool:
    """Whether mail to this address reaches this person."""
    if user.email == email.lower():
        return True
    return User.objects.filter(pk=user.pk, emailaddress__email=email.lower(), emailaddress__verified=True).exists()
