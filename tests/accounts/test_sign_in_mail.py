"""Mails about signing in look and speak like the portal's own."""

import re

from django.core import mail

from accounts.queries import has_address


def test_a_code_comes_in_the_portal_s_look(cast, client):
    client.post("/accounts/login/code/", {"email": "amara@people.example"})
    (message,) = mail.outbox
    assert message.subject == "Your code to sign in"
    html = message.alternatives[0][0]
    assert 'class="code"' in html
    assert message.body.split("\n")[2] in html
    assert "example.com" not in message.body


def test_an_unknown_address_is_not_offered_a_signup(cast, client):
    client.post("/accounts/login/code/", {"email": "nobody@new.example"})
    (message,) = mail.outbox
    assert message.to == ["nobody@new.example"]
    assert message.subject == "There is no sign-in for this address"
    assert "signup" not in message.body


def test_a_changed_password_is_told(cast, client):
    client.post("/accounts/login/", {"login": "amara@people.example", "password": "walk-the-path"})
    typed = {
        "oldpassword": "walk-the-path",
        "password1": "four quiet green stones",
        "password2": "four quiet green stones",
    }
    client.post("/accounts/password/change/", typed)
    cast.participant.user.refresh_from_db()
    assert cast.participant.user.check_password("four quiet green stones")
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["amara@people.example"], "Your password has been changed")
    assert "four quiet" not in message.body


def test_a_second_address_asks_for_the_password_and_is_confirmed_by_a_code(cast, client):
    client.post("/accounts/login/", {"login": "amara@people.example", "password": "walk-the-path"})
    answer = client.post("/accounts/email/", {"action_add": "", "email": "amara@home.example"})
    assert answer.url.startswith("/accounts/reauthenticate/")
    assert mail.outbox == []
    client.post(answer.url, {"password": "walk-the-path"}, follow=True)
    sent = [message for message in mail.outbox if message.to == ["amara@home.example"]]
    assert [message.subject for message in sent] == ["Your code to confirm this address"]
    code = re.search(r"^[A-Z0-9-]{4,}$", sent[0].body, re.M)[0]
    client.post("/accounts/confirm-email/", {"code": code})
    assert has_address(cast.participant.user, "amara@home.example")
