"""Tell a worker that there is something to look at. A message is never more than that, so it may get lost."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import connection, transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from portal.celery import app

log = logging.getLogger(__name__)

RELAY = "portal.outbox.tasks.relay_outbox"
STALE_AFTER = 60  # seconds; after a long stop, a worker need not answer each old call: beat calls again
ONCE_MORE = {"max_retries": 1, "interval_start": 0}  # a kept connection may have died since it was last used
_gathered: ContextVar[set[str] | None] = ContextVar("gathered_wakes", default=None)


@dataclass(frozen=True)
class Wake:
    """The call for one task; two for the same task are equal, so a transaction keeps only one."""

    task: str

    def __post_init__(self) -> None:
        """Django calls what runs after a commit by this name when it fails; without it the page would fail as well."""
        object.__setattr__(self, "__qualname__", f"Wake({self.task})")

    def __call__(self) -> None:
        """Send the message. If the broker is away, beat's next look finds the rows all the same."""
        try:
            app.send_task(self.task, retry_policy=ONCE_MORE, expires=STALE_AFTER)
        except (OperationalError, RedisError, OSError) as error:
            log.warning("The broker is away (%s); %s waits for beat.", type(error).__name__, self.task)


def wake_after_commit(task: str) -> None:
    """Call for `task` once the running transaction has committed: one message for it, however often this is said.

    Inside `gathered_wakes` the calls of many transactions become one.
    """
    gathered = _gathered.get()
    if gathered is not None:
        gathered.add(task)
        return
    wake = Wake(task)
    if not any(entry[1] == wake for entry in connection.run_on_commit):
        transaction.on_commit(wake, robust=True)


@contextmanager
def gathered_wakes(*, but: str) -> Iterator[None]:
    """Collect the calls of all transactions inside and send each once at the end.

    Args:
        but: a task that needs no call, since it is the one that runs.
    """
    token = _gathered.set(set())
    try:
        yield
    finally:
        gathered = _gathered.get() or set()
        _gathered.reset(token)
        for task in sorted(gathered - {but}):
            Wake(task)()
