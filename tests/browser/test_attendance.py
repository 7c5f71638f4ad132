"""Sessions that took place: written down afterwards, and who came as both sides saw it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from programs.scheduling.actions import complete_session
from programs.scheduling.models import Session
from tests.browser.visitor import day
from tests.factories import coaching
from tests.factories.scheduling import at, make_session, place_in


@pytest.fixture
def contract(cast, inside_harbour):
    with inside_harbour():
        return coaching.agreed(cast).engagement


@pytest.fixture
def held(cast, contract, inside_harbour):
    """A session of two days ago; Rafael marked that Amara was not there."""
    with inside_harbour():
        with at(timezone.now() - timedelta(days=5)):
            session = make_session(contract, cast.coach, starts_at=timezone.now() + timedelta(days=3))
        session = Session.objects.select_related("engagement__program").get(pk=session.pk)
        marks = {place_in(contract, cast.participant).pk: "absent", place_in(contract, cast.coach).pk: "present"}
        complete_session(session=session, attendance=marks, by=place_in(contract, cast.coach))
    return session


def session_page(session) -> str:
    return f"/o/harbour/sessions/{session.pk}/"


def row_of(visitor, name: str):
    return visitor.page.get_by_role("radiogroup", name=re.compile(name))


def test_a_session_that_took_place_is_written_down_once(visitor, cast, contract, inside_harbour):
    visitor.becomes(cast.participant, "/o/harbour/calendar/")
    visitor.follow("Log a session of")
    visitor.press("Log this session")
    visitor.sees("Choose a day.", "Choose a time.")
    visitor.fill(date=day(-2), starts_at="10:00", minutes=50, place="By telephone")
    visitor.press("Log this session")
    visitor.sees("Written down.", "By telephone", "2 of 2 came", "You said you both came.")
    with inside_harbour():
        session = Session.objects.get()
    there = session.starts_at.astimezone(cast.coach.user.time_zone) + timedelta(minutes=10)
    visitor.becomes(cast.coach, f"/o/harbour/engagements/{contract.pk}/sessions/log/")
    visitor.fill(date=f"{there:%Y-%m-%d}", starts_at=f"{there:%H:%M}", minutes=60)
    visitor.press("Log this session")
    visitor.sees("This session is here already")
    assert visitor.path == session_page(session)


def test_what_both_sides_say_is_shown_where_it_differs(visitor, cast, held):
    visitor.becomes(cast.participant, session_page(held))
    visitor.sees("Did you and Rafael Moreira both come?")
    visitor.press("Yes, as planned")
    visitor.sees("Rafael Moreira marked you as missed; you said you attended.", "You said you both came.")
    visitor.becomes(cast.sponsor, session_page(held))
    visitor.sees("1 of 2 came.")
    visitor.sees_nowhere("marked you", "you said", "said they")
    visitor.becomes(cast.coach, session_page(held))
    visitor.sees("You marked Amara Okafor as missed; they said they attended.")
    visitor.follow("Correct your marks")
    row_of(visitor, "Amara Okafor").get_by_label("Attended").check()
    visitor.press("Save who came")
    visitor.sees("2 of 2 came")
    visitor.sees_nowhere("You marked Amara Okafor")


def test_by_keyboard_somebody_says_that_it_was_different(visitor, cast, held):
    visitor.becomes(cast.participant, session_page(held))
    visitor.follow("It was different")
    row = row_of(visitor, "Rafael Moreira")
    row.get_by_label("Attended").focus()
    for _ in range(3):
        visitor.page.keyboard.press("ArrowRight")
    expect(row.get_by_label("Did not come")).to_be_checked()
    visitor.page.get_by_role("button", name="Save who came").focus()
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")
    visitor.check()
    visitor.sees("you said Rafael Moreira did not come.")


def test_the_address_of_calls_is_shown_while_it_is_typed(visitor, cast):
    visitor.becomes(cast.administrator, "/o/harbour/calls/")
    visitor.fill(call_template="https://meet.harbour.example/all")
    visitor.sees("everybody shares one room")
    expect(visitor.page.locator("#id_call_template")).to_be_focused()
    visitor.fill(call_template="https://meet.harbour.example/{session}")
    visitor.sees("https://meet.harbour.example/0198c0de")
    visitor.press("Save")
    visitor.sees("Saved.")
