"""What happens to people and organizations."""

from dataclasses import dataclass

from portal.outbox.events import Event


@dataclass(frozen=True)
class MemberInvited(Event):
    """An administrator invited an address; `subject_id` is the invitation."""


@dataclass(frozen=True)
class InvitationAccepted(Event):
    """Somebody joined; `subject_id` is the membership."""


@dataclass(frozen=True)
class MembershipEnded(Event):
    """An administrator ended somebody's access; `subject_id` is the membership."""


@dataclass(frozen=True)
class AddressChanged(Event):
    """Somebody has another mail address; `subject_id` is the membership, and each of theirs is told."""
