"""Reads about people and organizations."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django_scopes import scopes_disabled

from accounts.models import Invitation, Membership, Organization, User
from portal.tenancy.context import organization_context, user_context


def display_name(user: User) -> str:
    """How pages and mails of sign-in call the person."""
    return user.name or user.email


def organization_with_slug(slug: str) -> Organization | None:
    """The active organization at /o/<slug>/, if there is one."""
    return Organization.objects.filter(slug=slug, is_active=True).first()


def active_membership(user: User, organization: Organization) -> Membership | None:
    """The person's place in the organization, if they have one."""
    with organization_context(organization.pk, user.pk), transaction.atomic():
        membership = Membership.objects.filter(user=user, is_active=True).first()
    if membership:
        membership.user, membership.organization = user, organization
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
        .select_related("invited_by__user")
        .order_by("-invited_at")
    )


def get_invitation(invitation_id: UUID) -> Invitation:
    """An open invitation of the current organization, or 404."""
    try:
        return open_invitations().get(pk=invitation_id)
    except Invitation.DoesNotExist:
        raise Http404 from None


def token_hash(secret: str) -> str:
    """What is stored of an invitation's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def invitation_for_token(token: str, now: datetime | None = None) -> Invitation | None:
    """The open invitation that a mailed link belongs to.

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
        invitation = Invitation.objects.filter(
            token_sha256=token_hash(secret), state=Invitation.State.SENT, expires_at__gt=now or timezone.now()
        ).first()
    if invitation:
        invitation.organization = organization
    return invitation


def user_with_email(email: str) -> User | None:
    """The person with this address, whatever its case."""
    return User.objects.filter(email=email.lower()).first()
