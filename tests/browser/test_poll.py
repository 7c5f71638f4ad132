"""A circle looks for a time: from the question to the session, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from portal.outbox.relay import relay
from programs.scheduling.models import Poll, Session
from tests.browser.visitor import Visitor
from tests.factories.mentoring import make_circle
from tests.factories.scheduling import (
    answer_poll,
    in_days,
    make_contract,
    make_engagement,
    make_poll,
    make_session,
    options_of,
)

CIRCLE = "First-time team leads"


@pytest.fixture
def circle(cast, inside_harbour):
    """Helen with Amara and Tiago."""
    with inside_harbour():
        return make_circle(cast)


@pytest.fixture
def poll(cast, circle, inside_harbour):
    """Helen asks about three times, and Tiago can come to all of them. With `.path`."""
    with inside_harbour():
        poll = make_poll(circle.engagement, cast.mentor)
        answer_poll(poll, cast.member, "yes", "yes", "yes")
        poll.path = f"/o/harbour/polls/{poll.pk}/"
        return poll


def answer(visitor, *answers):
    """Choose an answer to each time in its order."""
    for group, said in zip(visitor.page.locator(".asks fieldset").all(), answers, strict=True):
        group.get_by_label(said, exact=True).check()


def test_from_the_question_to_the_session(visitor, cast, circle, inside_harbour):
    mentor_asks(visitor, cast)
    relay()
    members_answer(visitor, cast, inside_harbour)
    mentor_answers_and_books(visitor, cast)
    relay()
    who_said_no_can_still_come(visitor, cast)


def mentor_asks(visitor, cast):
    visitor.visits(CIRCLE, cast.mentor)
    visitor.follow("Find a time together")
    visitor.sees("Everybody is free", "3 of 3 are free")
    visitor.fill(minutes=90)
    visitor.press("Show the times for this")
    expect(visitor.page.locator("#id_minutes")).to_have_value("90")
    for box in visitor.page.locator("input[name=options]").all()[:3]:
        box.check()
    visitor.fill(quorum=2)
    visitor.press("Send the question")
    visitor.sees("Sent. The others are told.", "You ask which times suit, for 90 minutes")


def members_answer(visitor, cast, inside_harbour):
    visitor.becomes(cast.participant)
    visitor.sees("Which times suit you?")
    visitor.follow("Answer")
    assert visitor.page.locator("input:checked").count() == 0
    answer(visitor, "Yes", "If need be", "No")
    visitor.press("Send my answer")
    visitor.sees("Thank you. The others see your answer.", "1 of 3 have answered")
    answer(visitor, "Yes", "Yes", "No")
    visitor.press("Change my answer")
    visitor.sees("Changed. The others see it.")

    visitor.becomes(cast.member, "/o/harbour/notices/")
    visitor.press("Open Which time suits you?", exact=False)
    answer(visitor, "No", "Yes", "Yes")
    visitor.press("Send my answer")
    visitor.sees("2 of 3 have answered", "2 of 3 can come")


def mentor_answers_and_books(visitor, cast):
    visitor.becomes(cast.mentor, "/o/harbour/calendar/")
    visitor.follow("Answer")
    answer(visitor, "Yes", "If need be", "No")
    visitor.press("Send my answer")
    best = visitor.page.get_by_role("row").filter(has_text="Best so far")
    expect(best).to_contain_text("3 of 3 can come")
    expect(best).to_contain_text("Enough can come")
    with visitor.page.expect_navigation():
        best.get_by_role("button", name="Book this time").click()
    visitor.check()
    visitor.sees("Booked. Everybody in the session is told.")


def who_said_no_can_still_come(visitor, cast):
    visitor.visits(CIRCLE, cast.participant)
    visitor.sees("Open the session")
    assert "Which times suit you?" not in visitor.page.content()


def test_a_time_that_is_taken_meanwhile_can_not_be_picked(visitor, cast, poll, inside_harbour):
    visitor.becomes(cast.mentor, poll.path)
    with inside_harbour():
        make_session(make_contract(cast), cast.coach, starts_at=in_days(8))
        answer_poll(poll, cast.participant, "yes", "no", "no")
        people = {"mentor": cast.coach, "mentee": cast.member}
        pair = make_engagement(by=cast.administrator, people=people, title="Another pair")
        make_session(pair, cast.member, starts_at=in_days(7))

    taken = visitor.page.get_by_role("row").nth(1)
    with visitor.page.expect_navigation():
        taken.get_by_role("button", name="Book this time").click()
    visitor.check()
    visitor.sees("was not booked", "Tiago Mendes has another session at that time.")
    expect(visitor.page.get_by_role("row").nth(1)).to_contain_text("No longer free")
    expect(visitor.page.get_by_role("row").nth(1).get_by_role("button")).to_have_count(0)

    visitor.becomes(cast.participant, poll.path)
    first, second, _ = visitor.page.locator(".asks fieldset").all()
    expect(first).to_contain_text("No longer free")
    for radio in first.get_by_role("radio").all():
        expect(radio).to_be_disabled()
    expect(second).to_contain_text("You have another session then.")
    expect(second.get_by_label("Yes")).to_be_disabled()
    expect(second.get_by_label("No", exact=True)).to_be_enabled()

    visitor.becomes(cast.mentor, poll.path)
    visitor.press(f"Book this time {last_time(poll, cast, inside_harbour)}")
    with inside_harbour():
        assert Session.objects.filter(engagement=poll.engagement).get().starts_at == in_days(9)


def last_time(poll, cast, inside_harbour) -> str:
    with inside_harbour():
        start = options_of(poll)[2].starts_at.astimezone(cast.mentor.user.time_zone)
    return f"{start:%a} {start.day} {start:%b}, {start:%H:%M}"


@pytest.mark.both_sizes
def test_by_keyboard(visitor, cast, poll, inside_harbour):
    visitor.becomes(cast.mentor, poll.path)
    keys = visitor.page.keyboard
    go_to(visitor, r'type="radio".*value="yes"')
    keys.press("Space")
    keys.press("Tab")
    keys.press("Space")  # a group is one stop: the next one is the next time
    keys.press("ArrowRight")
    keys.press("Tab")
    keys.press("Space")
    keys.press("ArrowLeft")  # around to the last answer
    go_to(visitor, "Send my answer")
    with visitor.page.expect_navigation():
        keys.press("Enter")
    visitor.check()
    checked = visitor.page.locator("input:checked")
    assert [box.get_attribute("value") for box in checked.all()] == ["yes", "if_need_be", "no"]
    go_to(visitor, "Book this time")
    with visitor.page.expect_navigation():
        keys.press("Enter")
    visitor.check()
    visitor.sees("Booked.")
    with inside_harbour():
        assert Poll.objects.get().session.starts_at == in_days(7)


def go_to(visitor, pattern):
    """Press Tab until the focus is on something that looks like this."""
    for _ in range(80):
        visitor.page.keyboard.press("Tab")
        if re.search(pattern, visitor.page.evaluate("document.activeElement.outerHTML")[:400]):
            return
    raise AssertionError(f"no Tab leads to {pattern}")


def test_without_script(portal_url, browser, browser_context_args, cast, poll, inside_harbour):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    visitor = Visitor(context.new_page(), portal_url, runs_script=False)
    visitor.becomes(cast.mentor, poll.path)
    answer(visitor, "Yes", "No", "No")
    visitor.press("Send my answer")
    visitor.sees("Thank you. The others see your answer.")
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name="Book this time").first.click()
    visitor.sees("Booked.")
    context.close()


def test_reminding_and_dropping(visitor, cast, poll):
    visitor.becomes(cast.mentor, poll.path)
    visitor.press("Remind those who have not answered")
    visitor.sees("Reminded: 2 people.", "reminded less than a day ago")
    visitor.follow("Drop the poll")
    visitor.sees("Drop this poll?", "Amara Okafor and Tiago Mendes are told.")
    visitor.press("Drop the poll")
    visitor.sees("Dropped. Nothing is booked, and the others are told.")
    visitor.becomes(cast.member, poll.path)
    visitor.sees("This poll was dropped by Helen Byrne.")
