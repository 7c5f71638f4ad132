"""Thin entries for beat."""

from celery import shared_task
from django.utils import timezone

from portal.tenancy.context import organization_context
from portal.tenancy.due import organizations_due
from programs.evaluations.actions import REMIND_BATCH, move_due, remind_due
from programs.evaluations.actions import plan_due_rounds as plan_batch


@shared_task
def move_due_rounds() -> None:
    """Open and close due rounds, organization by organization, in batches."""
    now = timezone.now()
    for organization_id in organizations_due("rounds_due", now):
        with organization_context(organization_id):
            while move_due(now):
                continue


@shared_task
def plan_due_rounds() -> None:
    """Make and open the rounds of plans whose day has come, organization by organization, in batches."""
    now = timezone.now()
    for organization_id in organizations_due("round_plans", now):
        with organization_context(organization_id):
            last = plan_batch(now)
            while last:
                last = plan_batch(now, after=last)
            while move_due(now):
                continue


@shared_task
def remind_due_rounds() -> None:
    """Remind those who have not answered, organization by organization, in batches."""
    now = timezone.now()
    for organization_id in organizations_due("round_reminders_due", now):
        with organization_context(organization_id):
            while remind_due(now) == REMIND_BATCH:
                continue
