"""Tokens of invitations stay out of the logs."""

import logging

import pytest
from django.conf import settings
from django.utils.log import configure_logging

from portal.logs import HideSecrets


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
    ],
)
def test_the_token_is_hidden_and_the_rest_of_the_line_stays(path):
    said = line("%s: %s", "Gone", path)
    assert "s3cr3t" not in said
    assert said.startswith("Gone: ")
    assert "nvitation" in said


def test_other_lines_stay_as_they_are():
    assert line("Not Found: %s", "/o/harbour/people/7/") == "Not Found: /o/harbour/people/7/"


def test_a_page_about_an_unknown_invitation_logs_no_token(client, db, capsys):
    console = logging.getLogger().handlers[:]
    configure_logging("logging.config.dictConfig", settings.LOGGING)
    try:
        assert client.get("/invitation/s3cr3t-token/").status_code == 404
    finally:
        logging.getLogger().handlers[:] = console
    said = capsys.readouterr().err
    assert "/invitation/…/" in said
    assert "s3cr3t" not in said
