"""Say that something happened, in the transaction that makes it true."""

from django.db import connection
from django.utils import timezone

from portal.outbox.events import Event
from portal.outbox.models import OutboxEvent
from portal.outbox.wake import RELAY, wake_after_commit


def publish(*events: Event) -> None:
    """Write the events to the outbox and wake the relay once the transaction has committed.

    Raises:
        RuntimeError: outside a transaction, since the event could then outlive or miss the change it speaks of.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("publish() belongs into the transaction of the change")
    if not events:
        return
    now = timezone.now()
    OutboxEvent.objects.bulk_create(
        [
            OutboxEvent(
                name=event.event_name(),
                subject_id=event.subject_id,
                payload=event.as_payload(),
                created_at=now,
                due_at=now,
            )
            for event in events
        ],
        batch_size=1000,
    )
    wake_after_commit(RELAY)
