"""The page of subscribed calendars: which was read when, what failed, and adding and removing."""

import html
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from programs.scheduling.models import BusyCalendar, BusyPeriod
from tests.factories.scheduling import in_days, make_contract

PAGE = "/o/harbour/availability/calendars/"
ADDRESS = "https://calendar.google.example/private-canary/basic.ics"


def make(cast, membership, **changes) -> BusyCalendar:
    with cast.inside("harbour", membership.user):
        values = {
            "name": "Work",
            "address": ADDRESS,
            "created_at": timezone.now(),
            "read_at": timezone.now(),
            "read_due_at": in_days(1),
        }
        return BusyCalendar.objects.create(**values | changes)


def text_of(page) -> str:
    return " ".join(html.unescape(page.text).split())


def test_an_empty_page_says_what_it_is_for(cast, as_):
    page = as_(cast.coach).get(PAGE)
    assert "No calendar is read yet" in page.text
    assert "Only when you are busy. No titles, no places, no people." in page.text
    assert "hx-trigger" not in page.text.split('id="calendars"')[1].split(">")[0]


def test_it_shows_the_host_when_it_was_read_and_how_busy_it_is(cast, as_):
    calendar = make(cast, cast.coach)
    with cast.inside("harbour", cast.coach.user):
        for days in (3, 20, 40):
            BusyPeriod.objects.create(calendar=calendar, period=(in_days(days), in_days(days) + timedelta(hours=1)))
    page = as_(cast.coach).get(PAGE)
    assert "calendar.google.example" in page.text
    assert "2 busy times in the next four weeks" in page.text
    assert "canary" not in page.text
    assert "Try again" not in page.text


def test_what_is_added_is_read_now_and_the_page_looks_again(cast, as_):
    client = as_(cast.coach)
    page = client.post(PAGE, {"name": "Work", "address": ADDRESS}, follow=True)
    assert "Subscribed." in page.text
    assert "Being read now" in page.text
    assert 'hx-trigger="every 3s"' in page.text
    assert "canary" not in page.text


def test_an_error_keeps_what_was_typed(cast, as_):
    page = as_(cast.coach).post(PAGE, {"name": "My work", "address": "http://calendar.example/a.ics"})
    assert page.status_code == 422
    assert "The address is not encrypted." in page.text
    assert "My work" in page.text
    assert "http://calendar.example/a.ics" in page.text


def test_a_failure_is_told_in_words_and_tried_again(cast, as_):
    calendar = make(cast, cast.coach, failures=2, failure="The server took too long.")
    client = as_(cast.coach)
    page = client.get(PAGE)
    assert "The last try failed. The server took too long. What was read before counts." in text_of(page).replace(
        "</strong>", ""
    ).replace("<strong>", "")
    page = client.post(f"{PAGE}{calendar.pk}/read/", follow=True)
    assert "Being read now" in page.text
    assert "Try again" not in page.text
    assert "took too long" not in page.text


def test_removing_asks_first(cast, as_):
    calendar = make(cast, cast.coach)
    client = as_(cast.coach)
    asked = client.get(f"{PAGE}{calendar.pk}/remove/")
    assert "Remove this calendar?" in asked.text
    with cast.inside("harbour", cast.coach.user):
        assert BusyCalendar.objects.exists()
    page = client.post(f"{PAGE}{calendar.pk}/remove/", follow=True)
    assert "Nothing of this calendar is kept." in page.text
    assert "No calendar is read yet" in page.text


def test_with_five_there_is_no_form(cast, as_):
    for number in range(5):
        make(cast, cast.coach, address=f"https://calendar.example/{number}.ics")
    page = as_(cast.coach).get(PAGE)
    assert "You have 5, the most there can be." in page.text
    assert "Add this calendar" not in page.text


@pytest.mark.parametrize("who", ["administrator", "manager", "participant"])
def test_nobody_else_sees_or_touches_it(cast, as_, who):
    calendar = make(cast, cast.coach, name="canary-name", failures=1, failure="The server took too long.")
    client = as_(getattr(cast, who))
    page = client.get(PAGE)
    assert "canary" not in page.text
    assert "calendar.google.example" not in page.text
    assert client.get(f"{PAGE}{calendar.pk}/remove/").status_code == 404
    assert client.post(f"{PAGE}{calendar.pk}/remove/").status_code == 404
    assert client.post(f"{PAGE}{calendar.pk}/read/").status_code == 404
    with cast.inside("harbour", cast.coach.user):
        assert BusyCalendar.objects.get().failures == 1
        assert BusyCalendar.objects.get().failure


def test_three_calendars_take_as_many_queries_as_one(cast, as_):
    client = as_(cast.coach)
    make(cast, cast.coach)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as one:
        client.get(PAGE)
    for number in range(2):
        make(cast, cast.coach, address=f"https://calendar.example/{number}.ics")
    with CaptureQueriesContext(connection) as three:
        page = client.get(PAGE)
    assert page.text.count("calendar.example") == 2
    assert len(one) == len(three)


def test_the_pages_about_hours_lead_to_it(cast, as_):
    assert f'href="{PAGE}"' in as_(cast.coach).get("/o/harbour/availability/").text


def test_who_books_with_an_old_reading_of_their_own_finds_the_page(cast, as_):
    with cast.inside("harbour"):
        engagement = make_contract(cast)
    booking = f"/o/harbour/engagements/{engagement.pk}/sessions/new/"
    calendar = make(cast, cast.coach, read_at=timezone.now() - timedelta(minutes=14))
    assert "Look at your calendars" not in as_(cast.coach).get(booking).text
    with cast.inside("harbour", cast.coach.user):
        calendar.read_at = timezone.now() - timedelta(minutes=16)
        calendar.save()
    assert f'<a href="{PAGE}">Look at your calendars</a>' in as_(cast.coach).get(booking).text
    page = as_(cast.participant).get(booking)
    assert "Rafael’s own calendar was last read" in page.text
    assert "Look at your calendars" not in page.text, "it is not theirs"


def test_an_older_reading_can_be_asked_for_again_and_is_watched(cast, as_):
    calendar = make(cast, cast.coach)
    client = as_(cast.coach)
    assert "Read it again now" not in client.get(PAGE).text, "it was read this minute"
    with cast.inside("harbour", cast.coach.user):
        BusyCalendar.objects.update(read_at=timezone.now() - timedelta(minutes=5))
    assert "Read it again now" in client.get(PAGE).text
    page = client.post(f"{PAGE}{calendar.pk}/read/", follow=True)
    assert "Being read now" in page.text
    assert "Read it again now" not in page.text
