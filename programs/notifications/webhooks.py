"""What mail providers tell about mails that came back. The only place in the portal that listens to a signal.

django-anymail checks who calls and brings every provider's words into one form; it hands that form on as a Django
signal and in no other way. So here, and only here, a signal is listened to (tests/architecture/test_code.py).
"""

import logging
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from anymail.signals import EventType, RejectReason, tracking
from django.utils import timezone

from portal.tenancy.context import organization_context
from programs.notifications.actions import take_back
from programs.notifications.models import Notification
from programs.notifications.queries import find_mail, organization_of_mail

log = logging.getLogger(__name__)

BOUNCED, COMPLAINED = Notification.Returned.BOUNCED, Notification.Returned.COMPLAINED
WHAT = {EventType.BOUNCED: BOUNCED, EventType.REJECTED: BOUNCED, EventType.COMPLAINED: COMPLAINED}
# A refusal for one of these reasons is about our mail or our domain: the mailbox may well take the next one.
NOT_THE_MAILBOX = {RejectReason.BLOCKED, RejectReason.TIMED_OUT, RejectReason.OTHER}
# Providers that call a mailbox which is full or slow "bounced" as well: the words by which they say so.
PASSES = {
    "Type": {"SoftBounce", "DnsError", "Transient"},  # Postmark
    "event": {"soft_bounce"},  # Brevo, Mandrill
    "type": {"blocked", "activity.soft_bounced"},  # SendGrid, MailerSend
    "hard_bounce": {"False"},  # Mailjet
    "bounceType": {"Transient"},  # Amazon SES
    "bounce_class": {"20", "21", "22", "23", "24", "70", "100"},  # SparkPost
}
PREFIX = "notification-"  # of the message ids that sending gives


def listen() -> None:
    """Register the listener; once, however often it is called."""
    tracking.connect(on_tracking, dispatch_uid="programs.notifications.webhooks")


def on_tracking(sender: Any, event: Any, esp_name: str, **kwargs: Any) -> None:
    """Write down that a mail came back; everything else that providers tell is none of our business.

    What cannot be matched is ignored with a line in the log: to tell the provider of an error would make it call again
    for days. When the database is away the error goes on, and it does call again.
    """
    returned = WHAT.get(event.event_type)
    if returned is None or passes(event.esp_event):
        return
    if event.reject_reason == RejectReason.SPAM:
        returned = COMPLAINED
    notification_id, organization_id = _matched(event)
    if organization_id is None:
        log.info("%s told of a mail that is not known here", esp_name)
        return
    with organization_context(organization_id):
        mail = find_mail(notification_id)
        if mail is None:
            log.info("%s told of a mail that is not known here", esp_name)
            return
        take_back(
            mail=mail,
            returned=returned,
            at=_moment(event.timestamp),
            address=event.recipient or "",
            mailbox=returned == COMPLAINED or event.reject_reason not in NOT_THE_MAILBOX,
        )


def passes(raw: Any) -> bool:
    """Whether the provider's own words say that the mailbox may take the next mail."""
    if not isinstance(raw, dict):
        return False
    return any(str(raw.get(key)) in words for key, words in PASSES.items()) or any(map(passes, raw.values()))


def _matched(event: Any) -> tuple[UUID | None, UUID | None]:
    """Which notification of which organization, by the mail's metadata, else by its message id."""
    told = event.metadata or {}
    notification_id = _uuid(told.get("notification")) or _uuid_in(event.message_id)
    if notification_id is None:
        return None, None
    owner = organization_of_mail(notification_id)
    claimed = told.get("organization")
    return notification_id, owner if claimed is None or _uuid(claimed) == owner else None


def _uuid(text: Any) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None


def _uuid_in(message_id: Any) -> UUID | None:
    name = str(message_id or "").strip("<>").partition("@")[0]
    return _uuid(name.removeprefix(PREFIX)) if name.startswith(PREFIX) else None


def _moment(told: datetime | None) -> datetime:
    """When it came back; a provider's clock that is ahead of ours is not believed."""
    now = timezone.now()
    return told if told and timezone.is_aware(told) and told <= now + timedelta(minutes=5) else now
