"""Thin entries for beat."""

from celery import shared_task
from django.utils import timezone

from portal.tenancy.context import organization_context
from portal.tenancy.due import organizations_due
from programs.goals.actions import PULSE_BATCH, ask_due_pulses


@shared_task
def ask_due_pulses_everywhere() -> None:
    """Ask supporters whose day has come, organization by organization, in batches."""
    now = timezone.now()
    for organization_id in organizations_due("pulses_due", now):
        with organization_context(organization_id):
            while ask_due_pulses(now) == PULSE_BATCH:
                continue
