"""Work on the rows of all organizations, by a command of the operator."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import connection

from portal.tenancy.roles import as_owner
from portal.vault.columns import personal_columns, sealed_columns

ALONE = 4_201_516  # any number; one such command at a time


@contextmanager
def working_as_owner() -> Iterator[None]:
    """Connect as the owner of the tables, alone: two such commands at once would count each other's rows.

    Raises:
        CommandError: row security hides rows from this role, so that it would destroy keys that are in use; or another
            such command runs.
    """
    with as_owner():
        tables = [column.table for column in [*sealed_columns(), *personal_columns()]]
        with connection.cursor() as cursor:
            cursor.execute("SELECT bool_or(row_security_active(quote_ident(t))) FROM unnest(%s::text[]) t", [tables])
            if cursor.fetchone()[0]:
                raise CommandError("Set DATABASE_OWNER_URL: only the owner of the tables sees every row.")
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [ALONE])
            if not cursor.fetchone()[0]:
                raise CommandError("Another rotation or erasure runs. It ends by itself; run this one after it.")
        yield  # the lock goes with the connection, also when this process is killed
