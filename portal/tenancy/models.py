"""The bases of tables: rows of an organization, and rows of a person that no organization may see."""

from django.conf import settings
from django.db import models
from django_scopes import ScopedManager
from uuid_utils.compat import uuid7

from portal.tenancy.context import current


def current_organization_id():
    """The organization of the running context: a new row belongs to it unless somebody says otherwise."""
    return current().organization_id


class OrganizationForeignKey(models.ForeignKey):
    """A reference between two rows of one organization.

    The database keeps it as a composite foreign key `(organization_id, x_id)`, made by the migration operation
    `GuardTenantTables`; so the plain constraint, which row-level security does not check, is left out.
    """

    def __init__(self, to, on_delete, **kwargs):
        kwargs["db_constraint"] = False
        super().__init__(to, on_delete, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("db_constraint", None)
        return name, path, args, kwargs


class OrganizationOneToOneField(models.OneToOneField):
    """The same for a row that has exactly one of the other."""

    def __init__(self, to, on_delete, **kwargs):
        kwargs["db_constraint"] = False
        super().__init__(to, on_delete, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("db_constraint", None)
        return name, path, args, kwargs


class OrganizationOwned(models.Model):
    """A row of exactly one organization; queries need an `organization_context`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(
        "accounts.Organization",
        on_delete=models.CASCADE,
        related_name="+",
        editable=False,
        default=current_organization_id,
    )

    objects = ScopedManager(organization="organization")

    class Meta:
        abstract = True


def current_user_id():
    """The person of the running context: their new rows are their own."""
    return current().user_id


class PersonOwned(models.Model):
    """A row of one person, the same in all their organizations and readable by nobody else.

    Queries need a context with this person; the database hides the rows from everybody else (`GuardPersonTables`).
    What others may learn from them, such as when somebody is busy, goes through functions that give just that.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        editable=False,
        default=current_user_id,
    )

    class Meta:
        abstract = True
