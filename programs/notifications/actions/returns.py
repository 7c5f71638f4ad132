"""Mails that came back, and the people whose mails are stopped for it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import NotAllowed
from programs.notifications.models import Notification, Rhythm

Returned = Notification.Returned
# How far a provider's clock and ours may differ, and how long a mail that is on its way is not yet marked as sent.
SLACK = timedelta(minutes=10)


@transaction.atomic
def take_back(*, mail: Notification, returned: str, at: datetime, address: str, mailbox: bool) -> bool:
    """Write down that a mail came back, and stop further mails to the person. The portal itself does it, without `by`.

    The same told twice changes nothing, and the order does not matter: a complaint says more than a bounce and stays.
    What is told about a mail from before it was sent again is old news.

    Args:
        mail: the notification whose mail it was.
        returned: how it came back.
        at: when.
        address: where it had gone to; who has another address by now gets their mails there. "" if not told.
        mailbox: whether the mailbox is the reason, and not this one mail.

    Returns:
        Whether that was news.
    """
    row = Notification.objects.select_for_update(of=("self",)).select_related("membership__user").get(pk=mail.pk)
    if row.returned in {returned, Returned.COMPLAINED} or at < (row.sent_at or row.created_at) - SLACK:
        return False
    row.returned, row.returned_at = returned, row.returned_at or at
    row.save(update_fields=["returned", "returned_at"])
    record("returned", row, reason=returned)
    if mailbox and address.lower() in {"", row.membership.user.email}:
        _stop(row.membership, returned, at)
    return True


def _stop(membership: Membership, reason: str, at: datetime) -> None:
    rhythm, _ = Rhythm.objects.get_or_create(membership=membership)
    rhythm = Rhythm.objects.select_for_update().get(pk=rhythm.pk)
    if rhythm.stopped_for in {reason, Returned.COMPLAINED}:
        return
    rhythm.stopped_at, rhythm.stopped_for = rhythm.stopped_at or at, reason
    rhythm.save(update_fields=["stopped_at", "stopped_for"])
    record("mails stopped", rhythm, reason=reason)


@transaction.atomic
def use_address_again(*, membership: Membership, by: Membership) -> bool:
    """The person says that their address is right: mails go out again.

    Returns:
        False if they were not stopped (any more).

    Raises:
        NotAllowed: `by` is somebody else.
    """
    if membership.pk != by.pk:
        raise NotAllowed("Only they themselves know whether their address is right.")
    return start_mails_again(membership_id=membership.pk, by=by)


@transaction.atomic
def start_mails_again(*, membership_id, by: Membership | None) -> bool:
    """Mails go out again, as after the address has been changed; `by` is None when the portal itself does it.

    Returns:
        False if they were not stopped (any more).
    """
    rhythm = Rhythm.objects.select_for_update().filter(membership=membership_id, stopped_at__isnull=False).first()
    if rhythm is None:
        return False
    reason, rhythm.stopped_at, rhythm.stopped_for = rhythm.stopped_for, None, ""
    rhythm.save(update_fields=["stopped_at", "stopped_for"])
    record("mails started again", rhythm, by=by, reason=reason, at=timezone.now().isoformat())
    return True
