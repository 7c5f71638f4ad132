"""What happens when. Each entry is lived at its own moment, and the portal's own tasks run in between."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import time_machine
from django.db import transaction

from portal.outbox.relay import relay
from portal.tenancy.context import organization_context
from programs.evaluations.tasks import move_due_rounds, plan_due_rounds, remind_due_rounds
from programs.notifications.tasks import remind_of_sessions, send_due_digests, send_due_mail, sweep_reminders
from programs.scheduling.tasks import move_due_polls_everywhere

LISBON = ZoneInfo("Europe/Lisbon")
REMINDED, BETWEEN = timedelta(days=8), timedelta(hours=3)  # how long before its end reminders are looked for, how often


@dataclass
class Timeline:
    """Entries in any order; `live` goes through them by their dates.

    Args:
        now: the moment at which the demo is made; the story ends here.
    """

    now: datetime
    entries: list[tuple[datetime, int, object, Callable[[], None]]] = field(default_factory=list)

    def exactly(self, days: int, hour: int = 10, minute: int = 0) -> datetime:
        """A time of day in Lisbon, so many days from today (before it when negative)."""
        found = (self.now.astimezone(LISBON) + timedelta(days=days)).date()
        return datetime.combine(found, time(hour, minute), tzinfo=LISBON)

    def day(self, days: int, hour: int = 10, minute: int = 0) -> datetime:
        """The same for sessions: nobody meets on a weekend, so those move to Monday."""
        found = self.exactly(days, hour, minute)
        return found + timedelta(days=7 - found.weekday() if found.weekday() > 4 else 0)

    def at(self, moment: datetime, organization, act: Callable[[], None]) -> None:
        """Let `act` happen at `moment` in `organization`; what lies in the future is left out."""
        if moment <= self.now:
            self.entries.append((moment, len(self.entries), organization, act))

    def live(self, tell: Callable[[int, int], None]) -> None:
        """Go through everything; `tell` gets how many entries are done, of how many."""
        entries = sorted(self.entries, key=lambda entry: entry[:2])
        swept = self.now - REMINDED
        for number, (moment, _, organization, act) in enumerate(entries, start=1):
            with time_machine.travel(moment.astimezone(UTC), tick=False):
                run_tasks()
                if moment - swept > BETWEEN:
                    sweep_reminders()
                    swept = moment
                with organization_context(organization().pk), transaction.atomic():
                    act()
                relay()
                send_due_mail()
            tell(number, len(entries))
        with time_machine.travel(self.now.astimezone(UTC), tick=False):
            sweep_reminders()
            send_due_mail()


def run_tasks() -> None:
    """What worker and beat would have done by now."""
    remind_of_sessions()
    move_due_polls_everywhere()
    plan_due_rounds()
    move_due_rounds()
    remind_due_rounds()
    relay()
    send_due_mail()
    send_due_digests()
