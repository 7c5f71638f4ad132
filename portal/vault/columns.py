"""Every column that holds sealed text, found in the models: a new one is never forgotten."""

from dataclasses import dataclass

from django.apps import apps
from django.db import connection

from portal.vault.fields import PersonalTextField, SealedTextField


@dataclass(frozen=True)
class SealedColumn:
    """One column, with its names quoted for SQL."""

    field: SealedTextField

    @property
    def table(self) -> str:
        return self.field.model._meta.db_table

    @property
    def quoted(self) -> tuple[str, str, str]:
        """Table, column and the column of the owner."""
        quote = connection.ops.quote_name
        return quote(self.table), quote(str(self.field.column)), quote(self.field.owner)

    def __str__(self) -> str:
        return f"{self.table}.{self.field.column}"


def sealed_columns() -> list[SealedColumn]:
    """Those of organizations, sealed with their data keys."""
    return [column for column in _all() if not isinstance(column.field, PersonalTextField)]


def personal_columns() -> list[SealedColumn]:
    """Those of people's own rows, sealed with the install's key."""
    return [column for column in _all() if isinstance(column.field, PersonalTextField)]


def _all() -> list[SealedColumn]:
    return [
        SealedColumn(field)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
        for field in model._meta.local_fields
        if isinstance(field, SealedTextField)
    ]
