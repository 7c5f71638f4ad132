"""Beat's scheduler, which also shows that beat itself is alive."""

import logging
import time

from celery.beat import PersistentScheduler
from django.db import Error as DatabaseError
from django.db import close_old_connections, connection
from django.utils import timezone

from portal.outbox.models import Heartbeat

log = logging.getLogger(__name__)

SEEN_EVERY = 15  # seconds


class SeenScheduler(PersistentScheduler):
    """Celery's own scheduler; in between it writes a row that neither a worker nor the broker has a part in.

    So the health page can tell a beat that ended from a worker that takes no calls.
    """

    _seen = 0.0

    def tick(self, *args, **kwargs):
        """Look for what is due, as ever, and show from time to time that somebody looks."""
        if time.monotonic() - self._seen >= SEEN_EVERY:
            self._seen = time.monotonic()
            close_old_connections()
            show_beat()
        return super().tick(*args, **kwargs)


def show_beat() -> None:
    """Write beat's heartbeat. A database that is away must not end beat: it goes on calling."""
    try:
        Heartbeat.objects.update_or_create(name="beat", defaults={"at": timezone.now()})
    except DatabaseError as error:
        log.warning("Beat could not show that it is alive (%s)", type(error).__name__)
        connection.close()
