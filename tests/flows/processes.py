"""Real workers and beats on the test's database, with a Redis of their own that a test may flush or stop."""

import email
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import redis

from portal.dev.processes import wait_gone
from portal.dev.valkey import Valkey
from tests.flows.database import database_url

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds; only a machine that hangs comes near
LEASE = 1  # seconds


class Processes:
    """Started with a few words each, as "worker" or "beat"; ended with their children."""

    def __init__(self, folder: Path):
        self.folder, self.mailbox, self.running = folder, folder / "mailbox", []
        for path in (self.mailbox, folder / "logs"):
            path.mkdir()
        self.broker = Valkey(folder, durable=False)
        self.broker.start()
        self.redis_url = self.broker.url
        self.nest: subprocess.Popen | None = None

    def open(self, *, slowly: float = 0) -> None:
        """Load Django for them, with a mail server that takes so many seconds for each mail."""
        environment = {
            **os.environ,
            "DATABASE_URL": database_url(),
            "DATABASE_OWNER_URL": database_url(),
            "DATABASE_MAX_AGE": "0",
            "REDIS_URL": self.redis_url,
            "DJANGO_SETTINGS_MODULE": "tests.flows.delivery_settings",
            "MAILBOX_DIR": str(self.mailbox),
            "SLOW_MAILBOX_SECONDS": str(slowly),
            "LEASE_SECONDS": str(LEASE),
            "BEAT_SECONDS": "1",
            "LOG_LEVEL": "WARNING",
            "PYTHONPATH": str(ROOT),
        }
        self.nest = subprocess.Popen(
            [sys.executable, "-m", "tests.flows.nest"],
            cwd=self.folder,  # beat writes its schedule where it stands
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=(self.folder / "nest.log").open("a"),
            start_new_session=True,
            text=True,
        )

    def start(self, *words: str) -> int:
        """Start a process; gives its id."""
        self.nest.stdin.write(json.dumps(words) + "\n")
        self.nest.stdin.flush()
        self.running.append(int(self.nest.stdout.readline()))
        return self.running[-1]

    def worker(self) -> int:
        return self.start("worker", "-c", "1", "--without-gossip", "--without-mingle", "--without-heartbeat")

    def beat(self) -> int:
        schedule = self.folder / f"schedule-{len(self.running)}"  # a second beat knows nothing of the first
        return self.start("beat", "--schedule", str(schedule), "--pidfile=", "--loglevel", "WARNING")

    def kill(self, pid: int) -> None:
        """As kill -9 of everything it started: nobody gets a chance to clean up."""
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
        assert wait_gone(pid, 10)
        self.running.remove(pid)

    def close(self) -> None:
        """End everything that was started."""
        for pid in list(self.running):
            self.kill(pid)
        if self.nest:
            self.nest.kill()
            self.nest.wait(10)
            self.nest.stdin.close()
            self.nest.stdout.close()
        self.broker.stop()

    def flush(self) -> None:
        """Redis forgets everything."""
        with redis.Redis.from_url(self.redis_url) as client:
            client.flushall()

    @contextmanager
    def without_broker(self):
        """Redis does not answer: connections are taken and nothing comes back, which is worse than a refusal."""
        os.kill(self.broker.process.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self.broker.process.pid, signal.SIGCONT)

    def sent(self) -> int:
        """How many mails lie in the mailbox."""
        return sum(entry.name.endswith(".eml") for entry in os.scandir(self.mailbox))

    def mails(self, subject: str = "In ") -> list[email.message.Message]:
        """Those whose subject begins so; reminders say how soon it is."""
        found = [email.message_from_bytes(path.read_bytes()) for path in sorted(self.mailbox.glob("*.eml"))]
        return [message for message in found if message["Subject"].startswith(subject)]

    def wait_for(self, found: Callable[[], bool], what: str, seconds: float = PATIENCE) -> float:
        """Wait until it is so.

        Returns:
            How many seconds it took.
        """
        began = time.monotonic()
        while not found():
            if time.monotonic() > began + seconds:
                pytest.fail(f"{what}: not within {seconds} seconds\n{(self.folder / 'nest.log').read_text()[-5000:]}")
            time.sleep(0.01)
        return time.monotonic() - began


@pytest.fixture
def processes(tmp_path):
    """Processes that do not outlive the test."""
    made = Processes(tmp_path)
    yield made
    made.close()
    shutil.rmtree(made.mailbox)
