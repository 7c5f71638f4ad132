"""A process that could see other organizations' rows, or shows a demo's doors, does not start."""

import importlib
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection

from portal.checks import nothing_is_open_to_everybody
from portal.tenancy.checks import refuse_unguarded
from portal.tenancy.roles import as_owner

REAL = {
    "DEBUG": False,
    "DEMO": False,
    "SECURE_TRANSPORT": True,
    "SITE_URL": "https://portal.example",
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "ALLOWED_HOSTS": ["portal.example"],
    "FETCH_ALLOW_LOOPBACK": False,
}


def start_web():
    sys.modules.pop("portal.wsgi", None)
    importlib.import_module("portal.wsgi")


def as_the_owner(sql):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.django_db(transaction=True)
def test_a_guarded_database_is_served():
    refuse_unguarded()
    start_web()


@pytest.mark.django_db(transaction=True)
def test_the_owner_of_the_tables_does_not_serve():
    before = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict["USER"] = settings.DATABASE_OWNER["USER"]
    connection.settings_dict["PASSWORD"] = settings.DATABASE_OWNER["PASSWORD"]
    try:
        with pytest.raises(ImproperlyConfigured, match="owner of its tables"):
            start_web()
    finally:
        connection.close()
        connection.settings_dict.update(before)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("breaks", "mends", "says"),
    [
        (
            "ALTER TABLE notes_note DISABLE ROW LEVEL SECURITY",
            "ALTER TABLE notes_note ENABLE ROW LEVEL SECURITY",
            "does not guard the table notes_note",
        ),
        (
            "ALTER POLICY org_isolation ON goals_action RENAME TO was_isolation",
            "ALTER POLICY was_isolation ON goals_action RENAME TO org_isolation",
            "does not guard the table goals_action",
        ),
        (
            "REVOKE SELECT ON goals_objective FROM portal_app",
            "GRANT SELECT ON goals_objective TO portal_app",
            "rights on goals_objective",
        ),
        (
            "GRANT UPDATE ON audit_auditentry TO portal_app",
            "REVOKE UPDATE ON audit_auditentry FROM portal_app",
            "rights on audit_auditentry",
        ),
        (
            "ALTER TABLE goals_action RENAME TO not_yet_made",
            "ALTER TABLE not_yet_made RENAME TO goals_action",
            "goals_action is missing",
        ),
    ],
)
def test_a_gap_in_the_wall_is_not_served(breaks, mends, says):
    as_the_owner(breaks)
    try:
        with pytest.raises(ImproperlyConfigured, match=says):
            refuse_unguarded()
        with pytest.raises(SystemCheckError, match=says):
            call_command("check", databases=["default"])
    finally:
        as_the_owner(mends)
    refuse_unguarded()


def problems(**changed) -> list[str]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (REAL | changed).items():
            patch.setattr(settings, name, value)
        return [problem.id for problem in nothing_is_open_to_everybody(None)]


def test_a_real_install_passes():
    assert problems() == []


@pytest.mark.parametrize(
    ("changed", "number"),
    [
        ({"DEBUG": True}, "portal.E001"),
        ({"DEMO": True}, "portal.E002"),
        ({"SECURE_TRANSPORT": False}, "portal.E003"),
        ({"SITE_URL": "https://127.0.0.1:8000"}, "portal.E004"),
        ({"SITE_URL": "http://portal.example"}, "portal.E004"),
        ({"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}, "portal.E005"),
        ({"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend"}, "portal.E005"),
        ({"ALLOWED_HOSTS": ["*"]}, "portal.E006"),
        ({"FETCH_ALLOW_LOOPBACK": True}, "portal.E007"),
        ({"EMAIL_BACKEND": "anymail.backends.postmark.EmailBackend"}, "portal.E008"),
        ({"EMAIL_BACKEND": "anymail.backends.no_such_provider.EmailBackend"}, "portal.E008"),
    ],
)
def test_what_is_for_one_desk_only_is_refused(changed, number):
    assert problems(**changed) == [number]


def test_a_mail_provider_comes_from_the_environment():
    says = "import django; django.setup(); from django.conf import settings as s; import portal.urls as u;"
    says += "print(s.EMAIL_BACKEND, s.ANYMAIL['POSTMARK_SERVER_TOKEN'], [str(p.pattern) for p in u.urlpatterns])"
    variables = {
        "DEMO": "0",
        "MAILBOX_DIR": "",
        "ANYMAIL_ESP": "postmark",
        "ANYMAIL_POSTMARK_SERVER_TOKEN": "token",
        "ANYMAIL_WEBHOOK_SECRET": "postmark:long-and-random",
    }
    done = subprocess.run(
        [sys.executable, "-c", says], env=os.environ | variables, capture_output=True, text=True, check=True
    )
    assert "anymail.backends.postmark.EmailBackend token" in done.stdout
    assert "webhooks/mail/" in done.stdout


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        ({"DEMO": "1", "SECURE_TRANSPORT": "1"}, "unset DEMO here"),
        ({"FETCH_ALLOW_LOOPBACK": "1", "DEMO": "0", "SECURE_TRANSPORT": "1"}, "FETCH_ALLOW_LOOPBACK"),
        (
            {"DEMO": "1", "SECURE_TRANSPORT": "0", "EMAIL_URL": "smtp://mail.example:25", "MAILBOX_DIR": ""},
            "set MAILBOX_DIR",
        ),
        ({"DEMO": "1", "SECURE_TRANSPORT": "0", "ANYMAIL_ESP": "postmark", "MAILBOX_DIR": ""}, "set MAILBOX_DIR"),
        ({"DEMO": "0", "ANYMAIL_ESP": "postmark"}, "set ANYMAIL_WEBHOOK_SECRET"),
        ({"DEMO": "0", "ANYMAIL_ESP": "postmark", "ANYMAIL_WEBHOOK_SECRET": "no-colon"}, "set ANYMAIL_WEBHOOK_SECRET"),
        ({"DEMO": "0", "ANYMAIL_ESP": "no name"}, "name of a provider"),
    ],
)
def test_a_demo_that_looks_like_a_real_install_does_not_start(variables, says):
    done = subprocess.run(
        [sys.executable, "-c", "import portal.settings"],
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert says in done.stderr
