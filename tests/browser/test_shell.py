"""What every page has: a way by keyboard, without script, in the dark; and parts that change in place."""

import re

import pytest
from playwright.sync_api import expect

from programs.goals.actions import agree_action
from programs.scheduling.actions import propose_topic
from tests.browser.visitor import HOME, Visitor
from tests.factories.mentoring import make_circle, place_in
from tests.factories.world import make_world

QUESTION = "How do I say no?"
PROMISE = "Ask the team what they need from me"


@pytest.fixture
def circle(cast, inside_harbour):
    """An active circle with a topic of Tiago's and an action of Amara's."""
    with inside_harbour():
        circle = make_circle(cast)
        mentor, amara, tiago = (place_in(circle, person) for person in (cast.mentor, cast.participant, cast.member))
        propose_topic(engagement=circle.engagement, text=QUESTION, by=tiago)
        agree_action(owner=amara, text=PROMISE, due_on=None, by=mentor)
        return circle


def address(circle) -> str:
    return f"{HOME}circles/{circle.pk}/"


@pytest.mark.both_sizes
def test_the_skip_link_is_first_and_seen_when_reached(visitor, cast):
    visitor.becomes(cast.participant)
    skip = visitor.page.get_by_role("link", name="Skip to the page")
    expect(skip).not_to_be_in_viewport()
    visitor.page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator("#main")).to_be_focused()


@pytest.mark.both_sizes
def test_focus_is_seen_on_everything_the_keyboard_reaches(visitor, cast, circle):
    visitor.becomes(cast.participant, address(circle))
    unseen, reached = [], 0
    for _ in range(60):
        visitor.page.keyboard.press("Tab")
        name = visitor.page.evaluate(NAME_OF_FOCUS)
        if name is None:
            break
        reached += 1
        if not visitor.page.evaluate(FOCUS_IS_SEEN):
            unseen.append(name)
    assert reached > 10
    assert unseen == []


NAME_OF_FOCUS = """() => document.activeElement === document.body ? null
    : (document.activeElement.innerText || document.activeElement.outerHTML).slice(0, 60)"""
FOCUS_IS_SEEN = """() => {
    for (let element = document.activeElement, up = 0; element && up < 3; element = element.parentElement, up++) {
        const style = getComputedStyle(element);
        if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) return true;
    }
    return false;
}"""


def test_an_action_is_ticked_in_its_place(visitor, cast, circle):
    visitor.becomes(cast.participant, address(circle))
    page = visitor.page
    page.evaluate("window.stayed = true")
    page.get_by_role("button", name=f"Finish: {PROMISE}").focus()
    page.keyboard.press("Enter")
    done = page.get_by_role("status").filter(has_text="Done. Tick it again to undo.")
    expect(done).to_be_visible()
    assert page.evaluate("window.stayed"), "the page was loaded anew"
    row = page.get_by_role("listitem").filter(has_text=PROMISE)
    assert row.evaluate("row => row.contains(document.activeElement)"), "the focus was lost with the old button"
    visitor.check()

    page.get_by_role("button", name=f"Open again: {PROMISE}").click()
    expect(page.get_by_role("button", name=f"Finish: {PROMISE}")).to_be_visible()
    assert row.evaluate("row => row.contains(document.activeElement)")
    visitor.check()


def test_me_too_can_be_said_and_taken_back(visitor, cast, circle):
    visitor.becomes(cast.participant, address(circle))
    visitor.press("Me too for this topic")
    visitor.press("You for this topic")
    expect(visitor.page.get_by_role("button", name="Me too for this topic")).to_have_attribute("aria-pressed", "false")


def test_everything_works_without_script(browser, browser_context_args, portal_url, cast, circle):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    try:
        visitor = Visitor(context.new_page(), portal_url, runs_script=False)
        visitor.open("/accounts/login/")
        visitor.fill(login=cast.participant.user.email, password="walk-the-path")
        visitor.press("Sign in")
        visitor.follow(circle.engagement.title)
        visitor.page.get_by_label("Propose a topic").fill("Who decides?")
        visitor.press("Propose")
        visitor.sees("Proposed. The others can see it.", "Who decides?")
        visitor.press("Me too for this topic")
        visitor.sees("You for this topic")
        visitor.press(f"Finish: {PROMISE}", exact=False)
        expect(visitor.page.get_by_role("button", name=f"Open again: {PROMISE}")).to_be_visible()
    finally:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_full_pages_can_be_read_by_everybody(visitor, cast, inside_harbour, scheme):
    with inside_harbour():
        world = make_world(cast)
    visitor.page.emulate_media(color_scheme=scheme)
    visitor.becomes(cast.participant)
    shade = visitor.page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert (float(re.search(r"oklch\(([\d.]+)", shade)[1]) < 0.5) == (scheme == "dark"), shade
    for path in (
        f"circles/{world.circle.pk}/",
        f"contracts/{world.contract.pk}/",
        f"cohorts/{world.cohort.pk}/",
        "calendar/",
        "notices/",
    ):
        visitor.open(f"{HOME}{path}")
    visitor.becomes(cast.manager, f"{HOME}overview/")
