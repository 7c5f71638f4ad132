"""Events reach their handlers once, in order, whatever dies on the way."""

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone
from redis.exceptions import ConnectionError as BrokerAway

from accounts.models import Membership
from portal.celery import app
from portal.outbox import registry
from portal.outbox.events import Event
from portal.outbox.models import Delivery, OutboxEvent
from portal.outbox.publish import publish
from portal.outbox.queries import oldest_waiting, parked_events
from portal.outbox.registry import handles
from portal.outbox.relay import FIRST_DELAY, LEASE, MOST_ATTEMPTS, claim, deliver, relay, retry_parked
from portal.tenancy.context import current, organization_context
from tests.cast import make_cast


@dataclass(frozen=True)
class StoneLaid(Event):
    """Only tests publish it."""

    number: int = 0


class Handled(list):
    """What the handler saw; `breaks` decides for which numbers it fails."""

    breaks: tuple = ()


@pytest.fixture
def handled():
    """A handler of StoneLaid that notes the numbers, and fails for those in `.breaks`."""
    seen = Handled()
    before = dict(registry._handlers)

    @handles(StoneLaid)
    def on_stone_laid(event):
        if event.number in seen.breaks:
            raise ValueError("a secret that somebody wrote")
        seen.append(event.number)

    yield seen
    registry._handlers.clear()
    registry._handlers.update(before)


@pytest.fixture
def sent(monkeypatch):
    """The names of the tasks that were called for."""
    names = []
    monkeypatch.setattr(app, "send_task", lambda name, **options: names.append(name))
    return names


@contextmanager
def inside(organization):
    with organization_context(organization.pk), transaction.atomic():
        yield


def make_real_cast():
    """The cast, committed: the database hears for whom it works at each BEGIN."""
    with transaction.atomic():
        return make_cast()


def lay(*numbers, subject: UUID | None = None) -> UUID:
    subject = subject or uuid4()
    with transaction.atomic():
        publish(*(StoneLaid(subject_id=subject, number=number) for number in numbers))
    return subject


def let_time_pass(**change) -> None:
    """All waiting events were last touched longer ago."""
    for row in OutboxEvent.objects.filter(done_at__isnull=True):
        OutboxEvent.objects.filter(pk=row.pk).update(due_at=row.due_at - timedelta(**change))


def test_an_event_is_handled_once_although_it_is_relayed_twice(harbour, handled):
    lay(1)
    assert relay() == 1
    assert relay() == 0
    OutboxEvent.objects.update(done_at=None, due_at=timezone.now())  # as if the relay had died before it noted the end
    assert relay() == 1
    assert handled == [1]
    assert Delivery.objects.count() == 1


def test_events_of_one_subject_come_in_order(harbour, handled):
    subject = lay(1, 2, 3)
    lay(4, 5, subject=subject)
    relay()
    assert handled == [1, 2, 3, 4, 5]


def test_a_failing_event_is_retried_with_growing_delays_then_parked_and_others_go_on(harbour, handled):
    handled.breaks = (1,)
    broken = lay(1, 2)
    lay(3)
    for attempt in range(1, MOST_ATTEMPTS):
        relay()
        row = OutboxEvent.objects.get(subject_id=broken, payload__number=1)
        assert (row.attempts, row.parked_at, row.last_error) == (attempt, None, "ValueError")
        delay = FIRST_DELAY * 2 ** (attempt - 1)
        assert delay - timedelta(seconds=5) < row.due_at - timezone.now() <= delay
        assert relay() == 0, "not before its time"
        assert handled == [3]
        let_time_pass(hours=1)
    relay()
    row.refresh_from_db()
    assert row.parked_at and row.attempts == MOST_ATTEMPTS
    assert list(parked_events()) == [row]
    let_time_pass(hours=1)
    relay()
    assert handled == [3, 2], "what is parked holds nobody back"


def test_a_parked_event_can_be_tried_again(harbour, handled):
    handled.breaks = (1,)
    lay(1)
    for _ in range(MOST_ATTEMPTS):
        relay()
        let_time_pass(hours=1)
    handled.breaks = ()
    row = parked_events().get()
    assert retry_parked(row)
    assert not retry_parked(row), "a second click finds nothing parked"
    relay()
    assert handled == [1]


def test_a_handler_that_was_through_is_not_repeated_because_another_one_fails(harbour, handled):
    other = []

    @handles(StoneLaid)
    def on_stone_laid_too(event):
        other.append(event.number)
        if len(other) == 1:
            raise ValueError

    lay(1)
    relay()
    let_time_pass(hours=1)
    relay()
    assert (handled, other) == ([1], [1, 1])


def test_what_a_failing_handler_wrote_is_undone(cast, harbour, handled):
    @handles(StoneLaid)
    def on_stone_laid_rename(event):
        Membership.objects.filter(pk=cast.mentor.pk).update(title="half done")
        raise ValueError

    lay(1)
    relay()
    cast.mentor.refresh_from_db()
    assert cast.mentor.title == ""


def test_later_events_wait_while_an_earlier_one_of_the_subject_is_in_other_hands(harbour, handled):
    subject = lay(1)
    (row,) = claim()  # another relay has it
    lay(2, subject=subject)
    lay(3)
    relay()
    assert handled == [3]
    deliver([row])
    relay()
    assert handled == [3, 1, 2]


def test_an_event_published_during_a_back_off_waits_for_the_earlier_one(harbour, handled):
    handled.breaks = (1,)
    subject = lay(1)
    relay()
    lay(2, subject=subject)
    relay()
    assert handled == []
    handled.breaks = ()
    let_time_pass(hours=1)
    relay()
    assert handled == [1, 2]


def test_a_relay_that_was_killed_gives_its_events_back_when_the_lease_is_over(harbour, handled):
    lay(1, 2)
    assert len(claim()) == 2  # and nothing more is heard of this relay
    assert relay() == 0
    let_time_pass(seconds=LEASE.total_seconds() + 1)
    assert relay() == 2
    assert handled == [1, 2]


def test_a_relay_that_lost_its_lease_does_not_act_any_more(harbour, handled):
    lay(1)
    slow = claim()
    let_time_pass(seconds=LEASE.total_seconds() + 1)
    quick = claim()
    assert deliver(slow) == 0
    assert handled == []
    assert deliver(quick) == 1
    assert deliver(slow) == 0
    assert handled == [1]


def test_a_long_batch_gives_the_rest_back_before_the_lease_ends(harbour, handled, monkeypatch):
    late = timedelta(0)

    class SlowClock:
        @staticmethod
        def now():
            return timezone.now() + late

    @handles(StoneLaid)
    def on_stone_laid_slowly(event):
        nonlocal late
        late += LEASE * 0.6

    monkeypatch.setattr("portal.outbox.relay.timezone", SlowClock)
    lay(1)
    lay(2)
    assert deliver(claim()) == 1
    assert handled == [1]
    assert deliver(claim()) == 1, "nobody has to wait for the lease"
    assert handled == [1, 2]


def test_an_event_that_this_version_does_not_know_is_kept(harbour):
    lay(1)
    OutboxEvent.objects.update(name="portal.FromTheFuture")
    assert relay() == 0
    row = OutboxEvent.objects.get()
    assert (row.done_at, row.last_error) == (None, "UnknownEvent")


def test_an_event_without_handlers_is_done(harbour, sent):
    lay(1)
    assert relay() == 1


def test_publishing_nothing_calls_nobody(harbour, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        publish()
    assert sent == []


def test_one_transaction_calls_the_relay_once(harbour, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        for number in range(5):
            publish(StoneLaid(subject_id=uuid4(), number=number))
    assert sent == ["portal.outbox.tasks.relay_outbox"]


def test_the_oldest_waiting_event_is_known_to_the_health_page(harbour):
    assert oldest_waiting() is None
    lay(1)
    let_time_pass(minutes=20)
    assert oldest_waiting() > timedelta(minutes=19)


def test_the_payload_keeps_types(harbour, handled):
    event = StoneLaid(subject_id=uuid4(), number=7)
    assert StoneLaid.from_payload(event.as_payload()) == event


# --- With real transactions -----------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_publishing_outside_a_transaction_is_refused():
    cast = make_real_cast()
    with organization_context(cast.harbour.pk):
        with pytest.raises(RuntimeError):
            publish(StoneLaid(subject_id=uuid4()))
        with transaction.atomic():
            assert not OutboxEvent.objects.exists()


@pytest.mark.parametrize(("error", "level"), [(BrokerAway, "WARNING"), (ValueError, "ERROR")])
@pytest.mark.django_db(transaction=True)
def test_a_change_is_kept_and_the_page_goes_on_whatever_the_broker_does(monkeypatch, caplog, error, level):
    cast = make_real_cast()

    def refuse(name, **options):
        raise error

    monkeypatch.setattr(app, "send_task", refuse)
    with organization_context(cast.harbour.pk):
        lay(1)
        with transaction.atomic():
            assert OutboxEvent.objects.count() == 1
    assert [record.levelname for record in caplog.records] == [level]


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_refuses_connections_costs_a_warning_and_little_time(caplog):
    cast = make_real_cast()
    away = app.connection_for_write("redis://127.0.0.1:1/0")
    real, began = app.send_task, time.monotonic()
    app.send_task = lambda name, **options: real(name, connection=away, **options)
    try:
        with organization_context(cast.harbour.pk):
            lay(1)
    finally:
        del app.send_task
    assert time.monotonic() - began < 5
    assert "The broker is away" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_an_event_is_marked_as_done_outside_of_any_transaction_of_the_caller(handled, sent):
    cast = make_real_cast()
    with organization_context(cast.harbour.pk):
        lay(1)
    assert relay() == 1
    with inside(cast.harbour):
        assert OutboxEvent.objects.get().done_at
    assert relay() == 0


@pytest.mark.django_db(transaction=True)
def test_handlers_see_only_the_organization_of_their_event(sent):
    cast = make_real_cast()
    seen = {}
    before = dict(registry._handlers)

    @handles(StoneLaid)
    def on_stone_laid_look(event):
        names = set(Membership.objects.values_list("user__name", flat=True))
        seen[current().organization_id] = (names, OutboxEvent.objects.count(), event.number)

    try:
        for number, organization in enumerate([cast.harbour, cast.northwind]):
            with organization_context(organization.pk):
                lay(number)
        relay()
    finally:
        registry._handlers.clear()
        registry._handlers.update(before)
    assert seen[cast.northwind.pk] == ({"Greta Holm", "Ida Sand", "Rafael Moreira"}, 1, 1)
    assert "Greta Holm" not in seen[cast.harbour.pk][0]
    assert seen[cast.harbour.pk][1:] == (1, 0)


@pytest.mark.django_db(transaction=True)
def test_calls_of_many_handlers_become_one(sent):
    cast = make_real_cast()
    before = dict(registry._handlers)

    @handles(StoneLaid)
    def on_stone_laid_go_on(event):
        if event.number < 10:
            publish(StoneLaid(subject_id=event.subject_id, number=event.number + 10))

    try:
        with organization_context(cast.harbour.pk):
            lay(*range(10))
        assert len(sent) == 1
        assert relay() == 20
    finally:
        registry._handlers.clear()
        registry._handlers.update(before)
    assert len(sent) == 1, "the relay finds what its own handlers publish"


@pytest.mark.django_db(transaction=True)
def test_two_relays_deliver_each_event_once_and_in_order(sent):
    cast = make_real_cast()
    before, seen, lock = dict(registry._handlers), [], threading.Lock()

    @handles(StoneLaid)
    def on_stone_laid_slowly(event):
        time.sleep(0.002)
        with lock:
            seen.append((event.subject_id, event.number))

    subjects = [uuid4() for _ in range(4)]
    with organization_context(cast.harbour.pk):
        for number in range(15):
            for subject in subjects:
                lay(number, subject=subject)
    start = threading.Barrier(2)

    def work():
        try:
            start.wait()
            with organization_context(cast.harbour.pk):
                while batch := claim(7):
                    deliver(batch)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        relay()  # what was held back while both had stopped
    finally:
        registry._handlers.clear()
        registry._handlers.update(before)
    assert len(seen) == len(set(seen)) == 60
    for subject in subjects:
        assert [number for found, number in seen if found == subject] == list(range(15))
    with inside(cast.harbour):
        assert Delivery.objects.count() == 60
        assert not OutboxEvent.objects.filter(done_at__isnull=True).exists()


@pytest.mark.django_db(transaction=True)
def test_killed_between_the_handler_and_its_note_nothing_is_left_and_all_is_repeated(sent, monkeypatch):
    cast = make_real_cast()
    before, seen = dict(registry._handlers), []

    class Killed(BaseException):
        """Stops the relay at once, as a signal would."""

    @handles(StoneLaid)
    def on_stone_laid_killed(event):
        Membership.objects.filter(pk=cast.mentor.pk).update(title=f"stone {len(seen)}")
        seen.append(event.number)
        if len(seen) == 1:
            raise Killed

    try:
        with organization_context(cast.harbour.pk):
            lay(1)
        with pytest.raises(Killed):
            relay()
        with inside(cast.harbour):
            assert Membership.objects.get(pk=cast.mentor.pk).title == ""
            let_time_pass(seconds=LEASE.total_seconds() + 1)
        assert relay() == 1
        with inside(cast.harbour):
            assert Membership.objects.get(pk=cast.mentor.pk).title == "stone 1"
    finally:
        registry._handlers.clear()
        registry._handlers.update(before)
