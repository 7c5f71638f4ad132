"""Thin entries for beat."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from portal.tenancy.context import organization_context, user_context
from portal.tenancy.due import organizations_due, people_due
from programs.scheduling.actions import (
    EXPIRE_BATCH,
    POLL_BATCH,
    chase_due_polls,
    close_due_polls,
    expire_due_proposals,
    keep_wall_times,
    read_due_calendars,
)

LONGEST_RUN = timedelta(seconds=50)  # less than beat waits: servers that hang hold up one worker, not all of them


@shared_task
def keep_wall_times_everywhere() -> None:
    """After a zone changed its rules sessions stay at the time of day that was agreed; looked at once a day.

    Organizations are gone through until nothing moves any more: what stands in the way may move in another one.
    """
    while _keep_wall_times(giving_up=False):
        continue
    _keep_wall_times(giving_up=True)


def _keep_wall_times(*, giving_up: bool) -> int:
    moved = 0
    for organization_id in organizations_due("sessions_planned", timezone.now()):
        with organization_context(organization_id):
            moved += keep_wall_times(giving_up=giving_up)
    return moved


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


@shared_task(soft_time_limit=120, time_limit=150)  # seconds; a run and its last calendar take 80 at the most
def read_due_calendars_everywhere() -> None:
    """Read the subscribed calendars that are due, person by person; what is left over waits for the next call."""
    now = timezone.now()
    stop_at = now + LONGEST_RUN
    for user_id in people_due("calendars_due", now):
        if timezone.now() >= stop_at:
            break
        with user_context(user_id):
            read_due_calendars(stop_at=stop_at)
