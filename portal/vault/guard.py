"""The database takes sealed text only while its data key is there, and keeps the key until that text is committed.

So a rotation that destroys an old key can never leave text behind which nobody can open: who writes with the old
version holds its row (as a foreign key would), and who comes too late is refused instead of losing what they wrote.
"""

from django.db import connection

from portal.vault.columns import SealedColumn, sealed_columns
from portal.vault.keys import FORMAT

THERE = "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE 'hold\\_key\\_%'"
COLUMNS = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
HOLD = """
CREATE OR REPLACE FUNCTION app.{function}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF length(NEW.{column}) > 0 AND (TG_OP = 'INSERT' OR NEW.{column} IS DISTINCT FROM OLD.{column}) THEN
    IF length(NEW.{column}) < 5 OR get_byte(NEW.{column}, 0) <> {format} OR app.hold_data_key(NEW.organization_id,
         (get_byte(NEW.{column}, 1) << 24) | (get_byte(NEW.{column}, 2) << 16) | (get_byte(NEW.{column}, 3) << 8)
         | get_byte(NEW.{column}, 4)) IS NULL THEN
      RAISE EXCEPTION 'the text for {table}.{column} is not sealed, or its data key is gone'
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER {trigger} BEFORE INSERT OR UPDATE OF {column} ON {table} FOR EACH ROW EXECUTE FUNCTION app.{function}()
"""


def unguarded_columns() -> list[SealedColumn]:
    """Sealed columns that exist in the database without their trigger."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        exist = set(cursor.fetchall())
        cursor.execute(THERE)
        guarded = {(table.strip('"'), name) for name, table in cursor.fetchall()}
    return [
        column
        for column in sealed_columns()
        if (column.table, column.field.column) in exist and (column.table, _trigger(column)) not in guarded
    ]


def guard_columns() -> None:
    """Give every sealed column its trigger; run as owner after each migrate, and quick where nothing is missing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regprocedure('app.hold_data_key(uuid, integer)') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return  # migrations have not come so far
        for column in unguarded_columns():
            cursor.execute(_statements(column))


def _trigger(column: SealedColumn) -> str:
    return f"hold_key_{column.field.column}"


def _statements(column: SealedColumn) -> str:
    quote = connection.ops.quote_name
    table, name, _owner = column.quoted
    return HOLD.format(
        function=quote(f"hold_{column.table}_{column.field.column}"),
        trigger=quote(_trigger(column)),
        table=table,
        column=name,
        format=FORMAT,
    )
