"""A write-up while the network goes, the page is loaded again and the person is signed out: nothing typed is lost."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import expect

from programs.goals.models import Action
from programs.notes.models import Note, NoteDraft
from tests.factories.covenant import sign_for_all
from tests.factories.scheduling import at, in_days, make_contract, make_session

HELD = "Object.keys(sessionStorage).filter((key) => key.startsWith('draft:'))"


@pytest.fixture
def session(cast, inside_harbour):
    with inside_harbour():
        contract = make_contract(cast)
        sign_for_all(contract)
        with at(timezone.now() - timedelta(days=8)):
            return make_session(contract, cast.coach, starts_at=in_days(7))


def test_nothing_typed_is_lost(visitor, cast, session, inside_harbour):
    page, form = visitor.page, f"/o/harbour/sessions/{session.pk}/write-up/"
    visitor.becomes(cast.coach, form)
    status, shared = page.locator("[data-draft-status]"), page.get_by_label("What do you all want to remember?")

    assert page.evaluate(HELD) == []

    shared.fill("The budget meeting ran without Amara.")
    expect(status).to_contain_text("Draft kept at")
    page.get_by_role("button", name="Add an action").click()
    second = page.locator("#id_actions-1-text")
    expect(second).to_be_focused()

    # The network goes: the form stays where it is, and a second row and all is there after the page is loaded again.
    page.context.set_offline(True)
    second.fill("Send the list")
    page.get_by_role("button", name="Save and share with Amara").click()
    expect(status).to_contain_text("no connection")
    assert page.url.endswith(form)
    page.context.set_offline(False)  # the browser tells the page, which tries again
    expect(status).to_contain_text("Draft kept at")

    # The page is loaded again before anything could be saved, with a row that the form does not have at first.
    page.route("**/draft/", lambda route: route.abort())
    second.fill("Send the list of questions")
    page.get_by_role("button", name="Keep as draft").click()
    expect(status).to_contain_text("no connection")
    page.unroute("**/draft/")
    page.reload()
    expect(second).to_have_value("Send the list of questions")
    expect(status).to_contain_text("Draft kept at")

    page.context.set_offline(True)
    page.get_by_label("What do you want to keep for yourself?").fill("I talked too much.")
    page.get_by_role("button", name="Save and share with Amara").click()
    expect(status).to_contain_text("no connection")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)  # signed out elsewhere, before the network is back
    page.context.set_offline(False)
    expect(status).to_contain_text("you are signed out")
    page.get_by_role("button", name="Add an action").click()
    expect(second).to_have_value("Send the list of questions")
    expect(status.get_by_role("link", name="Sign in again")).to_be_visible()
    visitor.complaints.clear()  # the browser complained about the network, as it should
    visitor.becomes(cast.coach, form)
    expect(page.get_by_label("What do you want to keep for yourself?")).to_have_value("I talked too much.")
    expect(second).to_have_value("Send the list of questions")
    expect(status).to_contain_text("Draft kept at")

    visitor.press("Save and share with Amara")
    visitor.sees("The shared note can be read by everybody in the session.", "The budget meeting ran without Amara.")
    assert page.evaluate(HELD) == []
    with cast.inside("harbour", cast.coach.user), transaction.atomic():
        assert {note.text for note in Note.objects.all()} == {
            "The budget meeting ran without Amara.",
            "I talked too much.",
        }
        assert [action.text for action in Action.objects.all()] == ["Send the list of questions"]
        assert not NoteDraft.objects.exists()


def test_what_is_held_in_a_tab_is_not_shown_to_the_next_person_in_it(visitor, cast, session):
    page, form = visitor.page, f"/o/harbour/sessions/{session.pk}/notes/new/"
    visitor.becomes(cast.coach, form)
    page.context.set_offline(True)
    page.get_by_label("What do you want to remember?").fill("Rafael’s own words")
    page.get_by_role("button", name="Keep this note").click()
    expect(page.locator("[data-draft-status]")).to_contain_text("no connection")
    visitor.leave()
    page.context.set_offline(False)
    expect(page.locator("[data-draft-status]")).to_contain_text("you are signed out")
    visitor.complaints.clear()
    visitor.becomes(cast.participant, form)
    expect(page.get_by_label("What do you want to remember?")).to_have_value("")
    assert page.evaluate(HELD) == []

    # Signing out in the middle of a word keeps the draft, and leaves nothing in the tab.
    page.get_by_label("What do you want to remember?").fill("Amara’s own wor")
    page.get_by_role("button", name="your menu").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Sign out").click()
    assert page.evaluate(HELD) == []
    visitor.becomes(cast.participant, form)
    expect(page.get_by_label("What do you want to remember?")).to_have_value("Amara’s own wor")

    # What the tab has from before a newer draft is offered, and overwrites nothing by itself.
    page.evaluate(
        """() => {
            const form = document.querySelector("form[data-draft]");
            const held = { owner: form.dataset.draftOwner, base: "before", entries: [["text", "Older words"]] };
            sessionStorage.setItem(`draft:${form.dataset.draft}`, JSON.stringify(held));
        }"""
    )
    page.reload()
    expect(page.get_by_label("What do you want to remember?")).to_have_value("Amara’s own wor")
    page.get_by_role("button", name="Put back what this tab has").click()
    expect(page.get_by_label("What do you want to remember?")).to_have_value("Older words")
