"""Hand due events to their handlers: claimed in batches under a lease, each handler once, failures later again.

Three rules hold with any number of relays, and when one is killed at any point:

- a handler's work and the note that it was done (`Delivery`) commit together, so it happens once;
- events of one subject are handled in the order in which they were written: one that failed or is in other hands
  holds the later ones back, until it is done or parked;
- whoever handles an event holds its row locked and its lease unchanged, so a relay that was slow for so long that
  its lease ran out finds that out before it acts.
"""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from portal.outbox.events import Event
from portal.outbox.models import Delivery, OutboxEvent
from portal.outbox.registry import Handler, handler_name, handlers_of
from portal.outbox.wake import RELAY, gathered_wakes
from portal.tenancy.context import current, organization_context
from portal.tenancy.due import organizations_due

log = logging.getLogger(__name__)

BATCH = 500
LEASE = timedelta(seconds=settings.LEASE_SECONDS)
MOST_ATTEMPTS = 8
FIRST_DELAY = timedelta(seconds=10)


class LeaseLost(Exception):
    """The event is in other hands by now, or has to wait for an earlier one."""


class UnknownEvent(Exception):
    """This process does not know the event; it runs another version of the portal than the one that published it."""


def relay() -> int:
    """Deliver everything that is due now, in all organizations.

    Returns:
        How many events were dealt with.
    """
    count = 0
    for organization_id in organizations_due("outbox_due", timezone.now()):
        with organization_context(organization_id):
            while batch := claim():
                with gathered_wakes(but=RELAY):
                    count += deliver(batch)
    return count


@transaction.atomic
def claim(batch: int = BATCH) -> list[OutboxEvent]:
    """Take up to `batch` due events of the current organization; nobody else gets them before the lease ends.

    Claims of one organization are made one after another (they are short), since with two at the same time the
    second could take a later event of a subject while the first is about to take an earlier one.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"outbox {current().organization_id}"])
    now = timezone.now()
    held = waiting().filter(subject_id=OuterRef("subject_id"), id__lt=OuterRef("id"), due_at__gt=now)
    events = list(
        waiting()
        .filter(~Exists(held), due_at__lte=now)
        .select_for_update(skip_locked=True, of=("self",))
        .order_by("id")[:batch]
    )
    lease = now + LEASE
    for event in events:
        event.due_at = lease
    OutboxEvent.objects.filter(pk__in=[event.pk for event in events]).update(due_at=lease)
    return events


def waiting() -> QuerySet[OutboxEvent]:
    """Events that are neither done nor parked."""
    return OutboxEvent.objects.filter(done_at__isnull=True, parked_at__isnull=True)


def deliver(events: list[OutboxEvent]) -> int:
    """Run the handlers of claimed events in order, until half of the lease is over; then give the rest back.

    Returns:
        How many events were done.
    """
    stop_at = timezone.now() + LEASE / 2
    done = 0
    stuck: dict[UUID, datetime] = {}
    for position, row in enumerate(events):
        if timezone.now() > stop_at:
            _give_back(events[position:], timezone.now())
            break
        if row.subject_id in stuck:
            _give_back([row], stuck[row.subject_id])
            continue
        outcome = _handle(row)
        if outcome is True:
            done += 1
        elif isinstance(outcome, datetime):
            stuck[row.subject_id] = outcome
    return done


def _handle(row: OutboxEvent) -> bool | datetime:
    """True when it is done, False when it is no longer ours or parked, else the moment of the next attempt."""
    try:
        if row.name not in Event.known:
            raise UnknownEvent(row.name)
        for handler in handlers_of(row.name):
            _handle_once(row, handler)
        return _finish(row)
    except LeaseLost:
        return False
    except Exception as error:  # whatever a handler raises: the event stays, and is tried again or parked
        log.exception("%s failed", row.name)
        return _failed(row, error) or False


@transaction.atomic
def _handle_once(row: OutboxEvent, handler: Handler) -> None:
    _hold(row)
    name = handler_name(handler)
    if Delivery.objects.filter(event=row, handler=name).exists():
        return
    Delivery.objects.create(event=row, handler=name, delivered_at=timezone.now())
    handler(Event.known[row.name].from_payload(row.payload))


def _hold(row: OutboxEvent) -> None:
    """Lock the row until the end of the transaction, if it is still ours and nothing earlier has come before it."""
    earlier = waiting().filter(subject_id=row.subject_id, id__lt=row.pk)
    if not _ours(row).filter(~Exists(earlier)).select_for_update(of=("self",)).exists():
        raise LeaseLost


def _ours(row: OutboxEvent) -> QuerySet[OutboxEvent]:
    return waiting().filter(pk=row.pk, due_at=row.due_at)


@transaction.atomic
def _finish(row: OutboxEvent) -> bool:
    return _ours(row).update(done_at=timezone.now()) == 1


@transaction.atomic
def _failed(row: OutboxEvent, error: Exception) -> datetime | None:
    """Write down the failure.

    Returns:
        When the next attempt is due; None when the event is parked, or was lost to another relay.
    """
    now, attempts = timezone.now(), row.attempts + 1
    changes: dict = {"attempts": attempts, "last_error": type(error).__name__}  # its text may be a person's words
    if attempts >= MOST_ATTEMPTS:
        changes["parked_at"] = now
    else:
        changes["due_at"] = now + FIRST_DELAY * 2 ** (attempts - 1)
    changed = _ours(row).update(**changes)
    return changes.get("due_at") if changed else None


@transaction.atomic
def _give_back(rows: list[OutboxEvent], due_at: datetime) -> None:
    """End the lease of events that were not tried."""
    for row in rows:
        _ours(row).update(due_at=due_at)


@transaction.atomic
def retry_parked(event: OutboxEvent) -> bool:
    """Put a parked event back into the queue with all its attempts; handlers that were through are not repeated.

    Returns:
        False if it is not parked (any more).
    """
    parked = OutboxEvent.objects.filter(pk=event.pk, parked_at__isnull=False)
    return parked.update(parked_at=None, attempts=0, due_at=timezone.now()) == 1
