"""The Celery application. Messages only wake workers up; what must happen stands in the database."""

import os

from celery import Celery
from celery.schedules import crontab
from celery.signals import setup_logging, worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

from django.conf import settings

app = Celery("portal")
app.conf.update(settings.CELERY)
# A page that was just saved must not wait for a broker that is away, or that takes connections and says nothing.
app.conf.broker_transport_options = {
    "socket_connect_timeout": 1,
    "socket_timeout": 2,
    "max_retries": 1,
    "interval_start": 0,
}
app.autodiscover_tasks()


@setup_logging.connect
def keep_logging(**kwargs) -> None:
    """Workers and beat log as settings.LOGGING says: Celery's own lines would quote what a failed task held."""


@worker_init.connect
def refuse_unguarded(**kwargs) -> None:
    """A worker does not start on a database that would not keep organizations apart."""
    from portal.tenancy import checks  # noqa: PLC0415 - only a worker has its models loaded here

    checks.refuse_unguarded()


DAILY = {
    # Zones change their rules with a release of the zone data, so once a day is often enough.
    "programs.scheduling.tasks.keep_wall_times_everywhere": crontab(hour=3, minute=17),
    # Text goes on a day, not at an hour: at night, when nobody reads it at that moment.
    "programs.covenant.tasks.delete_due_texts_everywhere": crontab(hour=2, minute=41),
}
app.conf.beat_schedule = {
    **{name: {"task": name, "schedule": when, "options": {"expires": 3600}} for name, when in DAILY.items()},
    # A call that no worker took before the next one is worth nothing: after a stop they would all come at once.
    **{
        name: {"task": name, "schedule": settings.BEAT_SECONDS, "options": {"expires": max(settings.BEAT_SECONDS, 10)}}
        for name in (
            "portal.outbox.tasks.beat_heartbeat",
            "portal.outbox.tasks.relay_outbox",
            "programs.notifications.tasks.remind_of_sessions",
            "programs.scheduling.tasks.expire_due_proposals_everywhere",
            "programs.scheduling.tasks.move_due_polls_everywhere",
            "programs.scheduling.tasks.read_due_calendars_everywhere",
            "programs.notifications.tasks.send_due_mail",
            "programs.notifications.tasks.sweep_reminders",
            "programs.notifications.tasks.send_due_digests",
            "programs.goals.tasks.ask_due_pulses_everywhere",
            "programs.evaluations.tasks.move_due_rounds",
            "programs.evaluations.tasks.plan_due_rounds",
            "programs.evaluations.tasks.remind_due_rounds",
        )
    },
}
