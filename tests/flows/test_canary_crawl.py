"""Every confidential field holds a secret of its own; then everything that leaves the portal is searched for it.

Who finds which secret on which page is asked by tests/architecture/test_matrix.py over the same world; here it is what
no reader of the covenant should have: mails, calendars, events, notices, audit, logs and a dump of the database.
"""

import json
import logging

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection, transaction
from django.urls import reverse

from accounts.models import Membership
from portal.outbox.relay import relay
from portal.tenancy.roles import as_owner
from portal.vault.fields import SealedTextField
from programs.notifications.tasks import remind_of_sessions, send_due_digests, send_due_mail, sweep_reminders
from programs.scheduling.links import feed_token
from programs.scheduling.models import Session
from tests.factories.world import make_world

SECRET = "canary"
PLAIN = "canary-calendar-name"  # how somebody calls a calendar of their own; nothing that anybody said
SEALED = [
    (model, field)
    for model in apps.get_models()
    for field in model._meta.local_fields
    if isinstance(field, SealedTextField)
]


@pytest.fixture
def world(transactional_db, cast, caplog):
    """The world of the matrix, committed, with everything told and mailed that follows from it."""
    caplog.set_level(logging.DEBUG)
    with cast.inside("harbour"), transaction.atomic():
        made = make_world(cast)
    for _ in range(3):
        relay()
        sweep_reminders()
        remind_of_sessions()
        send_due_mail()
        send_due_digests()
    return made


def rows_as_owner(cast, model):
    """All rows of the organization, whoever may read them."""
    with as_owner(), transaction.atomic(), cast.inside("harbour"):
        yield from model.objects.all()


def test_secrets_stay_where_they_belong(cast, world, caplog, as_):
    counts = {
        "sealed columns": sealed_columns_hold_secrets(cast),
        "tables dumped": nothing_in_a_dump(),
        "mails": nothing_in_mails(),
        "calendar files": nothing_in_calendars(cast, as_),
        "log records": nothing_in_logs(caplog),
    }
    print("canary crawl:", json.dumps(counts))  # noqa: T201 - the counts are part of the evidence
    assert all(counts.values()), "each place was really looked at"


def sealed_columns_hold_secrets(cast) -> int:
    """No confidential field is forgotten in the crawl."""
    empty = []
    for model, field in SEALED:
        if not any(SECRET in (getattr(row, field.name) or "") for row in rows_as_owner(cast, model)):
            empty.append(f"{model._meta.label}.{field.name}")
    assert not empty, ", ".join(empty)
    return len(SEALED)


def nothing_in_a_dump() -> int:
    """What somebody with the database or its backups reads: as the owner, past row security, plain and as bytes."""
    as_bytes = SECRET.encode().hex()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        tables = [name for (name,) in cursor.fetchall()]
        for table in tables:
            with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
                dump = b"".join(copy).decode().replace(PLAIN, "")
            assert SECRET not in dump, table
            assert as_bytes not in dump, table
    return len(tables)


def nothing_in_mails() -> int:
    for message in mail.outbox:
        assert SECRET not in message.message().as_string(), message.subject
        parts = [message.body, *(content for content, _ in getattr(message, "alternatives", []))]
        parts += [str(one) for one in message.attachments]
        assert not [part for part in parts if SECRET in part], message.subject
    return len(mail.outbox)


def nothing_in_calendars(cast, as_) -> int:
    """The feed of everybody, and the file of each session that somebody may fetch."""
    with cast.inside("harbour"), transaction.atomic():
        members = list(Membership.objects.select_related("user"))
        sessions = list(Session.objects.values_list("pk", flat=True))
    files = 0
    for member in members:
        browser = as_(member)
        browser.post(reverse("scheduling:feed-replace", kwargs={"organization": "harbour"}))
        token = feed_token(member.user_id, 1)
        paths = [reverse("calendar-file", kwargs={"user_id": member.user_id, "token": token})]
        for session in sessions:
            keywords = {"organization": "harbour", "session_id": session}
            paths.append(reverse("scheduling:session-file", kwargs=keywords))
        for answer in map(browser.get, paths):
            assert SECRET not in answer.content.decode()
            files += answer.status_code == 200 and b"BEGIN:VEVENT" in answer.content
    return files


def nothing_in_logs(caplog) -> int:
    for record in caplog.records:
        assert SECRET not in record.getMessage()
        assert SECRET not in str(record.exc_text or "")
    return len(caplog.records)


def test_the_crawl_can_fail(cast, world):
    """A text beside a sealed column is found."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("UPDATE engagements_engagement SET title = 'canary in plain text'")
        with pytest.raises(AssertionError, match="engagements_engagement"):
            nothing_in_a_dump()
