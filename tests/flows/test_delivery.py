"""A real worker and a real beat: reminders arrive once, and a killed worker loses none."""

import email
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
import redis
import time_machine
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from portal.outbox.relay import relay
from portal.outbox.wake import Wake
from programs.engagements.models import Participation
from programs.notifications.models import Notification
from programs.scheduling.actions import schedule_session
from programs.scheduling.models import Session, SessionPlace
from tests.cast import make_cast, make_member
from tests.factories.engagements import engagement_with
from tests.flows.database import database_url

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30  # seconds
MANY = 50


def processes_url() -> str:
    """The test's Redis, in a database of its own: no other worker takes its messages."""
    return urlunsplit(urlsplit(settings.REDIS_URL)._replace(path="/9"))


@pytest.fixture
def processes(tmp_path, monkeypatch):
    """Start real processes on the test's database; whatever is left of them is killed at the end, with its children."""
    monkeypatch.setattr(Wake, "__call__", lambda self: None)  # the test itself calls nobody: beat has to find it
    redis.Redis.from_url(processes_url()).flushdb()
    made = Processes(tmp_path)
    yield made
    made.kill_all()
    redis.Redis.from_url(processes_url()).flushdb()


class Processes:
    def __init__(self, folder: Path):
        self.folder, self.mailbox, self.running = folder, folder / "mailbox", []
        self.mailbox.mkdir()

    def environment(self, slowly: float) -> dict:
        return {
            **os.environ,
            "DATABASE_URL": database_url(),
            "DATABASE_OWNER_URL": database_url(),
            "DATABASE_MAX_AGE": "0",
            "REDIS_URL": processes_url(),
            "DJANGO_SETTINGS_MODULE": "tests.flows.delivery_settings",
            "MAILBOX_DIR": str(self.mailbox),
            "SLOW_MAILBOX_SECONDS": str(slowly),
            "LEASE_SECONDS": "4",
            "BEAT_SECONDS": "1",
            "BEAT_SCHEDULE": str(self.folder / "schedule"),
            "PYTHONPATH": str(ROOT),
        }

    def start(self, *words: str, slowly: float = 0) -> subprocess.Popen:
        log = (self.folder / f"{words[0]}.log").open("a")
        process = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "portal", *words],
            cwd=ROOT,
            env=self.environment(slowly),
            stdout=log,
            stderr=log,
            start_new_session=True,  # a group of its own, so that its children end with it
        )
        self.running.append(process)
        return process

    def worker(self, slowly: float = 0) -> subprocess.Popen:
        return self.start(
            "worker", "-c", "1", "--pool", "prefork", "--without-gossip", "--without-mingle", slowly=slowly
        )

    def beat(self) -> subprocess.Popen:
        return self.start("beat")

    def kill(self, process: subprocess.Popen) -> None:
        """As kill -9 of everything it started: nobody gets a chance to clean up."""
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)
        self.running.remove(process)

    def kill_all(self) -> None:
        for process in list(self.running):
            self.kill(process)

    def mails(self, kind: str = "session-reminder") -> list[str]:
        """The addressees of the mails of one kind that lie in the mailbox."""
        messages = [email.message_from_bytes(path.read_bytes()) for path in sorted(self.mailbox.glob("*.eml"))]
        subjects = {"session-reminder": ": session of"}
        return [message["To"] for message in messages if subjects[kind] in message["Subject"]]

    def wait_for(self, found, what: str) -> None:
        until = time.monotonic() + PATIENCE
        while not found():
            if time.monotonic() > until:
                logs = "\n".join(path.read_text()[-3000:] for path in self.folder.glob("*.log"))
                pytest.fail(f"{what}: not within {PATIENCE} seconds\n{logs}")
            time.sleep(0.02)


@contextmanager
def inside(cast):
    with cast.inside("harbour"), transaction.atomic():
        yield


def booked_yesterday(cast, people: dict) -> Session:
    """A session that begins in 59 minutes and was booked before both reminders were due."""
    starts_at = timezone.now() + timedelta(minutes=59)
    with inside(cast), time_machine.travel(timezone.now() - timedelta(days=2)):
        engagement, places = engagement_with(cast.administrator, people)
        session = schedule_session(engagement=engagement, starts_at=starts_at, minutes=60, by=places["mentor"])
    relay()  # the booking itself has been told
    with inside(cast):
        Notification.objects.all().delete()
    return session


def reminders(cast) -> list[str]:
    with inside(cast):
        return list(
            Notification.objects.filter(kind="session-reminder").values_list("membership__user__email", flat=True)
        )


def sent(cast) -> int:
    with inside(cast):
        return Notification.objects.filter(mail=Notification.Mail.SENT).count()


def test_everybody_gets_one_reminder_as_mail_and_as_notice(processes):
    with transaction.atomic():
        cast = make_cast()
    booked_yesterday(cast, {"mentor": cast.mentor, "mentee": cast.participant})
    began = time.monotonic()
    processes.worker()
    first = processes.beat()
    processes.wait_for(lambda: sent(cast) == 2, "two reminders")
    assert time.monotonic() - began < PATIENCE
    processes.kill(first)
    processes.beat()  # a second beat, which knows nothing of the first
    time.sleep(3)
    everybody = ["amara@people.example", "helen@people.example"]
    assert sorted(processes.mails()) == everybody
    assert sorted(reminders(cast)) == everybody


def test_a_worker_killed_in_the_middle_loses_nothing(processes):
    with transaction.atomic():
        cast = make_cast()
    with inside(cast):
        crowd = [make_member(f"Guest{number} Crowd") for number in range(MANY - 1)]
    session = booked_yesterday(cast, {"mentor": cast.mentor})
    with inside(cast):
        add_to(session, crowd)
    worker = processes.worker(slowly=0.05)
    processes.beat()
    processes.wait_for(lambda: len(processes.mails()) >= 10, "the first ten mails")
    processes.kill(worker)
    at_the_kill = len(processes.mails())
    assert 10 <= at_the_kill < MANY, "it was killed in the middle"
    processes.worker()
    processes.wait_for(lambda: sent(cast) == MANY, "all mails")
    addresses = processes.mails()
    assert len(set(addresses)) == MANY
    assert len(addresses) <= MANY + 1, "only the one that was on its way may come twice"
    assert len(reminders(cast)) == len(set(reminders(cast))) == MANY


def add_to(session: Session, crowd: list) -> None:
    """Give all of them a place, at once."""
    now = timezone.now()
    places = Participation.objects.bulk_create(
        Participation(engagement=session.engagement, membership=member, role="mentee", joined_at=now)
        for member in crowd
    )
    SessionPlace.objects.bulk_create(
        SessionPlace(
            session=session,
            participation=place,
            user_id=place.membership.user_id,
            period=(session.starts_at, session.ends_at),
        )
        for place in places
    )
