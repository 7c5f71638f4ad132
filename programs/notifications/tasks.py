"""Thin entries for worker and beat."""

import logging

from celery import shared_task
from django.utils import timezone

from portal.tenancy.context import organization_context
from portal.tenancy.due import organizations_due
from programs.notifications import actions
from programs.notifications.nudges import FINDERS, sweep
from programs.scheduling.actions import CLAIM_BATCH

log = logging.getLogger(__name__)


@shared_task
def remind_of_sessions() -> None:
    """Remind of what begins soon, organization by organization, in batches."""
    for organization_id in organizations_due("sessions_due", timezone.now()):
        with organization_context(organization_id):
            while actions.remind_of_sessions() == CLAIM_BATCH:
                continue


@shared_task
def send_due_mail() -> None:
    """Send what is due, organization by organization; called after new notifications and by beat."""
    for organization_id in organizations_due("mail_due", timezone.now()):
        with organization_context(organization_id):
            while actions.send_due_mail():
                continue


@shared_task
def sweep_reminders() -> None:
    """Tell the reminders that became due, organization by organization, every five minutes.

    Where something fails each kind is tried by itself. What fails then is logged and tried again at the next call; the
    other kinds and organizations go on.
    """
    for organization_id in organizations_due("sweeps_due", timezone.now()):
        with organization_context(organization_id):
            try:
                sweep()
            except Exception:  # whatever it is, it must not keep others from their reminders
                _sweep_one_by_one()


def _sweep_one_by_one() -> None:
    for kind in FINDERS:
        try:
            sweep(kinds=[kind])
        except Exception as error:
            log.exception("Reminders %s failed (%s)", kind, type(error).__name__)


@shared_task
def send_due_digests() -> None:
    """Send the digests that are due, organization by organization; called by beat."""
    for organization_id in organizations_due("digests_due", timezone.now()):
        with organization_context(organization_id):
            while actions.send_due_digests():
                continue
