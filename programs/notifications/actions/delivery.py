"""What administrators do about mails and events that did not go through."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.models import OutboxEvent
from portal.outbox.relay import retry_parked
from portal.outbox.wake import RELAY, wake_after_commit
from programs.notifications.actions.telling import MAIL_TASK
from programs.notifications.models import Notification


@transaction.atomic
def send_again(*, notification: Notification, by: Membership) -> None:
    """Give a failed mail all its attempts again.

    Raises:
        NotAllowed: `by` is no administrator.
        DomainError: it has not failed, or somebody else has sent it again already.
    """
    if not by.is_administrator:
        raise NotAllowed("Only administrators send failed mails again.")
    failed = Notification.objects.filter(pk=notification.pk, mail=Notification.Mail.FAILED)
    if not failed.update(mail=Notification.Mail.DUE, mail_attempts=0, mail_due_at=timezone.now()):
        raise DomainError("This mail is on its way already. Nothing was changed.")
    record("sent again", notification, by=by, kind=notification.kind)
    wake_after_commit(MAIL_TASK)


@transaction.atomic
def retry_event(*, event: OutboxEvent, by: Membership) -> None:
    """Put a parked event back into the queue.

    Raises:
        NotAllowed: `by` is no administrator.
        DomainError: it is not parked any more.
    """
    if not by.is_administrator:
        raise NotAllowed("Only administrators try parked events again.")
    if not retry_parked(event):
        raise DomainError("This is being tried already. Nothing was changed.")
    record("tried again", event, by=by, name=event.name)
    wake_after_commit(RELAY)
