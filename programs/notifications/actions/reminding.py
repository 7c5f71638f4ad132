"""Remind people of sessions: a batch of sessions is taken, and everybody's notification written, in one transaction."""

from django.db import transaction

from programs.notifications.actions.telling import Telling, tell_each
from programs.notifications.facts import about_session
from programs.scheduling.actions import CLAIM_BATCH, claim_due_reminders


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
    tell_each(
        Telling(
            kind="session-reminder",
            key=f"{reminder.session.pk}:{reminder.session.sequence}:{reminder.minutes}",
            membership_id=reminder.membership_id,
            subject_id=reminder.session.pk,
            facts={**facts[reminder.session.pk], "minutes": reminder.minutes},
            missed=reminder.missed,
        )
        for reminder in due
    )
    return looked
