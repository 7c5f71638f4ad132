"""Child processes that never outlive their parent, whatever ends it."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

# Loaded before any fork: the child between fork and exec should do as little as possible.
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform.startswith("linux") else None


class Ended(BaseException):
    """A signal asked this process to end. Not an Exception, so that no handler swallows it."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def die_with_parent(number: int) -> Callable[[], None]:
    """For `preexec_fn`: the kernel sends `number` to the child when its parent is gone, kill -9 included."""
    parent = os.getpid()

    def prepare() -> None:
        if _libc is not None:
            _libc.prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)
            if os.getppid() != parent:  # it died between fork and prctl
                os._exit(1)

    return prepare


def adopt_orphans() -> None:
    """Grandchildren whose parent ended become our children, so that the last sweep finds them."""
    if _libc is not None:
        _libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _raise_ended(number: int, _frame: object) -> None:
    raise Ended(number)


def listen_for_endings() -> None:
    """Ctrl-C, SIGTERM and a closed terminal all unwind through the same `finally` clauses."""
    for number in ENDING:
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup wants to stay
            signal.signal(number, _raise_ended)


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """While we clean up, further signals wait: the clean-up is bounded in time anyway."""
    before = [(number, signal.signal(number, signal.SIG_IGN)) for number in ENDING]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)


def descendants(of: int | None = None) -> list[int]:
    """Process ids of all children, grandchildren and so on (Linux; elsewhere empty)."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            after_name = entry.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            children.setdefault(int(after_name[1]), []).append(int(entry.parent.name))
    found, queue = [], [of or os.getpid()]
    while queue:
        queue.extend(below := children.get(queue.pop(), []))
        found.extend(below)
    return found


def sweep(spare: set[int] | None = None) -> None:
    """Kill every descendant that is left, except the processes to spare and what hangs on them."""
    for _ in range(20):
        kept = set(spare or ())
        for pid in list(kept):
            kept.update(descendants(pid))
        left = [pid for pid in descendants() if pid not in kept]
        if not left:
            return
        for pid in left:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
        time.sleep(0.05)


def wait_gone(pid: int, seconds: float) -> bool:
    """Wait for a process that may not be our child."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def stop(process: subprocess.Popen, asks: list[tuple[int, float]]) -> None:
    """Ask with each signal in turn and give it its seconds; then kill the process and its group."""
    for number, seconds in asks:
        if process.poll() is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
            return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if os.getpgid(process.pid) == process.pid:
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait(5)


def runs_in(pid: int, name: str, folder: Path) -> bool | None:
    """Is `pid` a process called `name` working in `folder`? None when we may not look."""
    process = Path("/proc") / str(pid)
    try:
        if (process / "comm").read_text(encoding="utf-8").strip() != name[:15]:
            return False
        return Path(os.readlink(process / "cwd")) == folder.resolve()
    except FileNotFoundError:
        return False
    except PermissionError:
        return None
