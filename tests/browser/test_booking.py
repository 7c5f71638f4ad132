"""Finding a time in a real browser: by keyboard alone, on a phone, and after somebody else was faster."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from programs.scheduling.models import Proposal, Session
from tests.factories.scheduling import make_circle, make_contract, make_session


@pytest.fixture
def contract(cast, inside_harbour):
    with inside_harbour():
        return make_contract(cast)


def book_page(engagement) -> str:
    return f"/o/harbour/engagements/{engagement.pk}/sessions/new/"


def slots(page):
    return page.locator("input[name=start]")


def sessions(inside_harbour, **wanted) -> list[Session]:
    with inside_harbour():
        return list(Session.objects.filter(**wanted).order_by("starts_at"))


@pytest.mark.both_sizes
def test_a_session_is_booked_by_keyboard_alone(visitor, cast, contract, inside_harbour):
    visitor.becomes(cast.participant, book_page(contract))
    page = visitor.page
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "start":
            break
    page.keyboard.press("ArrowDown")  # the second of the radio buttons; going there chooses it
    chosen = page.locator("input[name=start]:checked")
    expect(chosen).to_have_count(1)
    expect(page.locator("[data-picked-time]")).to_have_text(chosen.get_attribute("data-time"))
    label = chosen.locator("xpath=..").inner_text()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "id_topic":
            break
    page.keyboard.type("How do I stop answering for them?")
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "Book this time":
            break
    with page.expect_navigation():
        page.keyboard.press("Enter")
    visitor.check()
    visitor.sees("Booked.", "How do I stop answering for them?")
    (booked,) = sessions(inside_harbour)
    assert f"{booked.starts_at.astimezone(cast.participant.user.time_zone):%H:%M}" in label


@pytest.mark.both_sizes
def test_three_taps_from_the_contract_to_the_session(visitor, cast, contract, inside_harbour):
    visitor.becomes(cast.participant, book_page(contract))
    visitor.page.locator(".slot__pick").first.click()
    visitor.press("Book this time")
    visitor.sees("Booked.")
    assert len(sessions(inside_harbour, state="confirmed")) == 1


@pytest.mark.both_sizes
def test_another_week_and_length_keep_what_was_typed(visitor, cast, contract):
    visitor.becomes(cast.participant, book_page(contract))
    visitor.fill(topic="The rota")
    week = visitor.page.locator(".week-nav h2").inner_text()
    visitor.page.get_by_role("button", name="Later week").click()
    expect(visitor.page.locator(".week-nav h2")).not_to_have_text(week)
    visitor.page.locator("#id_minutes").select_option("30")
    visitor.page.get_by_role("button", name="Show times of this length").click()
    expect(visitor.page.locator("#id_minutes")).to_have_value("30")
    assert visitor.page.locator("#id_topic").input_value() == "The rota"
    visitor.check()


def test_who_loses_a_race_takes_an_alternative_with_one_tap(visitor, cast, contract, inside_harbour):
    visitor.becomes(cast.participant, book_page(contract))
    visitor.page.locator(".slot__pick").nth(1).click()
    visitor.fill(topic="The rota")
    chosen = visitor.page.locator("input[name=start]:checked").get_attribute("value")
    with inside_harbour():
        other = make_circle(cast, title="Another circle")
        make_session(other, cast.mentor, starts_at=timezone.datetime.fromisoformat(chosen))
    visitor.press("Book this time")
    visitor.sees("You have another session", "Nothing was booked.", "The nearest times")
    assert visitor.page.evaluate("document.activeElement.id") == "taken"
    assert visitor.page.locator("#id_topic").input_value() == "The rota"
    visitor.page.locator("#taken button").first.click()
    visitor.sees("Booked.", "The rota")
    (booked,) = sessions(inside_harbour, engagement=contract)
    assert booked.starts_at.isoformat() != chosen


def test_a_time_outside_their_hours_is_asked_for_and_agreed(visitor, cast, contract, inside_harbour):
    day = timezone.localdate() + timedelta(days=8 - timezone.localdate().weekday())  # a Tuesday
    visitor.becomes(cast.participant, book_page(contract))
    visitor.page.locator("summary", has_text="Another day and time").click()
    visitor.fill(date=f"{day:%Y-%m-%d}", starts_at="20:30")
    visitor.press("Book the time that you typed")
    visitor.sees("outside Rafael’s hours")
    visitor.press("Ask Rafael for this time")
    visitor.sees("Asked.", "You proposed this time.")
    with inside_harbour():
        proposal = Proposal.objects.get()
    visitor.becomes(cast.coach, f"/o/harbour/proposals/{proposal.pk}/")
    visitor.sees("Which time suits you?")
    visitor.press("Take this time", exact=False)
    visitor.sees("Agreed.")
    assert len(sessions(inside_harbour, state="confirmed")) == 1


def test_several_times_are_proposed_over_two_weeks(visitor, cast, contract, inside_harbour):
    visitor.becomes(cast.coach, f"/o/harbour/engagements/{contract.pk}/sessions/propose/")
    visitor.page.locator(".slot__pick").first.click()
    visitor.page.get_by_role("button", name="Later week").click()
    visitor.sees("Chosen in other weeks")
    visitor.page.locator(".slot__pick").nth(2).click()
    visitor.press("Propose these times")
    visitor.sees("Proposed.", "You proposed these times.")
    assert len(sessions(inside_harbour, state="held")) == 2
    visitor.press("Take the proposal back")
    visitor.sees("The times were taken back.")
    assert sessions(inside_harbour, state="held") == []


def test_booking_works_without_script(browser, portal_url, cast, contract, inside_harbour, size):
    from tests.browser.visitor import Visitor  # noqa: PLC0415 - a second visitor, of another kind

    page = browser.new_context(java_script_enabled=False, viewport=size).new_page()
    visitor = Visitor(page, portal_url, runs_script=False)
    visitor.becomes(cast.participant, book_page(contract))
    visitor.fill(topic="The rota")
    visitor.press("Later week")
    assert page.locator("#id_topic").input_value() == "The rota"
    page.locator(".slot__pick").first.click()
    visitor.press("Book this time")
    visitor.sees("Booked.", "The rota")
    assert len(sessions(inside_harbour)) == 1
    page.context.close()
