"""Coming in: with a password, with one tap in the demo, by keyboard alone, and by an invitation."""

import re

import pytest
from playwright.sync_api import expect

from portal.outbox.relay import relay

PASSWORD = "walk-the-path"


@pytest.mark.both_sizes
def test_a_password_leads_home(visitor, cast):
    visitor.open("/accounts/login/")
    visitor.fill(login=cast.mentor.user.email, password=PASSWORD)
    visitor.press("Sign in")
    assert visitor.path == "/o/harbour/"
    visitor.sees("Helen")


def test_a_wrong_password_keeps_the_address(visitor, cast):
    visitor.open("/accounts/login/")
    visitor.fill(login=cast.mentor.user.email, password="not-the-path")
    visitor.press("Sign in")
    assert visitor.path == "/accounts/login/"
    expect(visitor.page.locator("#id_login")).to_have_value(cast.mentor.user.email)
    expect(visitor.page.locator("#id_password")).to_have_value("")
    expect(visitor.page.locator(".error-summary")).to_be_focused()


def test_one_tap_signs_in_where_the_demo_runs(visitor, cast, settings):
    settings.DEMO = True
    settings.DEMO_SIGN_INS = [
        {"email": person.user.email, "label": person.name, "who": part}
        for person, part in ((cast.mentor, "mentor of a circle"), (cast.administrator, "administrator"))
    ]
    visitor.open("/accounts/login/")
    visitor.press("Olga Ferreira, administrator", exact=False)
    assert visitor.path.startswith("/o/harbour/")
    visitor.sees("Olga")


def test_nobody_is_offered_where_no_demo_runs(visitor, cast, settings):
    settings.DEMO = False
    visitor.open("/accounts/login/")
    visitor.sees("Sign in")
    visitor.sees_nowhere("Look around as somebody", "@harbour.example", PASSWORD)


def test_the_keyboard_is_enough(visitor, cast):
    visitor.open("/accounts/login/")
    keys = visitor.page.keyboard
    tab_to(visitor.page, "id_login")
    keys.type(cast.mentor.user.email)
    tab_to(visitor.page, "id_password")
    keys.type(PASSWORD)
    with visitor.page.expect_navigation():
        keys.press("Enter")
    assert visitor.path == "/o/harbour/"
    visitor.check()


def tab_to(page, wanted: str):
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == wanted:
            return
    raise AssertionError(f"{wanted} is not reached by the Tab key")


def test_an_invited_person_joins(visitor, cast, mailoutbox):
    visitor.becomes(cast.administrator, "/o/harbour/people/")
    visitor.follow("Invite people")
    visitor.fill(emails="priya@people.example")
    visitor.press("Send invitations")
    visitor.sees("priya@people.example")
    relay()
    (mail,) = mailoutbox
    assert mail.to == ["priya@people.example"]

    visitor.leave()
    visitor.open(re.search(rf"{visitor.portal_url}/invitation/\S+", mail.body)[0])
    visitor.sees("Join Harbour Health")
    visitor.fill(name="Priya Nair", password="a-long-way-up", password_again="a-long-way-up")
    visitor.choose(time_zone="Nairobi")
    visitor.press("Join")
    assert visitor.path == "/o/harbour/"
    visitor.sees("Priya")

    visitor.leave()
    visitor.open("/accounts/login/")
    visitor.fill(login="priya@people.example", password="a-long-way-up")
    visitor.press("Sign in")
    assert visitor.path == "/o/harbour/"
    visitor.open("/o/harbour/profile/")
    expect(visitor.page.locator("#id_time_zone")).to_have_value("Africa/Nairobi")
