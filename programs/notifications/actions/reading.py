"""Mark notices as read."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.errors import NotAllowed
from programs.notifications.models import Notification


@transaction.atomic
def mark_read(*, notification: Notification, by: Membership) -> None:
    """The person has opened it; a second time changes nothing."""
    if notification.membership_id != by.pk:
        raise NotAllowed("This notice is somebody else’s.")
    Notification.objects.filter(pk=notification.pk, read_at__isnull=True).update(read_at=timezone.now())


@transaction.atomic
def mark_all_read(*, by: Membership) -> int:
    """Mark everything that the person has been told so far.

    Returns:
        How many notices were new.
    """
    return Notification.objects.filter(membership=by, read_at__isnull=True).update(read_at=timezone.now())
