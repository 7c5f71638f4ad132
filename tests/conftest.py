"""Real PostgreSQL and Redis, the portal's own database role, and the cast."""

import shutil

import pytest
from django.conf import settings
from django.db import connection, transaction
from hypothesis import settings as hypothesis

from portal.vault.keys import forget_keys
from tests.cast import Cast, make_cast

# Properties are tried on the same examples everywhere, and no machine is too slow for them. Looking for new examples:
# ARGS="--hypothesis-profile search".
hypothesis.register_profile("portal", max_examples=100, deadline=None, derandomize=True, print_blob=True)
hypothesis.register_profile("search", max_examples=2000, deadline=None, print_blob=True)
hypothesis.load_profile("portal")


def pytest_configure(config):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # signing in is not what is tested
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.SECURE_SSL_REDIRECT = False


def _connect_as(role: dict) -> None:
    connection.close()
    for key in ("USER", "PASSWORD", "HOST", "PORT"):
        connection.settings_dict[key] = role[key]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """The test database is made and migrated by the owner of the tables."""
    settings.PORTAL_ROLE = {key: connection.settings_dict[key] for key in ("USER", "PASSWORD", "HOST", "PORT")}
    _connect_as(settings.DATABASE_OWNER)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """After that every test works as the portal's own role, which row-level security confines."""
    with django_db_blocker.unblock():
        _connect_as(settings.PORTAL_ROLE)
    yield
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:  # a thread of the live server may still hold its connection
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"
            )
        _connect_as(settings.DATABASE_OWNER)


@pytest.fixture(autouse=True)
def fresh_keys():
    """Data keys belong to one test's organizations."""
    forget_keys()


@pytest.fixture
def cast(db) -> Cast:
    """The people of two organizations; see tests/cast.py.

    Made in a transaction: its BEGIN tells the database for whom the rows are, also where a test commits.
    """
    with transaction.atomic():
        return make_cast()


@pytest.fixture
def harbour(cast):
    """Work inside Harbour Health for the whole test."""
    with cast.inside("harbour"):
        yield cast.harbour


@pytest.fixture
def as_(client):
    """`as_(cast.mentor)` is a signed-in browser without a browser."""

    def sign_in(membership):
        client.force_login(membership.user)
        return client

    return sign_in


def pytest_terminal_summary(terminalreporter):
    """Say aloud whether the pages were tried in a real browser."""
    reports = [report for rows in terminalreporter.stats.values() for report in rows if hasattr(report, "nodeid")]
    ran = {
        report.nodeid
        for report in reports
        if "tests/browser/" in report.nodeid and getattr(report, "when", "") == "call"
    }
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    terminalreporter.write_line(
        f"browser tests run: {len(ran)}" if found else "No Chromium was found, so the browser tests did not run."
    )
