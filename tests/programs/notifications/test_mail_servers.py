"""Real sockets: whatever a mail server does, the mail is tried again later, is never lost and goes out once."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from programs.notifications.actions import send_test_mail
from programs.notifications.actions.letters import message_id
from programs.notifications.actions.sending import FIRST_DELAY
from programs.notifications.models import Notification
from programs.notifications.queries import late_mail_since
from programs.notifications.tasks import send_due_mail
from tests.factories.mail_server import GOOD, GREETING, HANG, REFUSED_MESSAGE, REFUSED_PERSON, mail_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def smtp(settings):
    """Django's own backend, towards one of our servers."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 0.3
    settings.EMAIL_HOST_USER, settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = "", False, False
    return settings


@pytest.mark.parametrize(
    ("how", "error", "reached"),
    [
        (GREETING, "SMTPConnectError", 0),
        (HANG, "SMTPServerDisconnected", 0),
        (REFUSED_PERSON, "SMTPRecipientsRefused", 0),
        (REFUSED_MESSAGE, "SMTPDataError", 1),
        (None, "ConnectionRefusedError", 0),
    ],
)
def test_a_mail_server_that_does_not_take_it_gets_it_again_later(cast, harbour, smtp, how, error, reached):
    send_test_mail(by=cast.administrator)
    began = time.monotonic()
    if how is None:
        with mail_server(GOOD) as (port, given):
            smtp.EMAIL_PORT = port
        send_due_mail()
    else:
        with mail_server(how) as (port, given):
            smtp.EMAIL_PORT = port
            send_due_mail()
            send_due_mail()
    assert time.monotonic() - began < 5, "nothing holds a worker"
    assert len(given) == reached, "and not before its time"
    row = Notification.objects.get()
    assert (row.mail, row.mail_attempts, row.last_error, row.sent_at) == ("due", 1, error, None)
    assert FIRST_DELAY - timedelta(seconds=6) < row.mail_due_at - timezone.now() <= FIRST_DELAY
    Notification.objects.update(mail_due_at=timezone.now(), created_at=timezone.now() - timedelta(hours=1))
    late = late_mail_since(timezone.now())
    assert (late is None) == (how == REFUSED_PERSON), "one address that is refused does not make mails late"
    with mail_server(GOOD) as (port, given):
        smtp.EMAIL_PORT = port
        send_due_mail()
        send_due_mail()
    assert len(given) == 1
    assert f"{message_id('notification', row)}@".encode() in given[0]
    row.refresh_from_db()
    assert (row.mail, row.last_error) == ("sent", "")
    assert late_mail_since(timezone.now()) is None
