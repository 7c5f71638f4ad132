"""Sessions in other calendars, in a real browser: the feed's address, and an answer by a link from a mail."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from programs.scheduling.links import answer_token
from programs.scheduling.models import SessionPlace
from tests.factories.scheduling import make_circle, make_session
from tests.programs.scheduling.test_answer_from_calendar import answer_to

FEED = "/o/harbour/calendar/elsewhere/"


@pytest.fixture
def session(cast, inside_harbour):
    with inside_harbour():
        return make_session(make_circle(cast), cast.mentor, place="Room 4")


@pytest.fixture
def place(cast, session, inside_harbour):
    """Amara's. With `.link`, as it stands in her mail."""
    with inside_harbour():
        place = SessionPlace.objects.get(session=session, user=cast.participant.user)
        place.link = f"/answer/{answer_token(place.pk, place.organization_id)}/"
        return place


def reply_now(place, inside_harbour) -> str:
    with inside_harbour():
        return SessionPlace.objects.get(pk=place.pk).reply


def read(visitor, address: str) -> str | None:
    """What a calendar gets at the address; None when it shows nothing."""
    answer = Client().get(address.removeprefix(visitor.portal_url))
    return answer.content.decode() if answer.status_code == 200 else None


def address_on(visitor) -> str:
    return visitor.page.locator("#feed-address").input_value()


def test_the_address_is_made_copied_and_replaced(visitor, cast, session):
    visitor.becomes(cast.participant, FEED)
    expect(visitor.page.locator("#feed-address")).to_have_count(0)
    visitor.press("Make an address")
    first = address_on(visitor)
    assert "BEGIN:VEVENT" in read(visitor, first)
    visitor.page.get_by_role("button", name="Copy the address").click()
    expect(visitor.page.locator("[data-copy-said]")).not_to_be_empty()
    visitor.press("Replace this address")
    visitor.sees("Replaced.")
    second = address_on(visitor)
    assert second != first
    assert read(visitor, first) is None
    assert "BEGIN:VEVENT" in read(visitor, second)


def test_an_answer_by_link_without_signing_in(visitor, place, inside_harbour):
    visitor.leave()
    visitor.open(f"{place.link}?coming=0")
    visitor.sees("Can you come?", "First-time team leads at Harbour Health.")
    assert reply_now(place, inside_harbour) == ""
    visitor.press("I can’t come")
    visitor.sees("You can’t come", "Saved: the others see it.")
    assert reply_now(place, inside_harbour) == "not_coming"
    visitor.press("I can come")
    visitor.sees("You are coming")
    assert reply_now(place, inside_harbour) == "coming"
    visitor.follow("Open the session’s page")
    visitor.sees("Sign in")


def test_the_session_offers_calendars_and_the_file(visitor, cast, session):
    visitor.becomes(cast.participant, f"/o/harbour/sessions/{session.pk}/")
    visitor.page.locator("summary", has_text="Add to my calendar").click()
    visitor.sees("Download (.ics)")
    visitor.check()
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("link", name="Download (.ics)").click()
    assert download.value.suggested_filename == "session.ics"
    visitor.follow("Upload it")
    visitor.sees("Upload the answer that your calendar saved")


def test_an_answer_that_a_calendar_saved_is_uploaded(visitor, cast, session, place, inside_harbour):
    def choose(partstat: str):
        content = answer_to(session, partstat=partstat)
        visitor.page.locator("#id_answer").set_input_files(
            {"name": "a.ics", "mimeType": "text/calendar", "buffer": content}
        )

    visitor.becomes(cast.participant, f"/o/harbour/sessions/{session.pk}/answer/")
    choose("TENTATIVE")
    visitor.press("Upload the answer")
    visitor.sees("This answer says maybe.")
    choose("DECLINED")
    visitor.press("Upload the answer")
    visitor.sees("The others see that you can’t come.")
    assert reply_now(place, inside_harbour) == "not_coming"
