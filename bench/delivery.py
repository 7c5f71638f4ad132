"""Reminders that are due: finding them, writing them down, and what the broker carries meanwhile."""

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import contextmanager
from statistics import median
from time import perf_counter, sleep

import redis
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from bench.fill import ORGANIZATION, databases, use
from bench.noop import nothing
from portal.outbox.wake import Wake
from portal.tenancy.context import organization_context
from portal.tenancy.roles import as_owner
from programs.notifications.actions import remind_of_sessions
from programs.scheduling.actions import CLAIM_BATCH
from programs.scheduling.models import Session

SIZES = {"small": 10_000, "large": 1_000_000}
ROUNDS, DUE, REPEAT, NOOPS, PROCESSES = 5, 5_000, 20, 4_000, 2
REMINDERS = 2 * DUE  # each session has two people
# A day before the start is an hour ago, so the longer lead time of the program is due.
LET_THEM_BE_DUE = """
    UPDATE scheduling_session SET starts_at = now() + interval '23 hours', ends_at = now() + interval '24 hours',
           remind_at = now() - interval '1 hour'
     WHERE id IN (SELECT id FROM scheduling_session ORDER BY id DESC LIMIT %s)"""
# The limit: everything in two statements, without asking who wants what, and without a second process in mind.
ALL_AT_ONCE = """
    INSERT INTO notifications_notification
           (id, organization_id, membership_id, kind, key, subject_id, facts, created_at, read_at, mail, mail_due_at,
            mail_attempts, sent_at, last_error, returned, returned_at)
    SELECT gen_random_uuid(), s.organization_id, p.participation_id, 'session-reminder',
           'session-reminder:' || s.id || ':' || s.sequence || ':1440', s.id,
           jsonb_build_object('title', e.title, 'kind', 'coaching', 'engagement_id', e.id, 'session_id', s.id,
                              'sequence', s.sequence, 'starts_at', s.starts_at, 'ends_at', s.ends_at, 'zone', s.time_zone,
                              'minutes', 1440),
           now(), NULL, 'due', now(), 0, NULL, '', '', NULL
      FROM scheduling_session s
      JOIN scheduling_sessionplace p ON p.session_id = s.id AND p.blocks
      JOIN engagements_engagement e ON e.id = s.engagement_id
     WHERE s.remind_at <= now()
        ON CONFLICT DO NOTHING"""
DONE = "UPDATE scheduling_session SET remind_at = starts_at - interval '1 hour' WHERE remind_at <= now()"
DUE_SQL = "SELECT id FROM scheduling_session WHERE remind_at <= now() ORDER BY remind_at LIMIT 500 FOR NO KEY UPDATE SKIP LOCKED"


def measure() -> None:
    """Print everything."""
    calls: list[Wake] = []
    Wake.__call__ = lambda self: calls.append(self)  # a call for a worker is a message at the broker
    print("Filling two databases; this takes a while.")
    with databases(**SIZES) as made:
        print_due_query(made)
        print_claims(made, print_noop_rate(), calls)


def print_due_query(made: dict[str, str]) -> None:
    """The query for what is due, in both sizes, and by which index it finds it."""
    times: dict[str, list[float]] = {size: [] for size in made}
    for name in made.values():
        _prepare(name)
    for _ in range(ROUNDS):
        for size, name in made.items():
            use(name)
            times[size].append(_cost(_find_due))
    ratios = [large / small for small, large in zip(times["small"], times["large"], strict=True)]
    small, large = (1000 * median(times[size]) for size in ("small", "large"))
    print(f"{'':<34}{'10,000':>10}{'1,000,000':>12}{'ratio':>24}")
    print(f"{'what is due now, 500 rows, ms':<34}{small:>10.2f}{large:>12.2f}{_range(ratios):>24}")
    use(made["large"])
    with _inside(), connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + DUE_SQL)
        plan = "\n".join(row[0] for row in cursor.fetchall())
    print(f"found {'by its index' if 'session_remind_due' in plan and 'Seq Scan' not in plan else plan}\n")


def print_claims(made: dict[str, str], noop: float, calls: list[Wake]) -> None:
    """Reminders a second, through the portal's own action and by the set-based statements, interleaved."""
    ways: dict[str, Callable[[str], float]] = {
        "set-based SQL, the limit": _all_at_once,
        "the portal, 1 process": _by_the_portal,
        f"the portal, {PROCESSES} processes": _by_processes,
    }
    rates: dict[tuple[str, str], list[float]] = {(way, size): [] for way in ways for size in made}
    carried = 0
    for _ in range(ROUNDS):
        for size, name in made.items():
            for way, run in ways.items():
                _prepare(name)
                calls.clear()
                rates[way, size].append(REMINDERS / run(name))
                carried = max(carried, len(calls))
    print(f"{'reminders a second':<34}{'10,000':>10}{'1,000,000':>12}{'to the limit, at 1,000,000':>30}")
    limit = rates["set-based SQL, the limit", "large"]
    for way in ways:
        small, large = (median(rates[way, size]) for size in ("small", "large"))
        ratios = [rate / most for rate, most in zip(rates[way, "large"], limit, strict=True)]
        print(f"{way:<34}{small:>10.0f}{large:>12.0f}{_range(ratios):>30}")
    one = rates["the portal, 1 process", "large"]
    print(f"to its own rate at 10,000: {median(one) / median(rates['the portal, 1 process', 'small']):.2f}")
    several = rates[f"the portal, {PROCESSES} processes", "large"]
    print(f"to Celery's no-op task, {PROCESSES} processes each: {median(several) / noop:.1f} times")
    print(f"messages at the broker for 1,000 reminders: {1000 * carried / REMINDERS:.1f}")


def print_noop_rate() -> float:
    """Tasks a second that a worker of two processes does when each does nothing."""
    queue = redis.Redis.from_url(settings.REDIS_URL)
    queue.delete("bench_noop")
    for number in range(NOOPS):
        nothing.delay(number)
    command = [sys.executable, "-m", "celery", "-A", "bench.noop", "worker", "-c", "2", "--loglevel", "ERROR"]
    bare = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    worker = subprocess.Popen([*command, "--without-gossip", "--without-mingle"], env=bare, stdout=subprocess.DEVNULL)
    try:
        while (left := queue.llen("bench_noop")) > NOOPS * 0.9:
            sleep(0.01)
        began = perf_counter()
        while (rest := queue.llen("bench_noop")) > NOOPS * 0.1:
            sleep(0.01)
        rate = (left - rest) / (perf_counter() - began)
    finally:
        worker.terminate()
        worker.wait(20)
    print(f"Celery's no-op task: {rate:.0f} a second\n")
    return rate


def _prepare(name: str) -> None:
    """Nobody has been told yet, and 5,000 sessions are due."""
    with as_owner():
        use(name)
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE notifications_notification")
            cursor.execute("UPDATE scheduling_session SET remind_at = NULL WHERE remind_at IS NOT NULL")
            cursor.execute(LET_THEM_BE_DUE, [DUE])
            cursor.execute("VACUUM ANALYZE scheduling_session")
    use(name)


@contextmanager
def _inside():
    """A transaction in the benchmark's organization."""
    with organization_context(ORGANIZATION), transaction.atomic():
        yield


def _find_due() -> None:
    with _inside():
        list(
            Session.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
            .filter(remind_at__lte=timezone.now())
            .order_by("remind_at")[:CLAIM_BATCH]
        )


def _all_at_once(name: str) -> float:
    began = perf_counter()
    with _inside(), connection.cursor() as cursor:
        cursor.execute(ALL_AT_ONCE)
        assert cursor.rowcount == REMINDERS
        cursor.execute(DONE)
    return perf_counter() - began


def _by_the_portal(name: str) -> float:
    began = perf_counter()
    _drain()
    took = perf_counter() - began
    _assert_all(REMINDERS)
    return took


def _by_processes(name: str) -> float:
    connection.close()
    context = multiprocessing.get_context("fork")
    barrier = context.Barrier(PROCESSES + 1)
    workers = [context.Process(target=_drain_after, args=(barrier,)) for _ in range(PROCESSES)]
    for worker in workers:
        worker.start()
    barrier.wait()
    began = perf_counter()
    for worker in workers:
        worker.join()
    took = perf_counter() - began
    _assert_all(REMINDERS)
    return took


def _drain_after(barrier) -> None:
    connection.ensure_connection()
    barrier.wait()
    _drain()


def _drain() -> None:
    with organization_context(ORGANIZATION):
        while remind_of_sessions():
            pass


def _assert_all(number: int) -> None:
    """Each reminder is there, once."""
    with _inside(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(DISTINCT (membership_id, key)) FROM notifications_notification")
        assert cursor.fetchone() == (number, number)


def _cost(run: Callable[[], object]) -> float:
    run()
    began = perf_counter()
    for _ in range(REPEAT):
        run()
    return (perf_counter() - began) / REPEAT


def _range(ratios: list[float]) -> str:
    return f"{median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
