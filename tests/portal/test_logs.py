"""Addresses that open a door by themselves stay out of the logs."""

import logging
import re

import pytest
from django.conf import settings
from django.utils.log import configure_logging

from portal.logs import HideSecrets

PERSON = "01890a5d-ac96-774b-bcce-b302099a8057"


def line(message, *args):
    record = logging.LogRecord("django.request", logging.WARNING, __file__, 1, message, args, None)
    assert HideSecrets().filter(record)
    return record.getMessage()


@pytest.mark.parametrize(
    "path",
    [
        "/invitation/s3cr3t-token/",
        "/accounts/login/?next=/invitation/s3cr3t-token/",
        "?next=%2Finvitation%2Fs3cr3t-token%2F",
        "/answer/s3cr3t.token.sig-s3cr3t_/",
        "/unsubscribe/s3cr3t.token.sig-s3cr3t_/",
        "/evaluation/s3cr3t.token.sig-s3cr3t_/no/",
        "/ANSWER/s3cr3t.token.sig-s3cr3t_/",
        "/accounts/login/?next=/answer/s3cr3t.token.sig-s3cr3t_/",
        "?next=%2Fanswer%2Fs3cr3t.token.sig-s3cr3t_%2F",
        f"/calendar/{PERSON}/s3cr3t-token_.ics",
        f'"GET /calendar/{PERSON}/s3cr3t-token_.ics HTTP/1.1" 404 179',
        f"webcal://portal.example/calendar/{PERSON}/s3cr3t-token_.ics?x=1",
        f"?next=%2Fcalendar%2F{PERSON}%2Fs3cr3t-token_.ics",
    ],
)
def test_the_token_is_hidden_and_the_rest_of_the_line_stays(path):
    said = line("%s: %s", "Gone", path)
    assert "s3cr3t" not in said
    assert said.startswith("Gone: ")
    assert re.search("(nvitation|answer|evaluation|unsubscribe|alendar.*)(/|%2F)…", said, re.IGNORECASE)


@pytest.mark.parametrize(
    "path",
    [
        "/o/harbour/people/7/",
        "/o/harbour/calendar/?week=2026-05-11",
        f"/o/harbour/sessions/{PERSON}/reply/",
        f"/calendar/{PERSON}/",
    ],
)
def test_other_lines_stay_as_they_are(path):
    assert line("Not Found: %s", path) == f"Not Found: {path}"


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/invitation/s3cr3t-token/", "/invitation/…/"),
        ("/answer/s3cr3t.token.sig/", "/answer/…/"),
        ("/evaluation/s3cr3t.token.sig/", "/evaluation/…/"),
        (f"/calendar/{PERSON}/s3cr3t-token.ics", f"/calendar/{PERSON}/…"),
    ],
)
def test_a_page_that_is_not_found_logs_no_token(client, db, capsys, path, shown):
    console = logging.getLogger().handlers[:]
    configure_logging("logging.config.dictConfig", settings.LOGGING)
    try:
        assert client.get(path).status_code == 404
    finally:
        logging.getLogger().handlers[:] = console
    said = capsys.readouterr().err
    assert shown in said
    assert "s3cr3t" not in said
