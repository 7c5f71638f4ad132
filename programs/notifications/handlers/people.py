"""People of the organization."""

from accounts.events import AddressChanged, InvitationAccepted
from portal.outbox.registry import handles
from programs.notifications.actions import start_mails_again, tell
from programs.notifications.queries import find_invitation_accepted_by


@handles(InvitationAccepted)
def on_invitation_accepted(event: InvitationAccepted) -> None:
    """Tell whoever invited them; the operator's first invitation has nobody to tell."""
    invitation = find_invitation_accepted_by(event.subject_id)
    if invitation and invitation.invited_by_id:
        tell(
            kind="invitation-accepted",
            key=f"{invitation.pk}",
            subject_id=event.subject_id,
            people=[invitation.invited_by_id],
            facts={"by": str(event.subject_id)},
        )


@handles(AddressChanged)
def on_address_changed(event: AddressChanged) -> None:
    """What came back from the old address says nothing about the new one."""
    start_mails_again(membership_id=event.subject_id, by=None)
