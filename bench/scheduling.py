"""Free times and bookings: what they cost as the table grows, and against the same inserts in plain SQL."""

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from statistics import median
from threading import Thread
from time import perf_counter
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.db import connection, connections, transaction
from django.utils import timezone

from bench.fill import ASKED, ORGANIZATION, databases, pair, person, use
from portal.outbox.wake import Wake
from portal.tenancy.context import organization_context
from portal.tenancy.roles import as_owner
from programs.engagements.models import Participation
from programs.scheduling.actions import schedule_session
from programs.scheduling.queries import known_times, times_together

SIZES = {"small": 10_000, "large": 1_000_000}
ROUNDS, REPEAT, BOOKINGS = 7, 10, 40
WEEKS = timedelta(weeks=8)
ZONE = ZoneInfo("Europe/Lisbon")
PLAIN_SESSION = """
    INSERT INTO scheduling_session (id, organization_id, engagement_id, title, starts_at, ends_at, time_zone, wall_time, state,
                                    sequence, place, join_url, created_at, created_by_id)
    VALUES (%s, %s, %s, '', %s, %s, 'UTC', '2026-01-01T00:00', 'confirmed', 0, '', '', now(), %s)"""
PLAIN_PLACE = """
    INSERT INTO scheduling_sessionplace (id, organization_id, session_id, participation_id, user_id, period, blocks, reply,
                                         attendance)
    VALUES (%s, %s, %s, %s, %s, tstzrange(%s, %s), true, '', '')"""


def measure() -> None:
    """Print everything."""
    Wake.__call__ = lambda self: None  # nobody is there to be woken
    print("Filling two databases; this takes a while.")
    with databases(**SIZES) as made:
        print_plan(made["large"])
        print_free_times(made)
        print_bookings(made["large"])


def print_plan(name: str) -> None:
    """Whether the busy times of a person are found by the constraint's index, however many rows there are."""
    body = import_module("programs.scheduling.migrations.0003_arranging").FREE_BUSY
    with as_owner():
        use(name)
        with connection.cursor() as cursor:
            cursor.execute(f"PREPARE free_busy (uuid[], timestamptz, timestamptz, uuid[]) AS {body}")
            now = timezone.now()
            cursor.execute(
                "EXPLAIN EXECUTE free_busy(%s::uuid[], %s, %s, '{}')", [[person(1), person(2)], now, now + WEEKS]
            )
            plan = "\n".join(row[0] for row in cursor.fetchall())
    found = (
        "by its index" if "place_nobody_twice" in plan and "Seq Scan on scheduling_sessionplace" not in plan else plan
    )
    print(f"the busy times of a person are found {found}\n")


def print_free_times(made: dict[str, str]) -> None:
    """Median milliseconds in both sizes, and their ratio: median (minimum to maximum)."""
    print(f"{'free times over 8 weeks':<34}{'10,000':>10}{'1,000,000':>12}{'ratio':>24}")
    for number in (2, 8, 30):
        for what, ask in (("the query", _query), ("the whole", _whole)):
            times: dict[str, list[float]] = {size: [] for size in made}
            for _ in range(ROUNDS):
                for size, name in made.items():
                    use(name)
                    times[size].append(_cost(lambda ask=ask, number=number: ask(number)))
            ratios = [large / small for small, large in zip(times["small"], times["large"], strict=True)]
            small, large = (1000 * median(times[size]) for size in ("small", "large"))
            print(f"{number:>3} people, {what:<22}{small:>9.1f}{large:>12.1f}{_range(ratios):>24}")


def _query(number: int) -> None:
    now = timezone.now()
    known = known_times([person(n) for n in range(1, number + 1)], now, now + WEEKS)
    if len(known) != number or not all(one.timetable.sessions for one in known.values()):
        raise SystemExit("the people asked about have no sessions: the benchmark measures nothing")


def _whole(number: int) -> None:
    now = timezone.now()
    people = list(
        Participation.objects.filter(pk__in=[person(n) for n in range(1, number + 1)]).select_related(
            "membership__user"
        )
    )
    times_together(people, now, now + WEEKS).free_starts(60, ZONE, now)


def _cost(act: Callable[[], None]) -> float:
    """Seconds of one call on a warm connection."""
    with organization_context(ORGANIZATION), transaction.atomic():
        act()
        began = perf_counter()
        for _ in range(REPEAT):
            act()
        return (perf_counter() - began) / REPEAT


def print_bookings(name: str) -> None:
    """Bookings per second through the action, and the same rows in plain SQL: median of the ratios."""
    use(name)
    print(f"\n{'bookings, 1,000,000 sessions':<34}{'action':>10}{'plain SQL':>12}{'ratio':>24}")
    for clients in (1, 4):
        rates: dict[Callable, list[float]] = {_book: [], _insert: []}
        for number in range(ROUNDS):
            for way in rates:
                rates[way].append(_rate(way, clients, number))
        ratios = [book / insert for book, insert in zip(rates[_book], rates[_insert], strict=True)]
        action, plain = median(rates[_book]), median(rates[_insert])
        print(f"{clients:>3} clients, per second           {action:>9.0f}{plain:>12.0f}{_range(ratios):>24}")


def _rate(way: Callable, clients: int, number: int) -> float:
    """Bookings per second; each client books for a pair of its own, far from everybody else's times."""
    days = (400 if clients == 1 else 500) + number * 10
    first = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=days)
    offset = timedelta(hours=100 if way is _book else 0)

    def run(client: int) -> None:
        try:
            for n in range(BOOKINGS):
                with organization_context(ORGANIZATION), transaction.atomic():
                    way(ASKED + client, first + offset + timedelta(hours=2 * n))
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=[client]) for client in range(1, clients + 1)]
    began = perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return clients * BOOKINGS / (perf_counter() - began)


def _book(number: int, at) -> None:
    by = Participation.objects.select_related("engagement__program", "membership__user").get(pk=person(2 * number - 1))
    schedule_session(engagement=by.engagement, starts_at=at, minutes=60, by=by)


def _insert(number: int, at) -> None:
    session, until = uuid4(), at + timedelta(hours=1)
    with connection.cursor() as cursor:
        cursor.execute(PLAIN_SESSION, [session, ORGANIZATION, pair(number), at, until, ORGANIZATION])
        for one in (person(2 * number - 1), person(2 * number)):
            cursor.execute(PLAIN_PLACE, [uuid4(), ORGANIZATION, session, one, one, at, until])


def _range(ratios: list[float]) -> str:
    return f"{median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
