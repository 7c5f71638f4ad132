"""What every answer tells the browser, also one about an error; and what no log keeps."""

import logging

import pytest
from django.test import Client

from tests.factories.accounts import invitation_for


def assert_strict(answer):
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("path", "status"),
    [("", 200), ("delivery/", 403), ("circles/00000000-0000-4000-8000-000000000000/", 404), ("notices/read/", 405)],
)
def test_pages_and_errors_carry_the_browsers_rules(cast, as_, path, status):
    answer = as_(cast.participant).get(f"/o/harbour/{path}")
    assert answer.status_code == status
    assert_strict(answer)


def test_a_page_that_broke_carries_them_too(cast, monkeypatch):
    def broken(*args, **kwargs):
        raise ValueError("what somebody wrote")

    monkeypatch.setattr("accounts.views.start.memberships_of", broken)
    browser = Client(raise_request_exception=False)
    browser.force_login(cast.participant.user)
    answer = browser.get("/")
    assert answer.status_code == 500
    assert_strict(answer)
    assert "what somebody wrote" not in answer.content.decode()


def test_a_form_without_its_token_is_refused_with_them(cast):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.participant.user)
    answer = browser.post("/o/harbour/notices/read/")
    assert answer.status_code == 403
    assert_strict(answer)


@pytest.mark.parametrize("path", ["/o/harbour/", "/o/harbour/delivery/", "/profile/"])
def test_nothing_of_a_signed_in_person_stays_in_a_cache(cast, as_, client, path):
    assert as_(cast.participant).get(path)["Cache-Control"] == "no-store, private"


def test_the_front_page_may_be_kept(db, client):
    assert "Cache-Control" not in client.get("/")


def test_no_log_keeps_the_secret_of_an_invitation(cast, client, caplog):
    _, link = invitation_for(cast)
    with caplog.at_level(logging.WARNING, logger="django.request"):
        assert client.post(link, {"name": ""}).status_code == 422
    assert [record.getMessage() for record in caplog.records] == ["Unprocessable Entity: /invitation/…/"]
    assert link not in caplog.text
