"""Thin entries for beat."""

from celery import shared_task
from django.utils import timezone

from portal.tenancy.context import organization_context
from portal.tenancy.due import organizations_due
from programs.scheduling.actions import (
    ANNOUNCE_BATCH,
    EXPIRE_BATCH,
    POLL_BATCH,
    announce_due_sessions,
    chase_due_polls,
    close_due_polls,
    expire_due_proposals,
    keep_wall_times,
)


@shared_task
def announce_due_sessions_everywhere() -> None:
    """Publish due reminders, organization by organization, in batches."""
    for organization_id in organizations_due("sessions_due", timezone.now()):
        with organization_context(organization_id):
            while announce_due_sessions() == ANNOUNCE_BATCH:
                continue


@shared_task
def keep_wall_times_everywhere() -> None:
    """After a zone changed its rules sessions stay at the time of day that was agreed; looked at once a day."""
    for organization_id in organizations_due("sessions_planned", timezone.now()):
        with organization_context(organization_id):
            keep_wall_times()


@shared_task
def expire_due_proposals_everywhere() -> None:
    """Free the times of proposals that nobody answered, organization by organization."""
    for organization_id in organizations_due("proposals_due", timezone.now()):
        with organization_context(organization_id):
            while expire_due_proposals() == EXPIRE_BATCH:
                continue


@shared_task
def move_due_polls_everywhere() -> None:
    """Ask again where a poll closes soon, and close it where its last day is over, organization by organization."""
    for organization_id in organizations_due("polls_due", timezone.now()):
        with organization_context(organization_id):
            while chase_due_polls() == POLL_BATCH:
                continue
            while close_due_polls() == POLL_BATCH:
                continue
