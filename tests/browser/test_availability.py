"""Saying when one is free: at the desk and on a phone, by keyboard, without script, and with a session in the way."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from programs.scheduling.models import Session
from programs.scheduling.queries import own_days, wishes_of
from tests.browser.visitor import HOME, Visitor, day
from tests.factories.scheduling import make_circle, make_session

PAGE = f"{HOME}availability/"


def coming_monday() -> int:
    """How many days it is to a Monday that is a week or two away."""
    return 14 - timezone.localdate().weekday()


@pytest.fixture
def session(cast, inside_harbour):
    """Helen's circle meets on a Monday at ten in the morning."""
    with inside_harbour():
        zone = cast.mentor.user.time_zone
        morning = datetime.combine(timezone.localdate() + timedelta(days=coming_monday()), datetime.min.time(), zone)
        return make_session(make_circle(cast), cast.mentor, starts_at=morning.replace(hour=10))


def kept(cast, inside_harbour, person):
    with inside_harbour(), cast.inside("harbour", person.user):
        return wishes_of(person.user)


def times(visitor, weekday: int):
    """The inputs of a day's first stretch."""
    return (visitor.page.locator(f"#id_hours_{weekday}_{end}_1") for end in ("from", "to"))


@pytest.mark.both_sizes
def test_a_week_is_said_in_a_minute(visitor, cast, inside_harbour, session):
    visitor.becomes(cast.mentor)
    visitor.sees("Say when you are free, so that others can book you.")
    visitor.follow("Say when I am free")
    visitor.sees("You have not said it yet")
    since, until = times(visitor, 0)
    since.fill("8")
    until.fill("1215")
    visitor.page.get_by_text("Add a time: Monday").click()
    visitor.page.get_by_label("Monday, another time, from").fill("13:30")
    visitor.page.get_by_label("Monday, another time, to").fill("24:00")
    visitor.press("Copy Monday to the other weekdays")
    visitor.sees("Save to keep them.")
    visitor.page.get_by_label("Friday", exact=True).uncheck()
    expect(next(times(visitor, 4))).to_be_hidden()
    visitor.page.get_by_label("Saturday", exact=True).check()
    expect(next(times(visitor, 5))).to_have_value("09:00")
    visitor.fill(buffer_after=15, most_per_week=4, call_link="calls.example/helen")
    visitor.press("Save")
    visitor.sees("Monday to Thursday 08:00 to 12:15 and 13:30 to 24:00; Saturday 09:00 to 17:00, Dublin time.")
    found = kept(cast, inside_harbour, cast.mentor)
    assert sorted(found.hours) == [0, 1, 2, 3, 5]
    assert (found.buffer_after, found.most_per_week, found.call_link) == (15, 4, "https://calls.example/helen")
    visitor.open(HOME)
    visitor.sees_nowhere("Say when you are free, so that others can book you.")


def test_what_cannot_be_is_said_at_its_day_and_nothing_is_lost(visitor, cast):
    visitor.becomes(cast.bystander, PAGE)
    since, until = times(visitor, 1)
    since.fill("17")
    until.fill("9")
    visitor.fill(most_per_day=7)
    visitor.press("Save")
    expect(visitor.page.locator(".error-summary")).to_be_focused()
    expect(visitor.page.locator("#id_most_per_day")).to_have_value("7")
    visitor.page.get_by_role("link", name="Tuesday: 17:00 to 09:00 ends before it begins.").click()
    expect(next(times(visitor, 1))).to_be_focused()
    expect(next(times(visitor, 1))).to_have_value("17")


def test_a_session_in_the_way_is_cancelled_with_a_message(visitor, cast, inside_harbour, session):
    visitor.becomes(cast.mentor, PAGE)
    since, until = times(visitor, 0)
    since.fill("13")
    until.fill("18")
    visitor.press("Save")
    heading = visitor.page.get_by_role("heading", name="One session no longer fits")
    expect(heading).to_be_focused()
    visitor.sees("Nothing is saved yet.", "It is outside these hours.", "The 2 others are told.")
    expect(next(times(visitor, 0))).to_have_value("13")
    visitor.tick("Cancel it")
    visitor.fill(message="I teach on Mondays now.")
    visitor.press("Save and do this")
    visitor.sees("You cancelled one session, and the others are told.", "Monday 13:00 to 18:00;")
    with inside_harbour():
        assert Session.objects.get().is_cancelled
    visitor.becomes(cast.member, f"{HOME}sessions/{session.pk}/")
    visitor.sees("This session was cancelled", "I teach on Mondays now.")


def test_days_off_lead_to_new_times_for_what_is_planned_then(visitor, cast, session):
    visitor.becomes(cast.mentor, PAGE)
    visitor.follow("Days off and other times")
    visitor.fill(since=day(coming_monday()), until=day(coming_monday() + 4))
    visitor.press("Take these days off")
    visitor.sees("One session no longer fits", "You are off that day.")
    expect(visitor.page.locator("#id_since")).to_have_value(day(coming_monday()))
    visitor.tick("Propose new times")
    visitor.press("Take them off and do this")
    visitor.sees("Nobody can book you on these days.", "5 days off")
    visitor.follow("Propose new times")
    assert visitor.path == f"{HOME}sessions/{session.pk}/propose/"
    visitor.open(f"{PAGE}days/")
    visitor.press("Remove", exact=False)
    visitor.sees("Your usual week counts again.", "No dates of their own")


def test_the_keyboard_is_enough(visitor, cast, inside_harbour):
    visitor.becomes(cast.bystander, PAGE)
    keys = visitor.page.keyboard
    visitor.page.locator("#id_hours_0_on").focus()
    keys.press("Tab")
    keys.type("10:30")
    keys.press("Tab")
    keys.type("15")
    keys.press("Tab")
    keys.press("Enter")  # unfolds another time
    keys.press("Tab")
    keys.type("20")
    keys.press("Tab")
    keys.type("22")
    keys.press("Tab")
    assert visitor.page.evaluate("document.activeElement.id") == "id_hours_1_on"
    keys.press("Space")
    keys.press("Tab")
    assert visitor.page.evaluate("document.activeElement.id") == "id_hours_2_on", (
        "an unticked day has nothing to fill in"
    )
    with visitor.page.expect_navigation():
        keys.press("Tab")
        keys.press("Enter")  # in a field it saves, and copies nothing
    visitor.check()
    visitor.sees("Saved.", "Monday 10:30 to 15:00 and 20:00 to 22:00;")
    assert sorted(kept(cast, inside_harbour, cast.bystander).hours) == [0, 2, 3, 4]


def test_it_works_without_script(browser, browser_context_args, portal_url, cast, inside_harbour, session):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    try:
        visitor = Visitor(context.new_page(), portal_url, runs_script=False)
        visitor.becomes(cast.mentor, PAGE)
        next(times(visitor, 0)).fill("11")
        visitor.press("Copy Monday to the other weekdays")
        visitor.press("Save")
        visitor.sees("One session no longer fits")
        visitor.tick("Cancel it")
        visitor.press("Save and do this")
        visitor.sees("Monday to Friday 11:00 to 17:00, Dublin time.", "You cancelled one session")
        visitor.follow("Days off and other times")
        visitor.fill(day=day(3))
        visitor.page.locator("#id_stretches_from_1").fill("7")
        visitor.press("Save these times")
        visitor.sees("That day has its own hours now.", "07:00 to 17:00")
    finally:
        context.close()
    with inside_harbour(), cast.inside("harbour", cast.mentor.user):
        assert [own.stretches for own in own_days(cast.mentor.user, timezone.localdate())] == [((420, 1020),)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_can_be_read_by_everybody(visitor, cast, session, scheme):
    visitor.page.emulate_media(color_scheme=scheme)
    visitor.becomes(cast.mentor, PAGE)
    visitor.open(f"{PAGE}days/")
    visitor.open(PAGE)
    next(times(visitor, 0)).fill("13")
    visitor.press("Save")
    visitor.sees("One session no longer fits")
    visitor.open(f"{HOME}calendar/")
    visitor.sees("Say when you are free, so that others can book you.")
