"""Look for the reminders that became due since the last look, and tell them, in one transaction."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from programs.engagements.queries import distinct_leads, leads_in_force
from programs.engagements.reminders import REMINDERS, Reminder, Unit
from programs.notifications.actions.telling import Telling, tell_each
from programs.notifications.models import Sweep
from programs.notifications.nudges.agenda import agendas_sent
from programs.notifications.nudges.agreeing import agreements_missing
from programs.notifications.nudges.answering import answers_missing
from programs.notifications.nudges.crediting import credentials_expire, credentials_have_expired
from programs.notifications.nudges.doing import actions_due, actions_overdue
from programs.notifications.nudges.evaluating import answers_to_give
from programs.notifications.nudges.practising import exercises_due
from programs.notifications.nudges.preparing import topics_missing
from programs.notifications.nudges.signing import covenants_unsigned
from programs.notifications.nudges.window import Due, Window, became_due
from programs.notifications.nudges.writing_up import marks_missing, notes_missing

EVERY = timedelta(minutes=5)  # the function app.sweeps_due knows it too
LONGEST_SILENCE = timedelta(days=31)  # what became due before is nobody's concern any more
FINDERS = {
    "prepare": topics_missing,
    "agenda": agendas_sent,
    "action": actions_due,
    "overdue": actions_overdue,
    "exercise": exercises_due,
    "agreement": agreements_missing,
    "covenant": covenants_unsigned,
    "request": answers_missing,
    "attendance": marks_missing,
    "notes": notes_missing,
    "evaluation": answers_to_give,
    "credential": credentials_expire,
    "expired": credentials_have_expired,
}


@transaction.atomic
def sweep(*, kinds: Collection[str] = tuple(FINDERS)) -> int:
    """Tell the reminders that became due in the current organization, from the present state.

    The rows that say up to when reminders were looked for are locked, the notifications are written and the rows move
    on in one transaction: a second beat waits and finds nothing, a killed worker leaves everything as it was, and a
    restored backup looks again from where it stood, with keys that are taken already. The first look at a kind tells
    nothing, so that a new install floods nobody. All kinds share the transaction, since most looks find nothing and
    then it is the dearest part.

    Args:
        kinds: keys of `FINDERS`.

    Returns:
        How many reminders became due.
    """
    now = timezone.now()
    rows = _lock(kinds, now)
    if not rows:
        return 0
    leads = distinct_leads([row.kind for row in rows])
    due = [
        found
        for row in rows
        for found in _find(REMINDERS[row.kind], leads[row.kind], Window(max(row.until, now - LONGEST_SILENCE), now))
    ]
    if due:
        tell_each(_telling(row) for row in due)
    Sweep.objects.filter(pk__in=[row.pk for row in rows]).update(until=now)
    return len(due)


def _lock(kinds: Collection[str], now: datetime) -> list[Sweep]:
    """The rows of those kinds that were not looked for in the last minutes, nobody else's until the end.

    Kinds without a row get one, and are looked for the next time.
    """
    rows = list(Sweep.objects.select_for_update(no_key=True).filter(kind__in=kinds).order_by("kind"))
    if missing := set(kinds) - {row.kind for row in rows}:
        Sweep.objects.bulk_create([Sweep(kind=kind, until=now) for kind in sorted(missing)], ignore_conflicts=True)
    return [row for row in rows if now - row.until >= EVERY]


def _find(reminder: Reminder, leads: set[int], window: Window) -> list[Due]:
    if not leads or (reminder.unit == Unit.DAYS and not window.has_mornings()):
        return []
    subjects = FINDERS[reminder.code](reminder, leads, window)
    if not subjects:
        return []
    in_force = leads_in_force(
        reminder.code,
        people={subject.membership_id for subject in subjects},
        programs={subject.program_id for subject in subjects if subject.program_id},
    )
    return became_due(subjects, in_force, window)


def _telling(due: Due) -> Telling:
    subject = due.subject
    facts = {**subject.facts, "lead": due.lead}
    return Telling(subject.kind, due.key, subject.membership_id, subject.subject_id, facts, missed=due.missed)
