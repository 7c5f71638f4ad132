"""Writes about organizations."""

from django.db import IntegrityError, transaction
from uuid_utils.compat import uuid7

from accounts.actions.people import invite
from accounts.calls import check_call_template
from accounts.models import Invitation, Membership, Organization, User
from accounts.models.organization import RESERVED_SLUGS
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.tenancy.context import organization_context
from portal.vault.keys import create_data_key


@transaction.atomic
def create_organization(*, name: str, slug: str, administrator_email: str, by: User, **fields) -> Organization:
    """Open an organization, make its data key and invite its first administrator.

    Args:
        name, slug: how people and addresses call it.
        administrator_email: who gets the first invitation.
        by: the platform operator.
        fields: `time_zone`, `hue`.

    Raises:
        NotAllowed: `by` is no operator.
        DomainError: the slug is taken or reserved.
    """
    if not by.is_operator:
        raise NotAllowed("Only the platform's operator opens organizations.")
    taken = DomainError("This address is taken. Choose another one.", field="slug")
    if slug in RESERVED_SLUGS or Organization.objects.filter(slug=slug).exists():
        raise taken
    organization = Organization(id=uuid7(), name=name, slug=slug, **fields)
    with organization_context(organization.pk, by.pk):
        try:
            with transaction.atomic():
                organization.save(force_insert=True)
        except IntegrityError:  # another operator was faster
            raise taken from None
        create_data_key()
        record("created", organization, operator=by.pk)
        invite(organization.pk, administrator_email, Membership.Role.ADMINISTRATOR, by=None)
    return organization


@transaction.atomic
def set_organization_active(*, organization: Organization, active: bool, by: User) -> None:
    """Close an organization, so that nobody can open its pages, or open it again. Everything in it stays.

    Raises:
        NotAllowed: `by` is no operator.
    """
    if not by.is_operator:
        raise NotAllowed("Only the platform's operator closes organizations.")
    if not Organization.objects.filter(pk=organization.pk, is_active=not active).update(is_active=active):
        return  # pressed twice
    organization.is_active = active
    with organization_context(organization.pk, by.pk):
        record("opened again" if active else "closed", organization, operator=by.pk)


@transaction.atomic
def invite_administrator(*, organization: Organization, email: str, by: User) -> Invitation:
    """Invite the first administrator again, or at another address, while nobody runs the organization.

    Raises:
        NotAllowed: `by` is no operator.
        DomainError: it has an administrator, who alone says who else becomes one.
    """
    if not by.is_operator:
        raise NotAllowed("Only the platform's operator invites a first administrator.")
    with organization_context(organization.pk, by.pk):
        if Membership.objects.filter(role=Membership.Role.ADMINISTRATOR, is_active=True).exists():
            raise DomainError(f"{organization.name} has an administrator by now, who invites everybody else.")
        Invitation.objects.filter(role=Membership.Role.ADMINISTRATOR, state=Invitation.State.SENT).update(
            state=Invitation.State.WITHDRAWN
        )
        return invite(organization.pk, email, Membership.Role.ADMINISTRATOR, by=None)


@transaction.atomic
def change_look(*, organization: Organization, name: str, hue: int, time_zone, by: Membership) -> None:
    """Save the organization's name, hue and zone."""
    if not by.is_administrator:
        raise NotAllowed("Only administrators change the organization.")
    organization.name, organization.hue, organization.time_zone = name, hue, time_zone
    organization.save(update_fields=["name", "hue", "time_zone"])
    record("changed", organization, by=by, hue=hue)


@transaction.atomic
def change_calls(*, organization: Organization, call_template: str, by: Membership) -> None:
    """Save where sessions without a place meet from now on; booked ones keep their address.

    Args:
        call_template: an address, in which {session} makes each call a room of its own; "" for no calls.

    Raises:
        NotAllowed: `by` is no administrator.
        DomainError: the address is none, or not a safe one.
    """
    if not by.is_administrator:
        raise NotAllowed("Only administrators change the organization.")
    organization.call_template = check_call_template(call_template)
    organization.save(update_fields=["call_template"])
    record("changed calls", organization, by=by)
