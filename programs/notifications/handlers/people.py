"""People of the organization."""

from accounts.events import InvitationAccepted
from portal.outbox.registry import handles
from programs.notifications.actions import tell
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
