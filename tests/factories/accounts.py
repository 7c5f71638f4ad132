"""Builders for people and invitations; they call the portal's own actions."""

from accounts.actions import invite_people, issue_invitation_token
from accounts.models import Invitation


def invitation_for(cast, email: str = "new@harbour.example", role: str = "member") -> tuple[Invitation, str]:
    """An open invitation to Harbour Health, and the path of its link."""
    with cast.inside("harbour"):
        (invitation,) = invite_people(emails=[email], role=role, by=cast.administrator)
        return invitation, f"/invitation/{issue_invitation_token(invitation=invitation)}/"
