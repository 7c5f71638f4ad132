"""Hand due events to their handlers: claimed in batches under a lease, each handler once, failures later again."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from portal.outbox.events import Event
from portal.outbox.models import Delivery, OutboxEvent
from portal.outbox.registry import handler_name, handlers_of
from portal.tenancy.context import organization_context
from portal.tenancy.due import organizations_due

log = logging.getLogger(__name__)

BATCH = 500
LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 8
FIRST_DELAY = timedelta(seconds=10)


def relay() -> int:
    """Deliver everything that is due now, in all organizations.

    Returns:
        How many events were dealt with.
    """
    count = 0
    for organization_id in organizations_due("outbox_due", timezone.now()):
        with organization_context(organization_id):
            while batch := claim():
                count += deliver(batch)
    return count


def claim(batch: int = BATCH) -> list[OutboxEvent]:
    """Take up to `batch` due events; nobody else gets them before the lease ends."""
    now = timezone.now()
    with transaction.atomic():
        events = list(
            OutboxEvent.objects.select_for_update(skip_locked=True)
            .filter(done_at__isnull=True, parked_at__isnull=True, due_at__lte=now)
            .order_by("id")[:batch]
        )
        OutboxEvent.objects.filter(pk__in=[event.pk for event in events]).update(due_at=now + LEASE)
    return events


def deliver(events: list[OutboxEvent]) -> int:
    """Run the handlers of claimed events in order. After a failure, later events of the same subject wait for it."""
    done, stuck = [], set()
    for row in events:
        if row.subject_id in stuck:
            postpone(row, FIRST_DELAY)
        elif _handled(row):
            done.append(row.pk)
        else:
            stuck.add(row.subject_id)
    with transaction.atomic():  # a worker has no transaction of its own, and without one row security shows nothing
        OutboxEvent.objects.filter(pk__in=done).update(done_at=timezone.now())
    return len(done)


def _handled(row: OutboxEvent) -> bool:
    try:
        for handler in handlers_of(row.name):
            _handle_once(row, handler)
    except Exception as error:  # whatever a handler raises: the event stays, and is tried again or parked
        log.exception("%s failed", row.name)
        _failed(row, error)
        return False
    return True


@transaction.atomic
def _handle_once(row: OutboxEvent, handler) -> None:
    _, first = Delivery.objects.get_or_create(
        event=row, handler=handler_name(handler), defaults={"delivered_at": timezone.now()}
    )
    if first:
        handler(Event.known[row.name].from_payload(row.payload))


@transaction.atomic
def _failed(row: OutboxEvent, error: Exception) -> None:
    row.attempts += 1
    row.last_error = type(error).__name__  # the message could hold what a person wrote
    if row.attempts >= MOST_ATTEMPTS:
        row.parked_at = timezone.now()
    else:
        row.due_at = timezone.now() + FIRST_DELAY * 2 ** (row.attempts - 1)
    row.save(update_fields=["attempts", "last_error", "parked_at", "due_at"])


@transaction.atomic
def postpone(row: OutboxEvent, delay: timedelta) -> None:
    """Give the event back, due after `delay`."""
    OutboxEvent.objects.filter(pk=row.pk).update(due_at=timezone.now() + delay)
