"""Signing in with allauth and our own people: password, code, reset, and no open signup."""

import re

import pytest
from django.core import mail

LOGIN = "/accounts/login/"


def signed_in(client):
    return "_auth_user_id" in client.session


def code_from(message):
    return re.search(r"^([A-Z0-9]{3,}(?:-[A-Z0-9]{3,})*)$", message.body, re.M)[1]


def test_the_right_password_opens_the_door(cast, client):
    answer = client.post(LOGIN, {"login": "AMARA@people.example", "password": "walk-the-path"})
    assert answer.url == "/"
    assert client.session["_auth_user_id"] == str(cast.participant.user_id)


def test_a_wrong_password_keeps_the_address(cast, client):
    answer = client.post(LOGIN, {"login": "amara@people.example", "password": "something else"})
    page = answer.content.decode()
    assert 'value="amara@people.example"' in page
    assert "something else" not in page
    assert not signed_in(client)


def test_where_somebody_wanted_to_go_they_arrive(cast, client):
    wanted = client.get("/o/harbour/people/").url
    assert wanted == f"{LOGIN}?next=/o/harbour/people/"
    answer = client.post(
        wanted, {"login": "olga@people.example", "password": "walk-the-path", "next": "/o/harbour/people/"}
    )
    assert answer.url == "/o/harbour/people/"


def test_nobody_is_sent_to_another_site(cast, client):
    answer = client.post(
        LOGIN, {"login": "olga@people.example", "password": "walk-the-path", "next": "https://evil.example/"}
    )
    assert answer.url == "/"


def test_an_inactive_person_stays_out(cast, client):
    cast.participant.user.is_active = False
    cast.participant.user.save()
    client.post(LOGIN, {"login": "amara@people.example", "password": "walk-the-path"})
    assert not signed_in(client)


def test_signup_is_closed(db, client):
    typed = {"email": "x@new.example", "password1": "four quiet green stones", "password2": "four quiet green stones"}
    answer = client.post("/accounts/signup/", typed)
    assert answer.status_code == 200
    assert not signed_in(client)
    assert mail.outbox == []
    page = client.get("/accounts/signup/").content.decode()
    assert 'name="password1"' not in page


def test_a_code_by_mail_opens_the_door(cast, client):
    client.post("/accounts/login/code/", {"email": "amara@people.example"})
    (message,) = mail.outbox
    assert message.to == ["amara@people.example"]
    client.post("/accounts/login/code/confirm/", {"code": code_from(message)})
    assert client.session["_auth_user_id"] == str(cast.participant.user_id)


def test_a_wrong_code_does_not(cast, client):
    client.post("/accounts/login/code/", {"email": "amara@people.example"})
    client.post("/accounts/login/code/confirm/", {"code": "AAAA-BBBB"})
    assert not signed_in(client)


def test_an_unknown_address_looks_the_same(cast, client):
    known = client.post("/accounts/login/code/", {"email": "amara@people.example"})
    client.logout()
    unknown = client.post("/accounts/login/code/", {"email": "nobody@new.example"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_a_forgotten_password_is_reset_by_a_code(cast, client):
    client.post("/accounts/password/reset/", {"email": "amara@people.example"})
    answer = client.post("/accounts/password/reset/confirm/", {"code": code_from(mail.outbox[0])})
    fresh = {"password1": "four quiet green stones", "password2": "four quiet green stones"}
    client.post(answer.url, fresh)
    cast.participant.user.refresh_from_db()
    assert cast.participant.user.check_password("four quiet green stones")


def test_signing_out_needs_a_button(cast, as_, client):
    as_(cast.participant).get("/accounts/logout/")
    assert signed_in(client)
    client.post("/accounts/logout/")
    assert not signed_in(client)


@pytest.mark.parametrize("path", ["/accounts/email/", "/accounts/password/change/", "/accounts/reauthenticate/"])
def test_the_pages_of_the_own_sign_in_open(cast, as_, path):
    client = as_(cast.participant)
    client.post(LOGIN, {"login": "amara@people.example", "password": "walk-the-path"})
    assert client.get(path, follow=True).status_code == 200
