"""What administrators do about mails and events that did not go through."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from uuid_utils.compat import uuid7

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.models import OutboxEvent
from portal.outbox.relay import retry_parked
from portal.outbox.wake import RELAY, wake_after_commit
from programs.notifications.actions.telling import MAIL_TASK
from programs.notifications.models import Notification
from programs.notifications.queries import stop_of

Mail = Notification.Mail
AGAIN_BATCH = 500
AGAIN_MOST = 5000  # in one request; the page then offers the rest
TEST_KIND = "test-mail"


@transaction.atomic
def send_again(*, notification: Notification, by: Membership) -> None:
    """Give a mail that failed or came back all its attempts again.

    Raises:
        NotAllowed: `by` is no administrator.
        DomainError: it has neither failed nor come back, somebody else has sent it again already, or mails to the
            person are stopped.
    """
    _only_administrators(by)
    row = (
        Notification.objects.select_for_update(of=("self",)).select_related("membership__user").get(pk=notification.pk)
    )
    if row.mail == Mail.MISSED:
        raise DomainError("What this mail said is no longer true, so it is not sent. Nothing was changed.")
    if row.mail != Mail.FAILED and not (row.mail == Mail.SENT and row.returned):
        raise DomainError("This mail is on its way already. Nothing was changed.")
    if row.returned and stop_of(row.membership):
        raise DomainError(
            f"Mails to {row.membership.name} come back. Send it again when they have changed their address, or said "
            "that it is right."
        )
    _put_back(Notification.objects.filter(pk=row.pk))
    record("sent again", row, by=by, kind=row.kind)
    wake_after_commit(MAIL_TASK)


@transaction.atomic
def send_all_again(*, by: Membership) -> int:
    """Give all failed mails their attempts again, in batches; those that somebody else has in hand are left to them.

    Returns:
        How many; at most `AGAIN_MOST`.

    Raises:
        NotAllowed: `by` is no administrator.
        DomainError: no mail has failed (any more).
    """
    _only_administrators(by)
    count = 0
    while count < AGAIN_MOST:
        failed = Notification.objects.filter(mail=Mail.FAILED).order_by("created_at", "id")
        batch = list(failed.select_for_update(skip_locked=True).values_list("pk", flat=True)[:AGAIN_BATCH])
        if not batch:
            break
        count += _put_back(Notification.objects.filter(pk__in=batch))
    if not count:
        raise DomainError("No mail has failed any more. Nothing was changed.")
    record("sent all again", by, by=by, count=count)
    wake_after_commit(MAIL_TASK)
    return count


@transaction.atomic
def send_test_mail(*, by: Membership) -> Notification:
    """Send a mail to oneself by the way that every mail takes: a row, a call, a worker, the mail server.

    It is no news, so it is read already, and it waits for no digest.

    Raises:
        NotAllowed: `by` is no administrator.
        DomainError: the one before is still on its way.
    """
    _only_administrators(by)
    Membership.objects.select_for_update(of=("self",)).get(pk=by.pk)  # two clicks at once
    if Notification.objects.filter(membership=by, kind=TEST_KIND, mail=Mail.DUE).exists():
        raise DomainError("Your last test mail is still on its way. This page shows when it has been sent.")
    now = timezone.now()
    mail = Notification.objects.create(
        membership=by,
        kind=TEST_KIND,
        key=f"{TEST_KIND}:{uuid7()}",
        subject_id=by.pk,
        created_at=now,
        read_at=now,
        mail_due_at=now,
    )
    record("sent a test mail", mail, by=by)
    wake_after_commit(MAIL_TASK)
    return mail


def _only_administrators(by: Membership) -> None:
    if not by.is_administrator:
        raise NotAllowed("Only administrators look after mails.")


def _put_back(mails: QuerySet[Notification]) -> int:
    return mails.update(
        mail=Mail.DUE, mail_attempts=0, mail_due_at=timezone.now(), sent_at=None, returned="", returned_at=None
    )


@transaction.atomic
def retry_event(*, event: OutboxEvent, by: Membership) -> None:
    """Put a parked event back into the queue.

    Raises:
        NotAllowed: `by` is no administrator.
        DomainError: it is not parked any more.
    """
    _only_administrators(by)
    if not retry_parked(event):
        raise DomainError("This is being tried already. Nothing was changed.")
    record("tried again", event, by=by, name=event.name)
    wake_after_commit(RELAY)
