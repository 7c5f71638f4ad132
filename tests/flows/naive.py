"""What the portal does not do, for the twins of the tests: the broker holds the truth, and nothing is claimed.

Each way is what one finds first: a message for each reminder, at once or with its time (`eta`), and a beat that looks
for what is due, sends it and marks it afterwards.
"""

import os
import time
from pathlib import Path
from uuid import uuid4

from celery import Celery
from django.db import transaction
from django.utils import timezone

from portal.tenancy.context import organization_context
from programs.scheduling.models import Session

app = Celery("naive", broker=os.environ["REDIS_URL"])
app.conf.update(worker_hijack_root_logger=False, broker_connection_retry_on_startup=True)


def post(number: int | str) -> None:
    """A mail that says only which reminder it is; it takes a moment."""
    time.sleep(float(os.environ["SLOW_MAILBOX_SECONDS"]))
    name = Path(os.environ["MAILBOX_DIR"]) / uuid4().hex
    name.with_suffix(".part").write_text(f"Subject: {number}\n\n")
    name.with_suffix(".part").rename(name.with_suffix(".eml"))


@app.task
def send_reminder(number: int) -> None:
    """A message for each reminder."""
    post(number)


def enqueue(count: str, eta_seconds: str = "0") -> None:
    """Hand all reminders to the broker."""
    for number in range(int(count)):
        send_reminder.apply_async((number,), countdown=float(eta_seconds) or None)


def worker() -> None:
    """A worker as it comes."""
    app.worker_main(["worker", "-c", "1", "--without-gossip", "--without-mingle", "--without-heartbeat"])


def look_and_send(organization: str) -> None:
    """Select what is due, send it, mark it; and again after a moment."""
    for _ in range(3):
        with organization_context(organization), transaction.atomic():
            due = list(Session.objects.filter(remind_at__lte=timezone.now()).order_by("remind_at"))
        for session in due:
            post(str(session.pk))
        with organization_context(organization), transaction.atomic():
            Session.objects.filter(pk__in=[session.pk for session in due]).update(remind_at=None)
        time.sleep(0.2)
