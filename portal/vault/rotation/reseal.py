"""Seal the rows of one column anew, in batches by primary key, each committed by itself.

Rows say by which key they were sealed, so nothing has to be written down to go on after a stop. A row that somebody
changes meanwhile is theirs: it is taken only if it still holds the ciphertext that was opened, and a row that somebody
has locked is left for the next pass, so that nobody waits for a rotation and it is part of no deadlock.
"""

from dataclasses import dataclass
from time import sleep
from uuid import UUID

import psycopg
from django.db import connection, transaction

from portal.vault.columns import SealedColumn
from portal.vault.keys import CannotOpen, begins_with, first_key
from portal.vault.rotation.report import Report

PAUSE, PATIENCE = 0.5, 60  # seconds between looks at rows that somebody has locked, and how often to look
FIRST = UUID(int=0)
COUNT = "SELECT count(*) FROM {table} WHERE {stale}"
NEXT = "SELECT id, {owner}, {column} FROM {table} WHERE {stale} AND id > %s ORDER BY id LIMIT %s"
SWAP = """
    UPDATE {table} changed SET {column} = free.blob FROM (
      SELECT held.id, fresh.blob FROM unnest(%b::uuid[], %b::bytea[], %b::bytea[]) fresh (id, was, blob)
        JOIN {table} held ON held.id = fresh.id WHERE held.{column} = fresh.was
         FOR NO KEY UPDATE OF held SKIP LOCKED) free
     WHERE changed.id = free.id"""


@dataclass(frozen=True)
class Stale:
    """Which rows of a column have still to be sealed anew: SQL over `{column}`, and its values."""

    condition: str
    values: tuple

    def sql(self, statement: str, column: SealedColumn) -> str:
        """The statement with the names of the column and this condition in it."""
        table, name, owner = column.quoted
        return statement.format(table=table, column=name, owner=owner, stale=self.condition.format(column=name))


def older_than(organization_id: UUID, version: int) -> Stale:
    """Text of an organization that another version of its data key sealed."""
    return Stale(
        "organization_id = %s AND length({column}) > 0 AND substring({column} FROM 1 FOR 5) <> %s",
        (organization_id, begins_with(version)),
    )


def not_by_first_key() -> Stale:
    """Text of people's own rows that another key of the install sealed."""
    name = first_key()[0].encode()
    return Stale(
        "length({column}) > 0 AND NOT (length({column}) > 14 AND get_byte({column}, 1) = %s"
        " AND substring({column} FROM 15 FOR %s) = %s)",
        (len(name), len(name), name),
    )


def count(column: SealedColumn, stale: Stale) -> int:
    """How many rows have to be sealed anew."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(stale.sql(COUNT, column), stale.values)
        return cursor.fetchone()[0]


def reseal(column: SealedColumn, stale: Stale, report: Report, *, batch: int) -> bool:
    """Go over the column until nothing is left that opens; what does not open is reported.

    Returns:
        False if somebody holds rows for so long that they are left.
    """
    report.start(str(column), count(column, stale))
    for _look in range(PATIENCE):
        moved, missed = _pass(column, stale, report, batch)
        if not missed:
            report.end()
            return True
        if not moved:
            sleep(PAUSE)
    return False


def _pass(column: SealedColumn, stale: Stale, report: Report, batch: int) -> tuple[int, int]:
    """Once over the table: how many rows were sealed anew, and how many were changed or locked by others."""
    after, moved, missed = FIRST, 0, 0
    while True:
        with transaction.atomic():
            rows = _next(column, stale, after, batch)
            fresh = [sealed for row in rows if (sealed := _sealed_anew(column, row, report))]
            done = _swap(column, fresh)
        report.add(done)
        moved, missed = moved + done, missed + len(fresh) - done
        if len(rows) < batch:
            return moved, missed
        after = rows[-1][0]


def _next(column: SealedColumn, stale: Stale, after: UUID, batch: int) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(stale.sql(NEXT, column), (*stale.values, after, batch))
        return cursor.fetchall()


def _sealed_anew(column: SealedColumn, row: tuple, report: Report) -> tuple[UUID, bytes, bytes] | None:
    row_id, owner_id, blob = row
    try:
        text = column.field.open_at(bytes(blob), owner_id, row_id)
    except CannotOpen:
        report.cannot_open(str(column), row_id)
        return None
    return row_id, bytes(blob), column.field.close_at(text, owner_id, row_id)


def _swap(column: SealedColumn, fresh: list[tuple[UUID, bytes, bytes]]) -> int:
    """Put the new ciphertexts where the old ones still stand and nobody is at work."""
    if not fresh:
        return 0
    table, name, _owner = column.quoted
    ids, was, blobs = (list(values) for values in zip(*fresh, strict=True))
    with psycopg.Cursor(connection.connection) as cursor:  # binds on the server: ciphertext is not written out as SQL
        cursor.execute(SWAP.format(table=table, column=name), (ids, was, blobs))
        return cursor.rowcount
