"""What somebody wrote stands on the pages of those who may read it, and in no log, report, event or audit entry."""

import json
import logging
import sys

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection, transaction
from django.urls import reverse
from django.utils.log import configure_logging
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

from portal.audit.models import AuditEntry
from portal.logs import HideSecrets, QuietFormatter, QuietReporter, QuietReporterFilter
from portal.outbox.models import OutboxEvent
from portal.tenancy.context import organization_context
from portal.vault import fields
from portal.vault.keys import CannotOpen, forget_keys, seal, unseal
from programs.notes.forms import NoteForm
from programs.notes.models import Note
from programs.notes.queries import here_of
from tests.factories.notes import make_note
from tests.factories.scheduling import make_circle, place_in

CANARY = "canary: she is thinking of leaving"


@pytest.fixture
def circle(cast):
    with cast.inside("harbour", cast.participant.user):
        circle = make_circle(cast)
        make_note(circle, cast.participant, text="something before")
        return circle


@pytest.fixture
def console(capsys, monkeypatch):
    """`console()` from here on logs as an install does, with somebody who gets the reports by mail, and tells all."""
    before, level = logging.getLogger().handlers[:], logging.getLogger().level
    monkeypatch.setattr(settings, "ADMINS", [("Otto", "otto@people.example")])

    def start():
        configure_logging("logging.config.dictConfig", settings.LOGGING)
        return lambda: capsys.readouterr().err

    yield start
    logging.getLogger().handlers[:] = before
    logging.getLogger().setLevel(level)


def save_note(as_, cast, circle, text=CANARY):
    client = as_(cast.participant)
    client.raise_request_exception = False
    url = reverse("notes:note-create", kwargs={"organization": "harbour", "engagement_id": circle.pk})
    return client.post(f"{url}?q={CANARY}", {"text": text, "audience": "private"})


def broken_by_value(text, *_):
    return int(text)


def broken_by_argument(text, *_):
    try:
        raise KeyError(text)
    except KeyError as error:
        raise RuntimeError(f"could not seal {text}") from error


def broken_by_note(text, *_):
    error = AttributeError("the vault has no door")
    error.add_note(text)
    raise error


@pytest.mark.parametrize("breaks", [broken_by_value, broken_by_argument, broken_by_note])
def test_an_error_in_the_middle_of_saving_quotes_nobody(cast, circle, as_, console, monkeypatch, breaks):
    monkeypatch.setattr(fields, "seal", breaks)
    told_by_console = console()
    answer = save_note(as_, cast, circle)
    assert answer.status_code == 500
    said = told_by_console()
    (report,) = mail.outbox
    for told in (said, report.body, report.subject):
        assert "Internal Server Error: /o/harbour/" in told or breaks.__name__ in told
        for word in ("canary", "leaving", "csrf", "sessionid"):
            assert word not in told + answer.text
    assert breaks.__name__ in said  # who mends it still learns where
    assert breaks.__name__ in report.body
    assert ("the vault has no door" in said) == (breaks is broken_by_note)


def test_no_local_variable_and_nothing_posted_is_in_any_report(cast, circle, rf, monkeypatch):
    """The filter by itself too, for whoever replaces the reporter."""
    request = rf.post("/o/harbour/", {"text": CANARY}, headers={"cookie": f"seen={CANARY}"})
    monkeypatch.setattr(settings, "DEFAULT_EXCEPTION_REPORTER_FILTER", "portal.logs.QuietReporterFilter")
    try:
        text = CANARY
        raise LookupError(len(text))
    except LookupError:
        for reporter in (ExceptionReporter, QuietReporter):
            made = reporter(request, *sys.exc_info())
            assert isinstance(made.filter, QuietReporterFilter)
            report = made.get_traceback_text() + made.get_traceback_html()
            assert "test_no_local_variable" in report
            # the source line of the test names the constant, never its value
            assert CANARY not in report
    assert issubclass(QuietReporterFilter, SafeExceptionReporterFilter)


def test_a_failed_task_is_named_without_what_it_held():
    try:
        int(CANARY)
    except ValueError as error:
        context = {"name": "relay", "id": "1", "description": "raised unexpected", "exc": repr(error)}
        line = "Task %(name)s[%(id)s] %(description)s: %(exc)s"
        record = logging.LogRecord("celery.app.trace", logging.ERROR, "", 1, line, (context,), sys.exc_info())
    record.exc_text = f"as another handler had it: {CANARY}"
    assert HideSecrets().filter(record)
    said = QuietFormatter("{message}", style="{").format(record)
    assert said.startswith("Task relay[1] raised unexpected: ValueError")
    assert "canary" not in said


def test_a_saved_note_is_in_its_row_alone_and_there_as_ciphertext(cast, circle, as_, console, monkeypatch):
    monkeypatch.setitem(settings.LOGGING["root"], "level", "DEBUG")
    monkeypatch.setitem(settings.LOGGING["loggers"]["django"], "level", "DEBUG")
    told_by_console = console()
    connection.force_debug_cursor = True
    try:
        assert save_note(as_, cast, circle).status_code == 302
    finally:
        connection.force_debug_cursor = False
    with cast.inside("harbour", cast.participant.user), transaction.atomic():
        note = Note.objects.order_by("-pk")[0]
        held = [*OutboxEvent.objects.values("payload"), *AuditEntry.objects.values()]
        raw = list(Note.objects.filter(pk=note.pk).values_list("text"))
        assert note.text == CANARY
        form = NoteForm({"text": CANARY}, here=here_of(circle, place_in(circle, cast.participant)))
    said = told_by_console()
    everywhere = [said, json.dumps(held, default=str), repr(note), str(note), repr(form)]
    assert "INSERT INTO" in said
    assert not any("canary" in text for text in everywhere)
    assert f"{raw[0]} {raw[0][0]}" == "((sealed),) (sealed)"


@pytest.mark.parametrize("fate", ["truncated", "header only", "another row", "another column", "another organization"])
def test_a_ciphertext_out_of_place_never_opens_and_its_page_shows_nothing(cast, circle, as_, console, fate):
    organization = cast.harbour.pk
    with cast.inside("harbour", cast.participant.user), transaction.atomic():
        note = make_note(circle, cast.participant, text=CANARY, audience="private")
        other = make_note(circle, cast.participant, text="another", audience="private")
        field = Note._meta.get_field("text")
        place = field.place(organization, note.pk)
        blob = field.close_at(CANARY, organization, note.pk)
        put = {
            "truncated": blob[:-1],
            "header only": blob[:17],
            "another row": field.close_at(CANARY, organization, other.pk),
            "another column": seal(CANARY, organization, place.replace("|text|", "|title|")),
        }.get(fate)
    if put is None:
        with organization_context(cast.northwind.pk):
            put = seal(CANARY, cast.northwind.pk, place)
    with cast.inside("harbour", cast.participant.user), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE notes_note SET text = %s WHERE id = %s", [put, note.pk])
        with pytest.raises(CannotOpen):
            unseal(put, organization, place)
    told_by_console, client = console(), as_(cast.participant)
    client.raise_request_exception = False
    answer = client.get(reverse("notes:note-list", kwargs={"organization": "harbour", "engagement_id": circle.pk}))
    said = told_by_console()
    assert "can’t be opened" in answer.text
    assert str(note.pk) in said
    told = "".join([answer.text, said, *(message.body for message in mail.outbox)])
    assert "canary" not in told
    assert put.hex()[:40] not in told
    assert repr(put)[2:20] not in told


def test_without_its_key_no_text_opens_and_none_is_taken(cast, circle, monkeypatch):
    with cast.inside("harbour", cast.participant.user), transaction.atomic():
        note = Note.objects.first()
        forget_keys()
        monkeypatch.setattr(settings, "CAIRN_KEYS", ["other:" + "A" * 43 + "="])
        with pytest.raises(CannotOpen, match="is not in CAIRN_KEYS"):
            note.text  # noqa: B018 - reading it opens it
        with pytest.raises(CannotOpen, match="is not in CAIRN_KEYS"):
            make_note(circle, cast.participant, text="new words", audience="private")
