"""Thin entries for beat."""

from celery import shared_task
from django.utils import timezone

from portal.tenancy.context import organization_context
from portal.tenancy.due import organizations_due
from programs.scheduling.actions import ANNOUNCE_BATCH, EXPIRE_BATCH, announce_due_sessions, expire_due_proposals


@shared_task
def announce_due_sessions_everywhere() -> None:
    """Publish due reminders, organization by organization, in batches."""
    for organization_id in organizations_due("sessions_due", timezone.now()):
        with organization_context(organization_id):
            while announce_due_sessions() == ANNOUNCE_BATCH:
                continue


@shared_task
def expire_due_proposals_everywhere() -> None:
    """Free the times of proposals that nobody answered, organization by organization."""
    for organization_id in organizations_due("proposals_due", timezone.now()):
        with organization_context(organization_id):
            while expire_due_proposals() == EXPIRE_BATCH:
                continue
