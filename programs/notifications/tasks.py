"""Thin entries for worker and beat."""

from celery import shared_task
from django.utils import timezone

from portal.tenancy.context import organization_context
from portal.tenancy.due import organizations_due
from programs.notifications import actions
from programs.scheduling.actions import CLAIM_BATCH


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
