"""The two roles and the database of the portal: one that owns the tables, one that may only use them."""

from __future__ import annotations

import hashlib
import sys

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

OWNER, APP, DATABASE = "portal_owner", "portal_app", "cairn"
RIGHTS = {
    OWNER: "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE CREATEDB",
    APP: "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB",
}


def prepare(admin_url: str, password: str | None = None) -> None:
    """Create roles and database where missing. `admin_url` must be allowed to create both."""
    with psycopg.connect(admin_url, autocommit=True) as connection:
        _roles(connection, password)
        _database(connection)
    # template1 too: every new database, a test's included, then starts the same way.
    for database in ("template1", DATABASE):
        try:
            with psycopg.connect(admin_url, dbname=database, autocommit=True) as connection:
                _furnish(connection)
        except psycopg.errors.InsufficientPrivilege as problem:
            print(f"  {database}: {problem.diag.message_primary}; left as it is", file=sys.stderr)


def external_urls(admin_url: str) -> dict[str, str]:
    """The two roles on a server that was given, by host and port of its administrator's URL."""
    password = hashlib.sha256(f"cairn roles {admin_url}".encode()).hexdigest()
    prepare(admin_url, password)
    base = {k: v for k, v in conninfo_to_dict(admin_url).items() if k not in ("user", "password", "dbname")}
    return {
        "DATABASE_URL": make_conninfo("", **base, user=APP, password=password, dbname=DATABASE),
        "DATABASE_OWNER_URL": make_conninfo("", **base, user=OWNER, password=password, dbname=DATABASE),
    }


def _roles(connection: psycopg.Connection, password: str | None) -> None:
    known = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
    for role, rights in RIGHTS.items():
        name = sql.Identifier(role)
        if role not in known:
            connection.execute(sql.SQL("CREATE ROLE {} " + rights).format(name))
        if password:
            connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(name, sql.Literal(password)))
    if not _is_superuser(connection):  # may not create databases for a role it is no member of
        connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(OWNER)))


def _is_superuser(connection: psycopg.Connection) -> bool:
    row = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    return bool(row and row[0])


def _database(connection: psycopg.Connection) -> None:
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
        create = sql.SQL("CREATE DATABASE {} OWNER {} ENCODING 'UTF8' TEMPLATE template0")
        connection.execute(create.format(sql.Identifier(DATABASE), sql.Identifier(OWNER)))


def _furnish(connection: psycopg.Connection) -> None:
    """Only the owner makes tables; exclusion constraints on (uuid, period) need btree_gist."""
    connection.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    connection.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    owner = sql.Identifier(OWNER)
    connection.execute(sql.SQL("GRANT USAGE, CREATE ON SCHEMA public TO {}").format(owner))
