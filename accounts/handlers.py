"""What follows when something happened to people."""

from django.conf import settings
from django.urls import reverse

from accounts.actions import issue_invitation_token
from accounts.events import MemberInvited
from accounts.queries import Standing, find_invitation, standing
from portal.email import send
from portal.outbox.registry import handles
from portal.ui import clock

ROLE_WORDS = {"administrator": "an administrator", "manager": "a program manager", "member": "a member"}


@handles(MemberInvited)
def on_member_invited(event: MemberInvited) -> None:
    """Mail the invitation, unless it has been withdrawn before the mail was written."""
    invitation = find_invitation(event.subject_id)
    if invitation is None or standing(invitation) is not Standing.OPEN:
        return
    organization = invitation.organization
    path = reverse("invitation", kwargs={"token": issue_invitation_token(invitation=invitation)})
    send(
        to=invitation.email,
        template="accounts/invited",
        context={
            "organization": organization,
            "inviter": invitation.invited_by.name if invitation.invited_by else "",
            "role": ROLE_WORDS[invitation.role],
            "ends_on": clock.day(invitation.expires_at, organization.time_zone),
            "address": settings.SITE_URL + path,
            "button_text": "See the invitation",
        },
        message_id=f"invitation-{invitation.pk}",
    )
