"""Writes about people: invitations, sign-ins, roles, profiles."""

import base64
from datetime import timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.events import AddressChanged, InvitationAccepted, MemberInvited, MembershipEnded
from accounts.models import Invitation, Membership, Organization, User
from accounts.queries import (
    Standing,
    addresses_of,
    has_address,
    members_among,
    memberships_of,
    standing,
    token_hash,
    user_with_email,
)
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from portal.tenancy.context import organization_context

INVITATION_LASTS = timedelta(days=14)


@transaction.atomic
def invite_people(*, emails: list[str], role: str, by: Membership) -> list[Invitation]:
    """Invite one or many addresses; those who are members already, or invited, are left as they are.

    Returns:
        The invitations that were made.

    Raises:
        NotAllowed: `by` is no administrator.
    """
    if not by.is_administrator:
        raise NotAllowed("Only administrators invite people.")
    _lock_organization(by.organization_id)  # two administrators who invite the same address
    wanted = {email.strip().lower() for email in emails if email.strip()}
    members = members_among(wanted)
    open_now = set(
        Invitation.objects.filter(
            email__in=wanted, state=Invitation.State.SENT, expires_at__gt=timezone.now()
        ).values_list("email", flat=True)
    )
    return [invite(by.organization_id, email, role, by=by) for email in sorted(wanted - members - open_now)]


def invite(organization_id: UUID, email: str, role: str, *, by: Membership | None) -> Invitation:
    """One invitation; the caller has asked whether it may be made. An earlier one to this address ends."""
    now = timezone.now()
    Invitation.objects.filter(email=email.lower(), state=Invitation.State.SENT).update(state=Invitation.State.WITHDRAWN)
    invitation = Invitation(
        organization_id=organization_id,
        email=email.lower(),
        role=role,
        invited_at=now,
        invited_by=by,
        expires_at=now + INVITATION_LASTS,
    )
    invitation.token_sha256 = token_hash(_secret_of(invitation))
    invitation.save(force_insert=True)
    record("invited", invitation, by=by, role=role)
    publish(MemberInvited(subject_id=invitation.pk))
    return invitation


def _secret_of(invitation: Invitation) -> str:
    """The secret of the mailed link: computed, not stored, so that a mail sent again after a crash has the same."""
    digest = salted_hmac("accounts.invitation", str(invitation.pk), algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


@transaction.atomic
def issue_invitation_token(*, invitation: Invitation) -> str:
    """The secret for the mail that is about to be sent; the row keeps only its hash.

    Returns:
        The token for the link: `<organization id>.<secret>`.
    """
    secret = _secret_of(invitation)
    if invitation.token_sha256 != token_hash(secret):  # the install's key has changed since the invitation
        invitation.token_sha256 = token_hash(secret)
        invitation.save(update_fields=["token_sha256"])
    return f"{invitation.organization_id}.{secret}"


@transaction.atomic
def send_invitation_again(*, invitation: Invitation, by: Membership) -> Invitation:
    """A fresh invitation to the same address with the same role; the earlier link stops working.

    Raises:
        NotAllowed: `by` is no administrator.
        DomainError: it was accepted or withdrawn in the meantime.
    """
    if not by.is_administrator:
        raise NotAllowed("Only administrators invite people.")
    _lock_organization(by.organization_id)
    _end_invitation(invitation)
    return invite(by.organization_id, invitation.email, invitation.role, by=by)


def _end_invitation(invitation: Invitation) -> None:
    changed = Invitation.objects.filter(pk=invitation.pk, state=Invitation.State.SENT).update(
        state=Invitation.State.WITHDRAWN
    )
    if not changed:
        raise DomainError("This invitation has been accepted or withdrawn in the meantime. Look at the list again.")


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Membership) -> None:
    """The link stops working."""
    if not by.is_administrator:
        raise NotAllowed("Only administrators withdraw invitations.")
    _end_invitation(invitation)
    record("withdrawn", invitation, by=by)


@transaction.atomic
def accept_invitation(*, invitation: Invitation, user: User) -> Membership:
    """Join the organization.

    Raises:
        DomainError: another address was invited, or the invitation is no longer open.
    """
    if not has_address(user, invitation.email):
        raise DomainError(f"This invitation is for {invitation.email}. Sign in with that address to accept it.")
    with organization_context(invitation.organization_id, user.pk):
        now = timezone.now()
        found = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if standing(found, now) is Standing.ACCEPTED:
            raise DomainError("This invitation has been used already. Sign in to go on.")
        if standing(found, now) is not Standing.OPEN:
            raise DomainError("This invitation has ended. Ask the person who invited you for a new one.")
        membership, fresh = Membership.objects.get_or_create(user=user, defaults={"role": found.role, "joined_at": now})
        if not fresh and not membership.is_active:
            membership.role, membership.is_active = found.role, True
            membership.save(update_fields=["role", "is_active"])
        found.state, found.accepted_at, found.accepted_by = Invitation.State.ACCEPTED, now, membership
        found.save(update_fields=["state", "accepted_at", "accepted_by"])
        record("joined", membership, by=membership)
        publish(InvitationAccepted(subject_id=membership.pk))
    return membership


@transaction.atomic
def create_sign_in(*, invitation: Invitation, name: str, time_zone, password: str) -> User:
    """Make the invited person's sign-in; the link reached their mailbox, so the address is proven.

    Raises:
        DomainError: the address has a sign-in already.
    """
    if user_with_email(invitation.email):
        raise DomainError("You have a sign-in already. Sign in, then accept the invitation.")
    try:
        with transaction.atomic():
            user = User.objects.create_user(invitation.email, password, name=name, time_zone=time_zone)
    except IntegrityError:
        raise DomainError("You have a sign-in already. Sign in, then accept the invitation.") from None
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@transaction.atomic
def join_as_new_person(*, invitation: Invitation, name: str, time_zone, password: str) -> Membership:
    """Make the invited person's sign-in and let them join, both or neither.

    Raises:
        DomainError: the address has a sign-in already, or the invitation is no longer open.
    """
    user = create_sign_in(invitation=invitation, name=name, time_zone=time_zone, password=password)
    return accept_invitation(invitation=invitation, user=user)


@transaction.atomic
def give_role(*, membership: Membership, role: str, by: Membership) -> None:
    """Make somebody administrator, program manager or member.

    Raises:
        NotAllowed: `by` is no administrator.
        DomainError: the organization would be left without an administrator.
    """
    if not by.is_administrator:
        raise NotAllowed("Only administrators give roles.")
    _lock_rights(membership, by)
    _keep_an_administrator(membership, stays=role == Membership.Role.ADMINISTRATOR)
    record("given role", membership, by=by, was=membership.role, now=role)
    membership.role = role
    membership.save(update_fields=["role"])


@transaction.atomic
def set_membership_active(*, membership: Membership, active: bool, by: Membership) -> None:
    """Let somebody in again, or end their access, with their invitations, at their next request. History stays."""
    if not by.is_administrator:
        raise NotAllowed("Only administrators end memberships.")
    _lock_rights(membership, by)
    if not active:
        _keep_an_administrator(membership, stays=False)
        Invitation.objects.filter(email__in=addresses_of(membership.user), state=Invitation.State.SENT).update(
            state=Invitation.State.WITHDRAWN
        )
    record("let in" if active else "ended", membership, by=by)
    if membership.is_active and not active:
        publish(MembershipEnded(subject_id=membership.pk))
    membership.is_active = active
    membership.save(update_fields=["is_active"])


def _lock_organization(organization_id: UUID) -> None:
    """Roles, access and invitations of one organization change one after another."""
    Organization.objects.select_for_update(no_key=True).get(pk=organization_id)


def _lock_rights(membership: Membership, by: Membership) -> None:
    """Wait for others who change rights here, then look again at whose they are and at who wants to change them."""
    _lock_organization(membership.organization_id)
    membership.refresh_from_db(fields=["role", "is_active"])
    if not Membership.objects.filter(pk=by.pk, role=Membership.Role.ADMINISTRATOR, is_active=True).exists():
        raise NotAllowed("You are no longer an administrator here.")


def _keep_an_administrator(membership: Membership, *, stays: bool) -> None:
    if stays or not (membership.is_administrator and membership.is_active):
        return
    if Membership.objects.filter(role=Membership.Role.ADMINISTRATOR, is_active=True).count() <= 1:
        raise DomainError("An organization needs an administrator. Make somebody else one first.", field="role")


@transaction.atomic
def change_profile(*, user: User, name: str, time_zone, theme: str, language: str) -> None:
    """Save a person's name, zone, theme and the language of their mails."""
    user.name, user.time_zone, user.theme, user.language = name, time_zone, theme, language
    user.save(update_fields=["name", "time_zone", "theme", "language"])


@transaction.atomic
def announce_address(*, user: User) -> None:
    """Tell every organization of somebody that their mails go to another address now."""
    for membership in memberships_of(user):
        with organization_context(membership.organization_id, user.pk):
            publish(AddressChanged(subject_id=membership.pk))
