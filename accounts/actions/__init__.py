"""Writes about people and organizations."""

from accounts.actions.organizations import (
    change_calls,
    change_look,
    create_organization,
    invite_administrator,
    set_organization_active,
)
from accounts.actions.people import (
    accept_invitation,
    announce_address,
    change_profile,
    create_sign_in,
    give_role,
    invite_people,
    issue_invitation_token,
    join_as_new_person,
    send_invitation_again,
    set_membership_active,
    withdraw_invitation,
)

__all__ = [
    "accept_invitation",
    "announce_address",
    "change_calls",
    "change_look",
    "change_profile",
    "create_organization",
    "create_sign_in",
    "give_role",
    "invite_administrator",
    "invite_people",
    "issue_invitation_token",
    "join_as_new_person",
    "send_invitation_again",
    "set_membership_active",
    "set_organization_active",
    "withdraw_invitation",
]
