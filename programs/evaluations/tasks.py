"""Thin entries for beat."""

from celery import shared_task
from django.utils import timezone

from portal.tenancy.context import organization_context
from portal.tenancy.due import organizations_due
from programs.evaluations.actions import move_due


@shared_task
def move_due_rounds() -> None:
    """Open and close due rounds, organization by organization, in batches."""
    now = timezone.now()
    for organization_id in organizations_due("rounds_due", now):
        with organization_context(organization_id):
            while move_due(now):
                continue
