"""A series in a browser: its rule, a date that is taken and the time instead, all booked in one step."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from programs.scheduling.models import Series, Session
from tests.browser.visitor import day
from tests.factories.scheduling import make_circle, make_contract, make_session

LISBON = ZoneInfo("Europe/Lisbon")


def at_ten(days: int) -> datetime:
    """Ten in the morning on Amara's clock, so many days from now."""
    found = timezone.now().astimezone(LISBON) + timedelta(days=days)
    return found.replace(hour=10, minute=0, second=0, microsecond=0)


def next_tuesday() -> int:
    """In how many days there is a Tuesday, at least a week from now."""
    return 7 + (1 - (timezone.localdate() + timedelta(days=7)).weekday()) % 7


@pytest.fixture
def circle(cast, inside_harbour):
    """Helen with Amara and Tiago; Amara has another session on the third of the dates."""
    with inside_harbour():
        make_session(make_contract(cast), cast.coach, starts_at=at_ten(next_tuesday() + 28))
        return make_circle(cast)


def test_a_series_with_a_date_that_is_taken(visitor, cast, circle, inside_harbour):
    visitor.becomes(cast.participant, f"/o/harbour/engagements/{circle.pk}/series/new/")
    visitor.fill(weeks=2, first=day(next_tuesday()), count=5, starts_at="10:00", minutes=60, place="Room 4")
    visitor.press("See every date")
    visitor.sees("4 of 5 can be booked as they are", "Every two weeks on Tuesday, 5 times", "Taken")
    taken = visitor.page.get_by_role("group").filter(has_text="Leave it out")
    expect(taken).to_have_count(1)
    expect(taken.get_by_role("radio").first).to_be_checked()
    expect(visitor.page.locator(".series__count")).to_be_visible()
    by_keyboard_take_the_second_offer_and_leave_out_the_first_date(visitor, taken)
    visitor.press("Book these sessions")
    visitor.sees("4 sessions are booked.", "Every two weeks on Tuesday")
    with inside_harbour():
        series = Series.objects.get()
        assert Session.objects.filter(series=series, place="Room 4").count() == 4
    visitor.follow("Open")
    visitor.sees("1 of 4 in a series")
    move_those_that_follow(visitor)


def by_keyboard_take_the_second_offer_and_leave_out_the_first_date(visitor, taken):
    visitor.page.get_by_role("checkbox").first.focus()
    visitor.page.keyboard.press("Space")
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Tab")
    expect(taken.get_by_role("radio").first).to_be_focused()
    visitor.page.keyboard.press("ArrowDown")
    expect(taken.get_by_role("radio").nth(1)).to_be_checked()


def move_those_that_follow(visitor):
    visitor.follow("Move")
    visitor.tick("This one and the 3 that follow")
    visitor.fill(starts_at="10:30")
    visitor.press("Take the time that you typed")
    visitor.sees("Saved for 4 sessions.")
