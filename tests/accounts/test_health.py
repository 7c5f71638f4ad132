"""What machines ask for, and what the operator reads."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from accounts import health
from portal.outbox.models import Heartbeat, OutboxEvent
from tests.factories.accounts import invitation_for


@pytest.fixture
def alive(db):
    return Heartbeat.objects.create(name="worker", at=timezone.now())


def test_all_is_well(alive, client):
    answer = client.get("/health/")
    assert answer.status_code == 200
    assert answer.json()["ok"] is True
    assert set(answer.json()["checks"]) == {"database", "worker", "outbox", "mail", "broker"}
    assert "no-store" in answer["Cache-Control"]


def test_a_worker_that_was_never_seen_is_not_well(db, client):
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert answer.json()["checks"]["worker"] == {"ok": False, "says": "Never seen."}


def test_a_worker_that_went_away_is_not_well(alive, client):
    Heartbeat.objects.update(at=timezone.now() - timedelta(minutes=20))
    assert client.get("/health/").json()["checks"]["worker"] == {"ok": False, "says": "Seen 20 minutes ago."}


def test_an_event_that_waits_too_long_is_not_well(alive, cast, client):
    invitation_for(cast)
    assert client.get("/health/").status_code == 200
    with cast.inside("harbour"):
        OutboxEvent.objects.update(due_at=timezone.now() - timedelta(hours=2, minutes=1))
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert answer.json()["checks"]["outbox"] == {"ok": False, "says": "The oldest waits for 2 hours."}


def test_a_broker_that_is_away_does_not_hide_the_rest(alive, client, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    answer = client.get("/health/")
    assert answer.status_code == 503
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
    assert "Start worker and beat" in page
    assert page.count("Look at it") == 1
    assert page.count("Well") == 4


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 seconds"), (1, "1 second"), (59, "59 seconds"), (61, "1 minute"), (7300, "2 hours"), (200000, "2 days")],
)
def test_ages_are_words(seconds, words):
    assert health.in_words(timedelta(seconds=seconds)) == words
