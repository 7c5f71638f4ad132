"""Remind people of sessions: a batch of sessions is taken, and everybody's notification written, in one transaction."""

from django.db import transaction
from django.utils import timezone

from portal.outbox.wake import wake_after_commit
from programs.notifications.actions.telling import MAIL_TASK
from programs.notifications.facts import about_session
from programs.notifications.models import Notification
from programs.notifications.queries import channels_of
from programs.notifications.rhythm import Channel
from programs.scheduling.actions import CLAIM_BATCH, DueReminder, claim_due_reminders

KIND = "session-reminder"


@transaction.atomic
def remind_of_sessions(*, batch: int = CLAIM_BATCH) -> int:
    """Write down who is reminded now, in the current organization, and wake the mail once.

    Each person, version of the session and lead time has one row, so nothing is told twice, whoever else does the same
    at this moment, and also from a restored backup. Reminders of sessions that have begun meanwhile are kept as missed.

    Returns:
        How many sessions were looked at; fewer than `batch` when nothing more is due.
    """
    looked, due = claim_due_reminders(batch=batch)
    facts = {reminder.session.pk: about_session(reminder.session) for reminder in due}
    channels = channels_of(KIND, {reminder.membership_id for reminder in due}) if due else {}
    rows = [_row(reminder, facts[reminder.session.pk], channels[reminder.membership_id]) for reminder in due]
    Notification.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    if any(row.mail == Notification.Mail.DUE for row in rows):
        wake_after_commit(MAIL_TASK)
    return looked


def _row(due: DueReminder, facts: dict, channel: Channel) -> Notification:
    now = timezone.now()
    plan = channel.plan(KIND, facts, now)
    return Notification(
        membership_id=due.membership_id,
        kind=KIND,
        key=f"{KIND}:{due.session.pk}:{due.session.sequence}:{due.minutes}",
        subject_id=due.session.pk,
        facts={**facts, "minutes": due.minutes},
        created_at=now,
        read_at=now if due.missed or not channel.counts else None,
        mail=Notification.Mail.MISSED if due.missed else plan.mail,
        mail_due_at=now if due.missed else plan.due_at,
    )
