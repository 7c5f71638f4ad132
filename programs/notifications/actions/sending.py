"""Send the mails that are due, each once, from the present state."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from portal.email import send
from programs.notifications.actions.letters import foot_of, message_id, message_words
from programs.notifications.models import Notification
from programs.notifications.queries import address_to_answer, calendar_of, is_still_true, is_wanted, names_in
from programs.notifications.wording import put_into_words

log = logging.getLogger(__name__)

MAIL_BATCH = 500
MAIL_LEASE = timedelta(seconds=settings.LEASE_SECONDS)
MOST_ATTEMPTS = 8
FIRST_DELAY = timedelta(minutes=1)


def send_due_mail(*, batch: int = MAIL_BATCH) -> int:
    """Send the mails of the current organization that are due now.

    Rows are claimed under a lease; each is looked at again, sent, and marked by itself. So a worker that is killed
    repeats at most the one mail that was on its way, under the same message id, and the others come back when the
    lease is over.

    Returns:
        How many were claimed; 0 when nothing is due.
    """
    stop_at = timezone.now() + MAIL_LEASE / 2
    rows = _claim_mail(batch)
    for position, row in enumerate(rows):
        if timezone.now() > stop_at:
            _give_back(rows[position:])
            break
        _send_one(row)
    return len(rows)


@transaction.atomic
def _claim_mail(batch: int) -> list[Notification]:
    now = timezone.now()
    rows = list(
        Notification.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(mail=Notification.Mail.DUE, mail_due_at__lte=now)
        .select_related("membership__user", "organization")
        .order_by("mail_due_at", "id")[:batch]
    )
    for row in rows:
        row.mail_due_at = now + MAIL_LEASE
    Notification.objects.filter(pk__in=[row.pk for row in rows]).update(mail_due_at=now + MAIL_LEASE)
    return rows


def _send_one(row: Notification) -> None:
    try:
        letter = _write_letter(row)
        if isinstance(letter, str):
            _settle(row, mail=letter)
            return
        send(**letter)  # outside of any transaction: a slow mail server holds no lock
    except Exception as error:  # whatever a mail server or a template raises: it is tried again, then shown as failed
        log.warning("Mail %s failed (%s)", row.pk, type(error).__name__)
        _failed(row, error)
    else:
        _settle(row, mail=Notification.Mail.SENT, sent_at=timezone.now(), last_error="")


@transaction.atomic
def _write_letter(row: Notification) -> dict | str:
    """What to hand to the mail server, from the present state; or why there is no mail any more."""
    now = timezone.now()
    if not is_wanted(row):
        return Notification.Mail.NONE
    if not is_still_true(row, now):
        return Notification.Mail.MISSED
    user, organization = row.membership.user, row.organization
    told = put_into_words(
        kind=row.kind,
        facts=row.facts,
        slug=organization.slug,
        zone=user.time_zone,
        names=names_in([row]),
        now=now,
        language=user.language,
    )
    entries = calendar_of(row, now)
    foot = foot_of(row)
    context = {
        "organization": organization,
        "first_name": user.first_name,
        "told": told,
        "words": message_words(row, told, user.language),
        "address": settings.SITE_URL + told.path,
        "button_text": told.button,
        "entries": entries,
        "foot": foot,
    }
    return {
        "to": user.email,
        "template": "notifications/message",
        "context": context,
        "message_id": message_id("notification", row),
        "reply_to": address_to_answer(row),
        "unsubscribe": foot.off,
        "language": user.language,
        "calendar": entries.part,
        "attachments": entries.attachments,
        "metadata": {"organization": str(row.organization_id), "notification": str(row.pk)},
    }


@transaction.atomic
def _settle(row: Notification, **changes) -> None:
    """Write down what became of a mail, if its lease is still ours."""
    Notification.objects.filter(pk=row.pk, mail=Notification.Mail.DUE, mail_due_at=row.mail_due_at).update(**changes)


def _failed(row: Notification, error: Exception) -> None:
    _settle(row, **after_failure(row.mail_attempts, error))


def after_failure(attempts_before: int, error: Exception) -> dict:
    """What to write down: later, each time after twice the delay; in the end, that it failed."""
    attempts = attempts_before + 1
    changes: dict = {"mail_attempts": attempts, "last_error": type(error).__name__}  # its text may hold an address
    if attempts >= MOST_ATTEMPTS:
        return {**changes, "mail": Notification.Mail.FAILED}
    return {**changes, "mail_due_at": timezone.now() + FIRST_DELAY * 2 ** (attempts - 1)}


@transaction.atomic
def _give_back(rows: list[Notification]) -> None:
    Notification.objects.filter(
        pk__in=[row.pk for row in rows], mail=Notification.Mail.DUE, mail_due_at=rows[0].mail_due_at
    ).update(mail_due_at=timezone.now())
