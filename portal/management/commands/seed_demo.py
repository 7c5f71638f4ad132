"""Fill an empty install with two organizations and a believable year of life."""

from datetime import timedelta
from functools import partial

import time_machine
from celery import current_app
from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.models import User
from portal.management.demo import harbour, northwind
from portal.management.demo.people import (
    HARBOUR,
    LISBON,
    NORTHWIND,
    People,
    make_operator,
    open_organization,
    read_notices,
)
from portal.management.demo.timeline import Timeline, run_tasks


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--if-empty", action="store_true", help="do nothing when there are people already")

    def handle(self, *args, **options):
        if User.objects.exists():
            if options["if_empty"]:
                self.stdout.write("The demo's people are there already.")
                return
            self.stderr.write("There are people in this install already; the demo needs an empty one.")
            raise SystemExit(1)
        now = timezone.now()
        timeline = Timeline(now)
        at_harbour, at_northwind = People("harbour"), People("northwind")
        with time_machine.travel(now - timedelta(days=365), tick=False):
            operator = make_operator()
            open_organization(at_harbour, "Harbour Health", 160, LISBON, HARBOUR, operator)
            open_organization(at_northwind, "Northwind Academy", 265, "Europe/Copenhagen", NORTHWIND, operator)
            run_tasks()
        harbour.tell(timeline, at_harbour)
        northwind.tell(timeline, at_northwind)
        for people in (at_harbour, at_northwind):
            timeline.at(
                timeline.exactly(-2, 20), lambda people=people: people.organization, partial(read_notices, people)
            )
        timeline.live(self._tell)
        current_app.control.purge()  # the wake-ups of the past year have nothing left to wake
        self.stdout.write(f"A year of life: {len(timeline.entries)} things happened.")

    def _tell(self, done: int, whole: int) -> None:
        if done % 50 == 0 or done == whole:
            self.stdout.write(f"  {done} of {whole}")
            self.stdout.flush()
