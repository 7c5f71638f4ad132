"""The first start of an install: an empty database, as the command line meets it."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def empty_database():
    """A database of its own, made and dropped by the owner; gives the environment that points at it."""
    name = f"first_start_{os.getpid()}"
    owner = make_conninfo(settings.DATABASE_OWNER_URL, dbname="postgres")
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    urls = {key: make_conninfo(getattr(settings, key), dbname=name) for key in ("DATABASE_URL", "DATABASE_OWNER_URL")}
    yield {**os.environ, **urls}
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def manage(environment, *arguments):
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_migrate_fills_an_empty_database_and_then_everything_is_guarded(empty_database):
    assert conninfo_to_dict(empty_database["DATABASE_URL"])["user"] == "portal_app"
    refused = manage(empty_database, "check", "--database", "default")
    assert refused.returncode == 1
    assert "Run `manage.py migrate`" in refused.stderr
    migrated = manage(empty_database, "migrate", "--verbosity", "0")
    assert migrated.returncode == 0, migrated.stderr
    checked = manage(empty_database, "check", "--database", "default")
    assert checked.returncode == 0, checked.stderr
