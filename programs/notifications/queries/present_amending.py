"""Whether a version of an agreement, or a change of it, still waits right before the mail."""

from datetime import datetime

from programs.coaching.lifecycle import AMENDABLE
from programs.coaching.models import Amendment, ContractVersion, Signature
from programs.engagements.lifecycle import State
from programs.engagements.models import Participation
from programs.notifications.models import Notification


def is_out_for_signing(version: ContractVersion) -> bool:
    """Whether a version of a design, or of a change that is still open, can be signed."""
    state = version.contract.engagement.state
    if version.amendment is None:
        return state == State.DESIGN
    return state in AMENDABLE and not version.amendment.agreed_at and not version.amendment.dropped_at


def signature_waits(row: Notification, now: datetime) -> bool:
    """Whether this person has not signed that version, and still can."""
    version = (
        ContractVersion.objects.select_related("contract__engagement", "amendment")
        .defer("text", "amendment__reason", "amendment__draft")
        .filter(pk=row.facts["version_id"])
        .first()
    )
    return (
        version is not None
        and is_out_for_signing(version)
        and not Signature.objects.filter(version=version, participation__membership=row.membership_id).exists()
        and Participation.objects.filter(
            engagement=version.contract_id, membership=row.membership_id, left_at__isnull=True
        ).exists()
    )


def is_written(row: Notification, now: datetime) -> bool:
    """Whether a change that was proposed is still open."""
    return Amendment.objects.filter(
        pk=row.facts["amendment_id"], agreed_at__isnull=True, dropped_at__isnull=True
    ).exists()
