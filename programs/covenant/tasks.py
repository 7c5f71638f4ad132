"""Thin entries for beat."""

from celery import shared_task
from django.utils import timezone

from portal.tenancy.context import organization_context
from portal.tenancy.due import organizations_due
from programs.covenant.actions import delete_due_texts, tell_deletions


@shared_task
def delete_due_texts_everywhere() -> None:
    """Once a day in each organization: tell which texts will be deleted, and delete those whose day has come."""
    for organization_id in organizations_due("texts_due", timezone.now()):
        with organization_context(organization_id):
            tell_deletions()
            delete_due_texts()
