"""Real workers and beats: whatever is killed, flushed or started twice, each reminder arrives, and each row once.

Every test has a twin that does the same to a design that looks alike, and loses reminders or sends them twice.
"""

import os
import random
import time
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from portal.outbox.wake import Wake
from programs.notifications.models import Notification
from tests.cast import make_cast
from tests.factories.due import make_due_sessions
from tests.factories.scheduling import make_circle, make_session
from tests.flows.processes import LEASE, processes

__all__ = ["processes"]  # a fixture
pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, SESSIONS, KILLS, WORKERS = 50, 20, 20, 2
MANY = PEOPLE * SESSIONS
BEAT = 1  # seconds
PATIENCE_OF_A_WEB_SERVER = 3  # seconds, shorter here than a real one waits
PATIENT_BEATS = 8  # a worker starts as well in the meantime


@pytest.fixture(autouse=True)
def no_calls(monkeypatch):
    """The test itself calls nobody: beat has to find it."""
    monkeypatch.setattr(Wake, "__call__", lambda self: None)


@pytest.fixture
def cast(db):
    with transaction.atomic():
        return make_cast()


@contextmanager
def inside(cast):
    with cast.inside("harbour"), transaction.atomic():
        yield


def reminders(cast) -> Counter:
    """How many reminders there are, by what became of the mail."""
    with inside(cast):
        return Counter(Notification.objects.filter(kind="session-reminder").values_list("mail", flat=True))


def all_sent(cast, number: int):
    return lambda: reminders(cast) == {"sent": number}


def assert_each_arrived(cast, processes, number: int, repeats: int = 0) -> None:
    """One row for each, one mail for each; repeated mails are few and say by their id that they are the same."""
    assert reminders(cast) == {"sent": number}
    with inside(cast):
        rows = Notification.objects.filter(kind="session-reminder")
        assert rows.values("membership", "subject_id").distinct().count() == number
    mails = Counter((message["To"], message["Message-ID"]) for message in processes.mails())
    assert len(mails) == len({message_id for _, message_id in mails}) == number
    assert mails.total() - number <= repeats


def test_twenty_kills_among_a_thousand_reminders_lose_nothing(cast, processes):
    with inside(cast):
        make_due_sessions(cast.administrator, people=PEOPLE, sessions=SESSIONS)
    processes.open(slowly=0.004)
    workers = [processes.worker() for _ in range(WORKERS)]
    processes.beat()
    choice = random.Random(4)  # noqa: S311 - a choice, no secret
    for kill in range(KILLS):
        enough = (kill + 1) * MANY // (KILLS + 4)
        processes.wait_for(lambda enough=enough: processes.sent() >= enough, f"{enough} mails")
        victim = choice.choice(workers)
        processes.kill(victim)
        workers[workers.index(victim)] = processes.worker()
    assert processes.sent() < MANY, "they were killed in the middle"
    late = processes.wait_for(all_sent(cast, MANY), "all mails")
    assert late < LEASE + 60
    assert_each_arrived(cast, processes, MANY, repeats=WORKERS * KILLS)


def test_the_twin_with_a_message_for_each_loses_some(processes):
    processes.open(slowly=0.004)
    processes.start("tests.flows.naive.enqueue", "300")
    victim = processes.start("tests.flows.naive.worker")
    for kill in range(5):
        enough = (kill + 1) * 40
        processes.wait_for(lambda enough=enough: processes.sent() >= enough, f"{enough} mails")
        processes.kill(victim)
        victim = processes.start("tests.flows.naive.worker")
    settle(processes)
    assert len(naive_mails(processes)) < 300


def test_a_flushed_redis_and_a_kill_lose_nothing(cast, processes):
    due_at = timezone.now() + timedelta(seconds=5)
    with inside(cast):
        make_due_sessions(cast.administrator, people=PEOPLE, sessions=1, due_at=due_at)
    processes.open()
    worker, beat = processes.worker(), processes.beat()
    time.sleep(2)
    assert reminders(cast) == {}, "nothing is due yet"
    processes.flush()
    processes.kill(worker)
    processes.kill(beat)
    processes.worker()
    processes.beat()
    processes.wait_for(all_sent(cast, PEOPLE), "all mails")
    assert_each_arrived(cast, processes, PEOPLE)
    with inside(cast):
        told = Notification.objects.earliest("created_at").created_at
    assert due_at <= told < due_at + timedelta(seconds=PATIENT_BEATS * BEAT)


def test_the_twin_that_gives_the_broker_the_time_loses_all(processes):
    processes.open()
    worker = processes.start("tests.flows.naive.worker")
    processes.start("tests.flows.naive.enqueue", str(PEOPLE), "4")
    time.sleep(2)
    processes.flush()
    processes.kill(worker)
    processes.start("tests.flows.naive.worker")
    time.sleep(4)
    assert processes.sent() == 0


def test_two_beats_and_two_workers_deliver_each_once(cast, processes):
    with inside(cast):
        make_due_sessions(cast.administrator, people=10, sessions=SESSIONS)
    processes.open()
    for start in (processes.worker, processes.worker, processes.beat, processes.beat):
        start()
    processes.wait_for(all_sent(cast, 10 * SESSIONS), "all mails")
    time.sleep(2 * BEAT)
    assert_each_arrived(cast, processes, 10 * SESSIONS)


def test_the_twin_that_looks_and_sends_and_marks_sends_twice(cast, processes):
    with inside(cast):
        make_due_sessions(cast.administrator, people=1, sessions=SESSIONS)
    processes.open(slowly=0.02)
    for _ in range(2):
        processes.start("tests.flows.naive.look_and_send", str(cast.harbour.pk))
    settle(processes)
    mails = naive_mails(processes)
    assert len(mails) == SESSIONS
    assert mails.total() > SESSIONS


def test_while_redis_is_away_pages_answer_and_nothing_is_lost(cast, processes):
    with inside(cast):
        make_due_sessions(cast.administrator, people=PEOPLE, sessions=1)
        session = make_session(make_circle(cast), cast.mentor)
    walk, cancel = processes.folder / "walk", f"/o/harbour/sessions/{session.pk}/cancel/"
    processes.open()
    processes.worker()
    processes.beat()
    with processes.without_broker():
        processes.start("tests.flows.visit.walk", cast.participant.user.email, str(walk), cancel)
        processes.wait_for(walk.exists, "a walk through the pages")
    assert walk.read_text().splitlines() == ["/accounts/login/ 200", "/o/harbour/ 200", f"{cancel} 302"]
    processes.wait_for(all_sent(cast, PEOPLE), "all mails")
    processes.wait_for(lambda: processes.mails("Cancelled"), "the mail about what was done meanwhile")
    assert_each_arrived(cast, processes, PEOPLE)


def test_the_twin_whose_page_hands_it_to_redis_waits_and_loses_it(processes):
    processes.open()
    processes.start("tests.flows.naive.worker")
    with processes.without_broker():
        page = processes.start("tests.flows.naive.enqueue", "1")
        time.sleep(PATIENCE_OF_A_WEB_SERVER)
        os.kill(page, 0)  # it still waits
        processes.kill(page)
    settle(processes)
    assert processes.sent() == 0


def settle(processes) -> None:
    """Wait until no mail has come for a while."""
    seen, since = -1, time.monotonic()
    while time.monotonic() - since < 2.5:
        if processes.sent() != seen:
            seen, since = processes.sent(), time.monotonic()
        time.sleep(0.05)


def naive_mails(processes) -> Counter:
    """The mails of a naive sender, by reminder."""
    return Counter(message["Subject"] for message in processes.mails(""))
