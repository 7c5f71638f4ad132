"""Announce what begins soon."""

from django.db import transaction
from django.utils import timezone

from portal.outbox.publish import publish
from programs.engagements.models import Program
from programs.scheduling.events import SessionReminderDue
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import Session
from programs.scheduling.reminders import due_lead, next_reminder

ANNOUNCE_BATCH = 500


@transaction.atomic
def announce_due_sessions(*, batch: int = ANNOUNCE_BATCH) -> int:
    """Publish the reminders that are due in the current organization and set when the next ones are.

    The rows are locked, the events are written and the next moment is set in one transaction: a second beat finds
    nothing, and a killed worker leaves everything as it was. After a silence only the latest reminder is sent.

    Returns:
        How many sessions were looked at.
    """
    now = timezone.now()
    due = list(
        Session.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
        .filter(remind_at__lte=now)
        .select_related("engagement__program")
        .order_by("remind_at")[:batch]
    )
    events = []
    for session in due:
        leads = session.engagement.program.reminder_minutes
        lead = due_lead(session.starts_at, leads, now)
        if lead is not None:
            events.append(SessionReminderDue(subject_id=session.pk, sequence=session.sequence, minutes=lead))
        session.remind_at = next_reminder(session.starts_at, leads, now)
    if due:
        Session.objects.bulk_update(due, ["remind_at"])
    if events:
        publish(*events)
    return len(due)


@transaction.atomic
def set_reminders_of(*, program: Program) -> int:
    """Set when planned sessions are reminded of, after the program's lead times have changed.

    Returns:
        How many sessions have another next reminder now.
    """
    now = timezone.now()
    coming = Session.objects.select_for_update(no_key=True).filter(
        engagement__program=program, state=SessionState.CONFIRMED, starts_at__gt=now
    )
    changed = []
    for session in coming.order_by("pk"):
        remind_at = next_reminder(session.starts_at, program.reminder_minutes, now)
        if remind_at != session.remind_at:
            session.remind_at = remind_at
            changed.append(session)
    Session.objects.bulk_update(changed, ["remind_at"], batch_size=ANNOUNCE_BATCH)
    return len(changed)
