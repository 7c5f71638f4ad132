"""Say that something happened, in the transaction that makes it true."""

import logging

from celery import current_app
from django.db import connection, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from portal.outbox.events import Event
from portal.outbox.models import OutboxEvent

log = logging.getLogger(__name__)


def publish(*events: Event) -> None:
    """Write the events to the outbox and wake the relay once the transaction has committed.

    Raises:
        RuntimeError: outside a transaction, since the event could then outlive or miss the change it speaks of.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("publish() belongs into the transaction of the change")
    now = timezone.now()
    OutboxEvent.objects.bulk_create(
        OutboxEvent(
            name=event.event_name(),
            subject_id=event.subject_id,
            payload=event.as_payload(),
            created_at=now,
            due_at=now,
        )
        for event in events
    )
    if not any(entry[1] is wake_relay for entry in connection.run_on_commit):
        transaction.on_commit(wake_relay)


def wake_relay() -> None:
    """Tell a worker to look at the outbox. If the broker is away, beat's next look finds the rows all the same."""
    try:
        current_app.send_task("portal.outbox.tasks.relay_outbox", retry=False)
    except (OperationalError, OSError) as error:
        log.warning("The broker is away (%s); the outbox waits for beat.", type(error).__name__)
