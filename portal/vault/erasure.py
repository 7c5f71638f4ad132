"""An organization ceases to exist: first its keys, which makes its text unreadable at once, then all its rows."""

from uuid import UUID

from django.apps import apps
from django.db import connection, transaction
from django_scopes import scopes_disabled

from portal.tenancy.operations import is_tenant_model
from portal.vault.keys import forget_keys
from portal.vault.models import OrganizationDataKey

Organization = OrganizationDataKey._meta.get_field("organization").related_model
COUNT = "SELECT count(*) FROM {table} WHERE organization_id = %s"
DELETE = "DELETE FROM {table} WHERE organization_id = %s"


def rows_of(organization_id: UUID) -> dict[str, int]:
    """How many rows the organization has in each table, but for its own one."""
    with transaction.atomic(), connection.cursor() as cursor:
        found = {}
        for table in _tables():
            cursor.execute(COUNT.format(table=connection.ops.quote_name(table)), [organization_id])
            found[table] = cursor.fetchone()[0]
    return found


@scopes_disabled()
@transaction.atomic
def destroy_keys(organization_id: UUID) -> int:
    """Close the organization and destroy its data keys, as one commit.

    Returns:
        How many keys there were; 0 if an earlier run came so far.
    """
    Organization._default_manager.filter(pk=organization_id).update(is_active=False)
    destroyed, _by_model = OrganizationDataKey.objects.filter(organization=organization_id).delete()
    forget_keys()
    return destroyed


@transaction.atomic
def delete_rows(organization_id: UUID) -> int:
    """Delete everything that belongs to the organization, as one commit: it is there whole, or gone.

    References between its rows are checked at the end, so the order does not matter. Its own row is locked first:
    whoever would add a row meanwhile waits, and is refused.

    Returns:
        How many rows there were, its own included.
    """
    Organization._default_manager.select_for_update().get(pk=organization_id)
    deleted = 0
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(DELETE.format(table=connection.ops.quote_name(table)), [organization_id])
            deleted += cursor.rowcount
        cursor.execute("DELETE FROM accounts_organization WHERE id = %s", [organization_id])
        return deleted + cursor.rowcount


def _tables() -> list[str]:
    return [model._meta.db_table for model in apps.get_models(include_auto_created=True) if is_tenant_model(model)]
