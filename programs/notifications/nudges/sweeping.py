"""Look for the reminders of one kind that became due since the last look, and tell them, in one transaction."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from portal.outbox.wake import wake_after_commit
from programs.engagements.queries import distinct_leads, leads_in_force
from programs.engagements.reminders import REMINDERS, Reminder, Unit
from programs.notifications.models import Notification, Sweep
from programs.notifications.nudges.agreeing import agreements_missing
from programs.notifications.nudges.answering import answers_missing
from programs.notifications.nudges.doing import actions_due, actions_overdue
from programs.notifications.nudges.preparing import topics_missing
from programs.notifications.nudges.window import Due, Window, became_due
from programs.notifications.nudges.writing_up import marks_missing, notes_missing

EVERY = timedelta(minutes=5)  # the function app.sweeps_due knows it too
LONGEST_SILENCE = timedelta(days=31)  # what became due before is nobody's concern any more
MAIL_TASK = "programs.notifications.tasks.send_due_mail"
BATCH = 1000
FINDERS = {
    "prepare": topics_missing,
    "action": actions_due,
    "overdue": actions_overdue,
    "agreement": agreements_missing,
    "request": answers_missing,
    "attendance": marks_missing,
    "notes": notes_missing,
}


@transaction.atomic
def sweep(*, kind: str) -> int:
    """Tell the reminders of one kind that became due in the current organization, from the present state.

    The row that says up to when reminders were looked for is locked, the notifications are written and the row moves
    on in one transaction: a second beat waits and finds nothing, a killed worker leaves everything as it was, and a
    restored backup looks again from where it stood, with keys that are taken already. The first look at a kind tells
    nothing, so that a new install floods nobody.

    Args:
        kind: a key of `FINDERS`.

    Returns:
        How many reminders became due.
    """
    now = timezone.now()
    row = _lock(kind, now)
    if row is None or now - row.until < EVERY:
        return 0
    window = Window(max(row.until, now - LONGEST_SILENCE), now)
    due = _find(REMINDERS[kind], window)
    if due:
        _tell(due, now)
    row.until = now
    row.save(update_fields=["until"])
    return len(due)


def _lock(kind: str, now: datetime) -> Sweep | None:
    """The row of this kind, nobody else's until the end; None if it was made just now."""
    row = Sweep.objects.select_for_update(no_key=True).filter(kind=kind).first()
    if row is None:
        Sweep.objects.bulk_create([Sweep(kind=kind, until=now)], ignore_conflicts=True)
    return row


def _find(reminder: Reminder, window: Window) -> list[Due]:
    if reminder.unit == Unit.DAYS and not window.has_mornings():
        return []
    subjects = FINDERS[reminder.code](reminder, distinct_leads(reminder.code), window)
    if not subjects:
        return []
    leads = leads_in_force(
        reminder.code,
        people={subject.membership_id for subject in subjects},
        programs={subject.program_id for subject in subjects},
    )
    return became_due(subjects, leads, window)


def _tell(due: list[Due], now: datetime) -> None:
    """Write the notifications; those that are there already stay as they are. A missed one is counted, not mailed."""
    Notification.objects.bulk_create(
        [
            Notification(
                membership_id=row.subject.membership_id,
                kind=row.subject.kind,
                key=row.key,
                subject_id=row.subject.subject_id,
                facts={**row.subject.facts, "lead": row.lead},
                created_at=now,
                read_at=now if row.missed else None,
                mail=Notification.Mail.MISSED if row.missed else Notification.Mail.DUE,
                mail_due_at=now,
            )
            for row in due
        ],
        ignore_conflicts=True,
        batch_size=BATCH,
    )
    if not all(row.missed for row in due):
        wake_after_commit(MAIL_TASK)
