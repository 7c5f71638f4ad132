"""The two database roles: the owner migrates, the portal only reads and writes rows."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db import connection

_as_owner: ContextVar[bool] = ContextVar("as_owner", default=False)

CONVERGE: list[Callable[[], None]] = []  # what else all tables need after each migrate

GRANTS = """
GRANT USAGE ON SCHEMA public, app TO portal_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO portal_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO portal_app;
DO $$ DECLARE t record; BEGIN
  FOR t IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE n.nspname = 'public' AND obj_description(c.oid, 'pg_class') = 'append-only' LOOP
    EXECUTE format('REVOKE UPDATE, DELETE ON %I FROM portal_app', t.relname);
  END LOOP;
END $$;
"""


def works_as_owner() -> bool:
    """Whether this is inside `as_owner`: what holds for the portal's own role need not hold there."""
    return _as_owner.get()


@contextmanager
def as_owner() -> Iterator[None]:
    """Connect as the owner of the tables inside the block; for migrations and for emptying a test database."""
    token = _as_owner.set(True)
    try:
        with _owners_connection():
            yield
    finally:
        _as_owner.reset(token)


@contextmanager
def _owners_connection() -> Iterator[None]:
    before = {key: connection.settings_dict[key] for key in ("USER", "PASSWORD", "HOST", "PORT")}
    owner = {key: settings.DATABASE_OWNER[key] for key in before}
    if before == owner:
        yield
        return
    connection.close()
    connection.settings_dict.update(owner)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)


def grant_privileges() -> None:
    """Give the portal's role what it needs on all tables, and the tables theirs; run as owner after each migrate."""
    with connection.cursor() as cursor:
        cursor.execute(GRANTS)
    for step in CONVERGE:
        step()
