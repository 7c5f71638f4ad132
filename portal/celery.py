"""The Celery application. Messages only wake workers up; what must happen stands in the database."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

from django.conf import settings

app = Celery("portal")
app.conf.update(settings.CELERY)
app.autodiscover_tasks()

app.conf.beat_schedule = {
    name: {"task": name, "schedule": settings.BEAT_SECONDS}
    for name in (
        "portal.outbox.tasks.beat_heartbeat",
        "portal.outbox.tasks.relay_outbox",
        "programs.scheduling.tasks.announce_due_sessions_everywhere",
        "programs.notifications.tasks.send_due_mail",
        "programs.evaluations.tasks.move_due_rounds",
    )
}
