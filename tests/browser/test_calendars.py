"""A calendar of another provider is subscribed, read and removed, in a real browser."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from programs.scheduling.tasks import read_due_calendars_everywhere
from tests.factories.outside import SECRET, Provider, calendar_of
from tests.factories.scheduling import in_days

PAGE = "/o/harbour/availability/calendars/"


@pytest.fixture
def provider(settings, portal_url):
    settings.FETCH_ALLOW_LOOPBACK = True
    settings.SITE_URL = "https://portal.example"
    made = Provider(calendar_of((in_days(7), in_days(7) + timedelta(hours=1))))
    yield made
    made.end()


def test_a_calendar_is_added_read_and_removed(visitor, cast, provider):
    visitor.becomes(cast.coach, "/o/harbour/availability/")
    visitor.follow("Calendars you are busy in")
    visitor.fill(name="Work", address=provider.address)
    visitor.press("Add this calendar")
    visitor.sees("Being read now", "127.0.0.1")
    read_due_calendars_everywhere()
    expect(visitor.page.locator("#calendars")).to_contain_text("1 busy time in the next four weeks")  # by itself
    expect(visitor.page.locator("#calendars")).not_to_contain_text("Being read now")
    visitor.check()
    visitor.sees_nowhere(SECRET, "canary")
    visitor.follow("Remove Work")
    visitor.sees("Remove this calendar?")
    visitor.press("Remove the calendar")
    visitor.sees("Removed.", "No calendar is read yet")


def test_a_failure_is_tried_again(visitor, cast, provider):
    provider.status = 404
    visitor.becomes(cast.coach, PAGE)
    visitor.fill(name="W" * 60, address=provider.address)
    visitor.press("Add this calendar")
    read_due_calendars_everywhere()
    visitor.open(PAGE)
    visitor.sees("Nothing is at this address.")
    provider.status = 200
    visitor.press("Try again", exact=False)
    visitor.sees("Being read now")
    read_due_calendars_everywhere()
    visitor.open(PAGE)
    visitor.sees("1 busy time in the next four weeks")


def test_a_wrong_address_stays_to_be_mended(visitor, cast):
    visitor.becomes(cast.coach, PAGE)
    visitor.fill(name="Work", address="http://calendar.example/basic.ics")
    visitor.press("Add this calendar")
    visitor.sees("The address is not encrypted.")
    expect(visitor.page.locator("#id_address")).to_have_value("http://calendar.example/basic.ics")


def test_it_works_without_script(browser, portal_url, provider, cast, size):
    from tests.browser.visitor import Visitor  # noqa: PLC0415 - a second visitor, of another kind

    page = browser.new_context(java_script_enabled=False, viewport=size).new_page()
    visitor = Visitor(page, portal_url, runs_script=False)
    visitor.becomes(cast.coach, PAGE)
    visitor.fill(name="Work", address=provider.address)
    visitor.press("Add this calendar")
    visitor.sees("Being read now")
    read_due_calendars_everywhere()
    visitor.open(PAGE)
    visitor.sees("1 busy time in the next four weeks")
    page.context.close()
