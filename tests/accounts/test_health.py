"""What machines ask for, and what the operator reads."""

import time
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from accounts import health
from portal.outbox.beat import show_beat
from portal.outbox.models import Heartbeat, OutboxEvent
from portal.outbox.tasks import beat_heartbeat
from programs.notifications.actions import send_test_mail
from programs.notifications.models import Notification
from tests.factories.accounts import invitation_for
from tests.factories.mail_server import HANG, mail_server

AGO = timezone.now() - timedelta(hours=1)


@pytest.fixture
def alive(db):
    """Beat and a worker have just been seen."""
    show_beat()
    beat_heartbeat()


def test_all_is_well(alive, client):
    answer = client.get("/health/")
    assert answer.status_code == 200
    assert answer.json()["ok"] is True
    assert set(answer.json()["checks"]) == {"database", "beat", "worker", "outbox", "mail", "broker"}
    assert "no-store" in answer["Cache-Control"]


def test_a_worker_that_was_never_seen_is_not_well(db, client):
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert answer.json()["checks"]["beat"] == {"ok": False, "says": "Never seen."}
    assert answer.json()["checks"]["worker"]["ok"] is False


def test_beat_and_worker_are_told_apart(alive, client):
    ago = timezone.now() - timedelta(minutes=20)
    Heartbeat.objects.filter(name="worker").update(at=ago)
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert answer.json()["checks"]["beat"]["ok"] is True
    assert answer.json()["checks"]["worker"] == {"ok": False, "says": "Seen 20 minutes ago."}
    Heartbeat.objects.filter(name="beat").update(at=ago)
    checks = client.get("/health/").json()["checks"]
    assert checks["beat"] == {"ok": False, "says": "Seen 20 minutes ago."}
    assert "Beat is away" in checks["worker"]["says"]
    beat_heartbeat()
    checks = client.get("/health/").json()["checks"]
    assert (checks["beat"]["ok"], checks["worker"]["ok"]) == (False, True)


def test_a_database_that_is_away_does_not_end_beat(db, monkeypatch):
    def away(**kwargs):
        raise OperationalError("connection refused")

    monkeypatch.setattr(Heartbeat.objects, "update_or_create", away)
    monkeypatch.setattr(connection, "close", lambda: None)
    show_beat()


def test_an_event_that_waits_too_long_is_not_well(alive, cast, client):
    invitation_for(cast)
    assert client.get("/health/").status_code == 200
    with cast.inside("harbour"):
        OutboxEvent.objects.update(due_at=timezone.now() - timedelta(hours=2, minutes=1))
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert answer.json()["checks"]["outbox"] == {
        "ok": False,
        "says": "The oldest waits for 2 hours. 1 waiting, 0 given up.",
        "waiting": 1,
        "parked": 0,
    }
    with cast.inside("harbour"):
        OutboxEvent.objects.update(parked_at=timezone.now())
    answer = client.get("/health/")
    assert answer.status_code == 200, "what was given up waits for a person, not for the install"
    assert answer.json()["checks"]["outbox"]["parked"] == 1


@pytest.mark.parametrize(
    ("fields", "code", "waiting", "failed"),
    [
        ({}, 200, 2, 0),
        ({"mail_due_at": AGO}, 503, 2, 0),
        ({"mail": "digest", "mail_due_at": AGO}, 503, 2, 0),
        ({"created_at": AGO, "mail_attempts": 1, "last_error": "SMTPDataError"}, 503, 2, 0),
        ({"created_at": AGO, "mail_attempts": 1, "last_error": "SMTPRecipientsRefused"}, 200, 2, 0),
        ({"created_at": AGO, "mail": "failed"}, 200, 0, 2),
    ],
)
def test_mails_of_all_organizations_are_counted_and_late_ones_are_not_well(
    alive, cast, client, fields, code, waiting, failed
):
    for slug, person in (("harbour", cast.administrator), ("northwind", cast.stranger)):
        with cast.inside(slug):
            send_test_mail(by=person)
            Notification.objects.update(**fields)
    answer = client.get("/health/")
    assert answer.status_code == code
    told = answer.json()["checks"]["mail"]
    assert (told["ok"], told["waiting"], told["failed"]) == (code == 200, waiting, failed)


def test_a_broker_that_is_away_does_not_hide_the_rest(alive, client, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert [key for key, check in answer.json()["checks"].items() if not check["ok"]] == ["broker"]


def test_a_broker_that_never_answers_holds_nobody(alive, client, settings):
    with mail_server(HANG) as (port, _):
        settings.REDIS_URL = f"redis://127.0.0.1:{port}/0"
        began = time.monotonic()
        answer = client.get("/health/")
    assert time.monotonic() - began < 1.5
    assert [key for key, check in answer.json()["checks"].items() if not check["ok"]] == ["broker"]


def test_a_database_that_is_away_is_an_answer_too(alive, client, monkeypatch):
    def away():
        raise OperationalError("connection refused")

    monkeypatch.setattr(health, "worker_seen_ago", away)
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert answer.json()["checks"]["worker"] == {"ok": False, "says": "No answer."}


def test_the_operator_reads_what_to_do(cast, client):
    client.force_login(cast.operator)
    page = client.get("/operator/health/").content.decode()
    assert "Never seen." in page
    assert "Start beat, one for the whole install" in page
    assert "0 waiting, 0 failed." in page
    assert page.count("Look at it") == 2
    assert page.count("Well") == 4


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 seconds"), (1, "1 second"), (59, "59 seconds"), (61, "1 minute"), (7300, "2 hours"), (200000, "2 days")],
)
def test_ages_are_words(seconds, words):
    assert health.in_words(timedelta(seconds=seconds)) == words
