"""Web, worker and beat as children: when one ends, all end; when we end, none is left."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from .processes import Ended, die_with_parent, stop

# The line that people need to see at once; the whole story is in the log.
TROUBLE = re.compile(r"\b(ERROR|CRITICAL)\b|^Traceback|^[\w.]*(Error|Exception)\b")
TAIL_LINES = 15
STOP_SECONDS = 5


@dataclass
class Child:
    """A process with its log."""

    name: str
    command: list[str]
    log: Path
    process: subprocess.Popen | None = None
    reader: BinaryIO | None = field(default=None, repr=False)

    def start(self, environment: dict[str, str], folder: Path) -> None:
        """In a session of its own: Ctrl-C in the terminal is for the supervisor, which ends all in order."""
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=environment,
                cwd=folder,
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGTERM),  # safe: there are no threads here
            )
        self.reader = self.log.open("rb")

    def show_trouble(self) -> None:
        """Print what is new in the log and looks like an error."""
        if self.reader:
            for line in self.reader.read().decode(errors="replace").splitlines():
                if TROUBLE.search(line):
                    print(f"  {self.name}: {line.strip()}", flush=True)

    def tail(self) -> str:
        """The log's last lines."""
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-TAIL_LINES:])


class Supervisor:
    """Starts the children, watches them, ends them."""

    def __init__(self, children: list[Child], environment: dict[str, str], folder: Path) -> None:
        self.children = children
        self.environment = environment
        self.folder = folder

    def start(self) -> None:
        """Start all."""
        for child in self.children:
            child.start(self.environment, self.folder)

    def dead(self) -> Child | None:
        """The first child that has ended."""
        return next((c for c in self.children if c.process and c.process.poll() is not None), None)

    def watch(self, server_died: Callable[[], str]) -> str:
        """Stay until something ends by itself; say what and why."""
        had_terminal = os.isatty(0)
        while True:
            if had_terminal and not os.isatty(0):  # closed; when make leads the session, only make is told
                raise Ended(signal.SIGHUP)
            for child in self.children:
                child.show_trouble()
            if child := self.dead():
                code = child.process.returncode
                return f"{child.name} ended with code {code}. Its last lines:\n{child.tail()}"
            if name := server_died():
                return f"{name} ended."
            time.sleep(0.3)

    def stop(self) -> None:
        """Ask all at once, then wait: together they take as long as the slowest."""
        running = [c.process for c in self.children if c.process and c.process.poll() is None]
        for process in running:
            os.kill(process.pid, signal.SIGTERM)  # the main process only: it ends its own workers in order
        deadline = time.monotonic() + STOP_SECONDS
        for process in running:
            left = max(0.1, deadline - time.monotonic())
            stop(process, [(0, left)])
        for child in self.children:
            if child.reader:
                child.reader.close()
