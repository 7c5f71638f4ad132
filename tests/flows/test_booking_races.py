"""Sixteen processes race for the same people's time: one wins, the others get an answer, nobody is in two places."""

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

import pytest
from django.db import connection, transaction

from portal.tenancy.roles import as_owner
from programs.scheduling.models import SessionPlace
from tests.cast import make_cast, make_member
from tests.factories import mentoring
from tests.factories.scheduling import in_days, make_circle, make_contract, make_engagement, make_session
from tests.flows.database import database_url

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]
RACERS = 16
RACES = 100
STORM = 24  # rounds in which everybody does anything
PATIENCE = 300  # seconds; only a machine that hangs comes near
ALL_LOCKS = ["lock_people", "lock_session"]
OVERLAPS = """
    SELECT count(*)
      FROM scheduling_sessionplace one JOIN scheduling_session s ON s.id = one.session_id
      JOIN scheduling_sessionplace other ON other.user_id = one.user_id AND other.id > one.id
      JOIN scheduling_session t ON t.id = other.session_id
     WHERE one.blocks AND other.blocks AND s.state <> 'cancelled' AND t.state <> 'cancelled'
       AND (one.period && other.period OR (s.starts_at < t.ends_at AND t.starts_at < s.ends_at))"""
ASTRAY = """
    SELECT count(*) FROM scheduling_sessionplace p JOIN scheduling_session s ON s.id = p.session_id
     WHERE p.period <> tstzrange(s.starts_at, s.ends_at) OR (s.state = 'cancelled' AND p.blocks)"""


@contextmanager
def inside(cast, slug="harbour"):
    with cast.inside(slug), transaction.atomic():
        yield


class Field:
    """The engagements that are raced in. Each race has a day of its own."""

    def __init__(self):
        with transaction.atomic():
            self.cast = cast = make_cast()
        with inside(cast):
            self.circle, self.contract = make_circle(cast), make_contract(cast)
            self.movers = [self._mover(number) for number in range(RACERS // 2)]
            self.moved = make_session(self.movers[0].engagement, cast.mentor, starts_at=in_days(20))
        with inside(cast, "northwind"):
            people = {"coach": cast.coach_at_northwind, "client": cast.stranger_member}
            self.elsewhere = make_engagement(by=cast.stranger, people=people)

    def _mover(self, number: int):
        """A session of Helen with somebody else, which is moved onto the times that others want."""
        guest = make_member(f"Guest{number} Mover")
        people = {"mentor": self.cast.mentor, "mentee": guest}
        engagement = make_engagement(by=self.cast.administrator, people=people, title=f"Guest {number}")
        return make_session(engagement, self.cast.mentor, starts_at=in_days(3, hour=6 + 2 * number))

    def booking(self, engagement, by, starts_at: datetime, minutes: int = 60, organization: str = "harbour") -> dict:
        return {
            "do": "book",
            "organization": str(getattr(self.cast, organization).pk),
            "engagement": str(engagement.pk),
            "by": str(by.pk),
            "starts_at": starts_at.isoformat(),
            "minutes": minutes,
        }

    def several(self, what: str, engagement, by, starts: list[datetime]) -> dict:
        """A series, or a proposal, of times that are all taken or none."""
        times = {"starts": [start.isoformat() for start in starts], "minutes": 60, "by": str(by.pk)}
        organization = str(self.cast.harbour.pk)
        return {"do": what, "organization": organization, "engagement": str(engagement.pk), **times}

    def moving(self, session, starts_at: datetime) -> dict:
        at = {"starts_at": starts_at.isoformat(), "minutes": 60, "by": str(self.cast.mentor.pk)}
        return {"do": "move", "organization": str(self.cast.harbour.pk), "session": str(session.pk), **at}


def equal_times(field, at):
    return [field.booking(field.circle, field.cast.mentor, at) for _ in range(RACERS)]


def equal_times_in_two_engagements(field, at):
    half = RACERS // 2
    return [field.booking(field.circle, field.cast.mentor, at) for _ in range(half)] + [
        field.booking(field.contract, field.cast.coach, at) for _ in range(half)
    ]


def overlapping_times(field, at):
    """Two hours each, seven minutes apart: each overlaps all others."""
    pairs = [(field.circle, field.cast.mentor), (field.contract, field.cast.coach)]
    return [field.booking(*pairs[n % 2], at + timedelta(minutes=7 * n), minutes=120) for n in range(RACERS)]


def two_organizations(field, at):
    cast, half = field.cast, RACERS // 2
    return [field.booking(field.contract, cast.participant, at) for _ in range(half)] + [
        field.booking(field.elsewhere, cast.stranger_member, at, organization="northwind") for _ in range(half)
    ]


def moves_against_bookings(field, at):
    return [field.moving(session, at) for session in field.movers] + [
        field.booking(field.circle, field.cast.mentor, at) for _ in range(RACERS // 2)
    ]


def moves_of_one_session(field, at):
    """Each to another time. All have the same page before them, so all but one see an old one."""
    return [field.moving(field.moved, at + timedelta(minutes=7 * n)) for n in range(RACERS)]


def series_against_bookings(field, at):
    """Each series has a time of its own and one that all want; whoever loses that has none of its times."""
    half = RACERS // 2
    series = [
        field.several("series", field.circle, field.cast.mentor, [at, at + timedelta(hours=2 + n)]) for n in range(half)
    ]
    return series + [field.booking(field.contract, field.cast.coach, at) for _ in range(half)]


def proposals_against_bookings(field, at):
    half = RACERS // 2
    times = [at, at + timedelta(hours=2)]
    proposals = [field.several("propose", field.contract, field.cast.coach, times) for _ in range(half)]
    return proposals + [field.booking(field.circle, field.cast.mentor, at) for _ in range(half)]


# What a race is about: each gives the jobs of all racers at a moment, of which just one can be done.
KINDS = [
    equal_times,
    equal_times_in_two_engagements,
    overlapping_times,
    two_organizations,
    moves_against_bookings,
    moves_of_one_session,
    series_against_bookings,
    proposals_against_bookings,
]


@pytest.fixture
def hold_races(tmp_path):
    """`hold_races(races, without=[...])` lets real processes run them; gives each race's results of all racers."""
    started = []

    def hold(races: list[list[dict]], without: list[str] = ()) -> list[list[dict]]:
        plan, answers, log = tmp_path / "plan", tmp_path / "answers", tmp_path / "log"
        plan.write_text(json.dumps({"races": races, "without": list(without)}))
        environment = {**os.environ, "DATABASE_URL": database_url(), "DATABASE_OWNER_URL": database_url()}
        with log.open("w") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.flows.racers", str(plan), str(answers)],
                cwd=ROOT,
                env=environment | {"DJANGO_SETTINGS_MODULE": "portal.settings", "LOG_LEVEL": "ERROR"},
                stdout=output,
                stderr=output,
                start_new_session=True,  # a group of its own, so that its children end with it
            )
            started.append(process)
            assert process.wait(PATIENCE) == 0, log.read_text()
        of_racers = [json.loads(Path(f"{answers}.{number}").read_text()) for number in range(len(races[0]))]
        return [list(results) for results in zip(*of_racers, strict=True)]

    yield hold
    for process in started:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)


def races_of(field, kinds, number: int) -> list[list[dict]]:
    """So many races of these kinds in turn, each on its own day."""
    return [kinds[n % len(kinds)](field, in_days(40 + n)) for n in range(number)]


def winners(results: list[dict]) -> int:
    return sum(result["answer"] == "won" for result in results)


def count(sql: str) -> int:
    """Ask over all organizations."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def tell(what: str, races: list[list[dict]]) -> None:
    """Print how long people waited; evidence for who runs this with -s, not a test."""
    whole = [max(result["seconds"] for result in results) for results in races]
    everybody = [result for results in races for result in results]
    deadlocks = sum(bool(result.get("deadlock")) for result in everybody)
    print(  # noqa: T201
        f"{what}: {len(races)} races of {len(races[0])}; all answered after {1000 * median(whole):.0f} ms (median),"
        f" {1000 * max(whole):.0f} ms (worst); {deadlocks} deadlocks among {len(everybody)} answers"
    )


def assert_all_were_answered(races: list[list[dict]]) -> None:
    everybody = [result for results in races for result in results]
    assert [result["error"] for result in everybody if "error" in result] == []
    assert [result["answer"] for result in everybody if result.get("deadlock")] == []
    assert all(result["answer"].endswith(".") or result["answer"] == "won" for result in everybody)


def test_each_race_has_one_winner_and_everybody_gets_an_answer(hold_races):
    races = hold_races(races_of(Field(), KINDS, RACES))
    tell("lock and constraint", races)
    assert_all_were_answered(races)
    assert [winners(results) for results in races] == [1] * RACES
    assert count(OVERLAPS) == count(ASTRAY) == 0


def test_whatever_people_do_at_once_nobody_is_in_two_places(hold_races):
    """Bookings, series, proposals, moves, cancellations, answers, days off, joining and leaving, in two circles that
    share their people."""
    with transaction.atomic():
        cast = make_cast()
    with inside(cast):
        program = mentoring.make_mentoring_program(cast)
        circles = [
            mentoring.make_circle(cast, program=program),
            mentoring.make_circle(cast, program=program, members=[cast.participant, cast.coach]),
        ]
        members = [cast.mentor, cast.participant, cast.member, cast.coach, cast.trainer, cast.bystander]
    workday = next(day for day in map(in_days, (5, 6, 7)) if day.weekday() < 5)  # on which people have hours
    job = {
        "do": "anything",
        "organization": str(cast.harbour.pk),
        "circles": [str(circle.pk) for circle in circles],
        "members": [str(member.pk) for member in members],
        "administrator": str(cast.administrator.pk),
        "starts": [(workday + timedelta(minutes=30 * step)).isoformat() for step in range(12)],
    }
    races = hold_races([[job | {"seed": RACERS * n + racer} for racer in range(RACERS)] for n in range(STORM)])
    tell("anything at once", races)
    assert_all_were_answered(races)
    assert sum(winners(results) for results in races) > STORM, "much was done"
    assert count(OVERLAPS) == count(ASTRAY) == 0


@pytest.fixture
def without_constraint():
    """The exclusion constraint is away; when the test is over, its rows go and the constraint comes back."""
    constraint = next(one for one in SessionPlace._meta.constraints if one.name == "place_nobody_twice")
    with as_owner(), connection.schema_editor() as editor:
        editor.remove_constraint(SessionPlace, constraint)
    try:
        yield
    finally:
        with as_owner():
            with connection.cursor() as cursor:
                cursor.execute("TRUNCATE scheduling_session CASCADE")
            with connection.schema_editor() as editor:
                editor.add_constraint(SessionPlace, constraint)
        assert count("SELECT count(*) FROM pg_constraint WHERE conname = 'place_nobody_twice'") == 1


def test_the_twin_without_lock_and_constraint_books_people_twice(hold_races, without_constraint):
    """So the races above can fail."""
    races = hold_races(races_of(Field(), KINDS, len(KINDS)), without=ALL_LOCKS)
    tell("neither lock nor constraint", races)
    several = {kind.__name__: winners(results) for kind, results in zip(KINDS, races, strict=True)}
    assert all(number > 1 for number in several.values()), several
    assert count(OVERLAPS) > RACERS


def test_the_constraint_alone_keeps_people_out_of_two_places_but_lets_them_wait(hold_races):
    """What the lock is for: prints how often the database had to break a circle, and how long that took."""
    races = hold_races(races_of(Field(), [moves_against_bookings], 12), without=["lock_people"])
    tell("constraint alone", races)
    assert all(winners(results) <= 1 for results in races)
    assert count(OVERLAPS) == count(ASTRAY) == 0
