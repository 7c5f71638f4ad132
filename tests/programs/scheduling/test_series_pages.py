"""The pages of series: the rule, every time, what was booked, and later changes."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from programs.engagements.models import Engagement
from programs.scheduling.actions import cancel_session, move_session
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import Series, Session
from tests.factories import coaching
from tests.factories.scheduling import (
    in_days,
    make_circle,
    make_cohort,
    make_contract,
    make_series,
    make_session,
    place_in,
)

LISBON = ZoneInfo("Europe/Lisbon")
NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)  # a Monday
RULE = {
    "pattern": "weeks",
    "weeks": "1",
    "first": "2027-01-12",
    "ends": "count",
    "count": "4",
    "starts_at": "10:00",
    "minutes": "60",
    "place": "Room 4",
    "join_url": "",
}
SERIES_QUERIES = 11  # eight of them are the request itself
PREVIEW_QUERIES = 14


@pytest.fixture(autouse=True)
def monday_morning():
    with time_machine.travel(NOW, tick=True):
        yield


def url(engagement):
    return reverse("scheduling:series-create", kwargs={"organization": "harbour", "engagement_id": engagement.pk})


def url_of(series_id):
    return reverse("scheduling:series-detail", kwargs={"organization": "harbour", "series_id": series_id})


def session_url(name, session):
    return reverse(f"scheduling:{name}", kwargs={"organization": "harbour", "session_id": session.pk})


def lisbon(*when: int) -> datetime:
    return datetime(*when, tzinfo=LISBON).astimezone(UTC)


def chosen_in(page) -> dict:
    """What the page would send for its times: what is ticked, and what is chosen instead."""
    return {row.name: row.chosen.isoformat() for row in page.context["rows"] if row.chosen}


@pytest.fixture
def circle(cast):
    with cast.inside("harbour"):
        return make_circle(cast)


def test_from_the_rule_to_every_time_to_all_of_them_booked(cast, as_, circle):
    client = as_(cast.participant)
    page = client.get(url(circle))
    assert page.status_code == 200
    assert "Lisbon time" in page.text
    page = client.post(url(circle), {**RULE, "step": "look"})
    assert page.status_code == 200
    assert "4 of 4 can be booked as they are" in page.text
    assert "Every week on Tuesday, 4 times" in page.text
    with cast.inside("harbour"):
        assert not Session.objects.exists()
    answer = client.post(url(circle), {**RULE, **chosen_in(page), "step": "book"}, follow=True)
    assert "4 sessions are booked." in answer.text
    assert "Every week on Tuesday, 10:00" in answer.text
    with cast.inside("harbour"):
        series = Series.objects.get()
        assert series.rule == "FREQ=WEEKLY;INTERVAL=1;BYDAY=TU;COUNT=4"
        assert set(Session.objects.values_list("series", "place")) == {(series.pk, "Room 4")}


def test_a_month_rule_and_chosen_dates(cast, as_, circle):
    client = as_(cast.participant)
    monthly = {**RULE, "pattern": "months", "months": "1", "nth": "-1", "weekday": "4", "ends": "until"}
    page = client.post(url(circle), {**monthly, "until": "2027-03-31", "weeks": "nonsense"})
    assert "Every month on the last Friday, 3 times" in page.text
    dates = {
        **RULE,
        "pattern": "dates",
        "dates": ["2027-02-03", "", "2027-01-20", "2027-02-03"],
        "first": "",
        "count": "",
    }
    page = client.post(url(circle), dates)
    assert "On chosen dates, twice" in page.text
    assert "Wed 20 Jan" in page.text


def test_more_dates_keep_what_was_typed_and_complain_of_nothing(cast, as_, circle):
    dates = {**RULE, "pattern": "dates", "dates": ["2027-02-03", "soon"], "starts_at": "", "step": "more"}
    page = as_(cast.participant).post(url(circle), dates)
    assert page.status_code == 200
    assert page.text.count('type="date" name="dates"') == 8
    assert 'value="2027-02-03"' in page.text
    assert "Room 4" in page.text


def test_back_to_the_rule_everything_typed_is_there(cast, as_, circle):
    page = as_(cast.participant).post(url(circle), {**RULE, "weekdays": ["1", "3"], "step": "change"})
    assert page.status_code == 200
    assert "Book a series" in page.text
    assert page.text.count("checked") == 4
    for value in ("Room 4", "2027-01-12", "10:00"):
        assert value in page.text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"first": "2027-01-03"}, "This day is past"),
        ({"first": ""}, "Choose “First day”"),
        ({"first": "9999-12-31"}, "more than two years away"),
        ({"count": "10000"}, "A series has between 2 and 52 sessions"),
        ({"count": "53"}, "A series has between 2 and 52 sessions"),
        ({"count": "-3"}, "A series has between 2 and 52 sessions"),
        ({"count": ""}, "Fill in “Number of sessions”"),
        ({"ends": "until", "until": "2027-01-01"}, "The last day is before the first one"),
        ({"ends": "until", "until": ""}, "Choose “Last day”"),
        ({"minutes": "-60"}, "between a minute and twelve hours"),
        ({"starts_at": ""}, "Choose a time"),
        ({"starts_at": "25:00"}, "Choose a time"),
        ({"weeks": "0"}, "between 1 and 26 weeks"),
        ({"weeks": "9" * 30}, "between 1 and 26 weeks"),
        ({"weekdays": ["7"]}, "This is not one of the choices any more"),
        ({"pattern": "years"}, "This is not one of the choices any more"),
        ({"pattern": "months", "months": "1", "nth": "5", "weekday": "1"}, "This is not one of the choices any more"),
        ({"pattern": "dates", "dates": ["2027-02-31", "2027-02-03"]}, "Choose each date as a day, month and year"),
        ({"pattern": "dates"}, "This makes none"),
        ({"pattern": "dates", "dates": [f"2027-02-{day:02}" for day in range(1, 29)] * 2 + ["2027-03-01"]}, ""),
        ({"join_url": "javascript:alert(1)"}, "Copy the whole address"),
    ],
)
def test_bad_input_comes_back_with_a_sentence(cast, as_, circle, changes, said):
    page = as_(cast.mentor).post(url(circle), {**RULE, **changes, "step": "look"})
    if not said:  # 29 different days are a series
        assert "29 times" in page.text
        return
    assert page.status_code == 422
    assert said in page.text
    with cast.inside("harbour"):
        assert not Session.objects.exists()


def test_an_empty_post_asks_for_the_rule(cast, as_, circle):
    assert as_(cast.mentor).post(url(circle), {}).status_code == 422


def test_a_clash_is_not_selectable_and_its_alternative_is_chosen(cast, as_, circle):
    with cast.inside("harbour"):
        make_session(make_contract(cast), cast.coach, starts_at=lisbon(2027, 1, 19, 10))
    client = as_(cast.participant)
    page = client.post(url(circle), {**RULE, "step": "look"})
    assert "3 of 4 can be booked as they are" in page.text
    assert "You have another session then." in page.text
    assert page.text.count('type="radio"') == 3
    assert f'value="{lisbon(2027, 1, 19, 10).isoformat(timespec="minutes")}"' not in page.text
    client.post(url(circle), {**RULE, **chosen_in(page), "step": "book"})
    with cast.inside("harbour"):
        booked = list(
            Session.objects.filter(engagement=circle).order_by("starts_at").values_list("starts_at", flat=True)
        )
    assert booked == [
        lisbon(2027, 1, 12, 10),
        lisbon(2027, 1, 19, 9),
        lisbon(2027, 1, 26, 10),
        lisbon(2027, 2, 2, 10),
    ]


def test_a_time_that_is_lost_meanwhile_books_nothing_and_is_marked_with_an_alternative(cast, as_, circle):
    client = as_(cast.participant)
    page = client.post(url(circle), {**RULE, "step": "look"})
    sent = chosen_in(page)
    del sent["take-1"]  # left out by the person
    with cast.inside("harbour"):
        make_session(make_contract(cast), cast.coach, starts_at=lisbon(2027, 1, 26, 10))
    again = client.post(url(circle), {**RULE, **sent, "step": "book"})
    assert again.status_code == 422
    assert "Tuesday 26 January, 10:00: you have another session at that time." in again.text
    assert "Just taken" in again.text
    rows = again.context["rows"]
    assert [row.chosen for row in rows] == [
        None,
        lisbon(2027, 1, 19, 10),
        lisbon(2027, 1, 26, 9),
        lisbon(2027, 2, 2, 10),
    ]
    with cast.inside("harbour"):
        assert not Series.objects.exists()
    assert client.post(url(circle), {**RULE, **chosen_in(again), "step": "book"}).status_code == 302
    with cast.inside("harbour"):
        assert Session.objects.filter(engagement=circle).count() == 3


@pytest.mark.parametrize("sent", [{}, {"take-1": "soon"}, {"take-1": "2027-01-12T10:00"}, {"take-1": "9" * 99}])
def test_nothing_chosen_or_nonsense_comes_back(cast, as_, circle, sent):
    page = as_(cast.participant).post(url(circle), {**RULE, **sent, "step": "book"})
    assert page.status_code == 422
    assert "Nothing was booked" in page.text


def test_sent_twice_makes_one_series(cast, as_, circle):
    client = as_(cast.participant)
    sent = {**RULE, **chosen_in(client.post(url(circle), RULE)), "step": "book"}
    first, again = client.post(url(circle), sent), client.post(url(circle), sent)
    assert (first.status_code, again.status_code) == (302, 302)
    assert first.url == again.url
    with cast.inside("harbour"):
        assert Session.objects.count() == 4


def test_the_other_clock_and_both_changes_are_said(cast, as_):
    """New York changes on 14 March, Lisbon on the 28th: in between it is an hour closer."""
    with cast.inside("harbour"):
        contract = make_contract(cast)
        cast.coach.user.time_zone = ZoneInfo("America/New_York")
        cast.coach.user.save()
    page = as_(cast.participant).post(
        url(contract), {**RULE, "first": "2027-03-09", "starts_at": "18:00", "count": "4"}
    )
    assert re.findall(r"\d\d:00 in New York", page.text) == [
        "13:00 in New York",
        "14:00 in New York",
        "14:00 in New York",
        "13:00 in New York",
    ]
    assert "Clocks in New York go forward on Sunday 14 March." in page.text
    assert "Clocks in Lisbon go forward on Sunday 28 March." in page.text


def test_a_contract_that_has_room_for_less_says_so_and_chooses_as_many(cast, as_):
    with cast.inside("harbour"):
        contract = coaching.agreed(cast, budget=3)
        engagement = Engagement.objects.select_related("program").get(pk=contract.pk)
    client = as_(cast.participant)
    page = client.post(url(engagement), RULE)
    assert "3 of them can still be booked" in page.text
    assert len(chosen_in(page)) == 3
    everything = {row.name: row.occurrence.start.isoformat() for row in page.context["rows"]}
    refused = client.post(url(engagement), {**RULE, **everything, "step": "book"})
    assert refused.status_code == 422
    assert "choose at most 3" in refused.text
    assert client.post(url(engagement), {**RULE, **chosen_in(page), "step": "book"}).status_code == 302


def test_a_contract_without_signatures_has_no_form(cast, as_):
    with cast.inside("harbour"):
        contract = coaching.designed(cast)
        engagement = Engagement.objects.get(pk=contract.pk)
    page = as_(cast.participant).get(url(engagement))
    assert "No session can be booked now" in page.text
    assert "<form class" not in page.text


@pytest.mark.parametrize("who", ["administrator", "manager", "bystander", "stranger"])
def test_nobody_else_finds_the_pages(cast, as_, circle, who):
    with cast.inside("harbour"):
        series = make_series(circle, cast.mentor)[0].series_id
    client = as_(getattr(cast, who))
    assert client.get(url(circle)).status_code == 404
    assert client.post(url(circle), RULE).status_code == 404
    assert client.get(url_of(series)).status_code == 404


@pytest.mark.parametrize("who", ["sponsor", "learner"])
def test_who_may_not_book_is_told_so(cast, as_, who):
    with cast.inside("harbour"):
        engagement = make_contract(cast) if who == "sponsor" else make_cohort(cast)
    client = as_(cast.sponsor if who == "sponsor" else cast.participant)
    assert client.get(url(engagement)).status_code == 409
    assert client.post(url(engagement), {**RULE, "step": "book"}).status_code == 409


def test_a_sponsor_sees_dates_and_states_of_a_series_and_no_way_to_change_it(cast, as_):
    with cast.inside("harbour"):
        series = make_series(make_contract(cast), cast.coach, place="The quiet room")[0].series_id
    page = as_(cast.sponsor).get(url_of(series))
    assert page.text.count("Planned") == 4
    for secret in ("The quiet room", "Move the rest", "Cancel the rest"):
        assert secret not in page.text


def test_the_page_of_a_series_tells_what_became_of_each(cast, as_, circle):
    with cast.inside("harbour"):
        sessions = make_series(circle, cast.mentor, starts_at=lisbon(2027, 1, 12, 10))
        by = place_in(circle, cast.mentor)
        move_session(session=sessions[1], starts_at=lisbon(2027, 1, 20, 10), minutes=60, by=by)
        cancel_session(session=sessions[2], by=by)
    page = as_(cast.participant).get(url_of(sessions[0].series_id)).text
    assert "Booked by Helen Byrne" in page
    assert "moved from <del>Tue 19 Jan, 10:00</del>" in page
    assert page.count("Cancelled") == 1
    assert "3 are still to come" in page
    assert f"{session_url('session-cancel', sessions[0])}?scope=all" in page


@pytest.mark.parametrize("number", [2, 12])
def test_the_pages_cost_the_same_for_more_sessions(cast, as_, circle, number, django_assert_num_queries):
    with cast.inside("harbour"):
        sessions = make_series(circle, cast.mentor, number=number)
    client = as_(cast.participant)
    client.get(url_of(sessions[0].series_id))
    with django_assert_num_queries(SERIES_QUERIES):
        client.get(url_of(sessions[0].series_id))
    with django_assert_num_queries(PREVIEW_QUERIES):
        page = client.post(url(circle), {**RULE, "first": "2027-08-03", "count": number})
    assert len(page.context["rows"]) == number


def test_a_session_says_where_it_stands(cast, as_, circle):
    with cast.inside("harbour"):
        sessions = make_series(circle, cast.mentor, number=12)
        alone = make_session(circle, cast.mentor, starts_at=in_days(3))
    client = as_(cast.participant)
    page = client.get(session_url("session-detail", sessions[2])).text
    assert "3 of 12 in a series" in page
    assert url_of(sessions[0].series_id) in page
    assert "in a series" not in client.get(session_url("session-detail", alone)).text


def test_moving_asks_for_which_sessions_and_moves_them(cast, as_, circle):
    with cast.inside("harbour"):
        sessions = make_series(circle, cast.mentor, starts_at=lisbon(2027, 1, 12, 10))
    client, address = as_(cast.participant), session_url("session-move", sessions[1])
    page = client.get(address).text
    for words in ("Only this one", "This one and the 2 that follow", "All 4 that are still planned"):
        assert words in page
    sent = {"date": "2027-01-20", "starts_at": "11:00", "own": "1", "minutes": "60", "scope": "following"}
    answer = client.post(address, sent, follow=True)
    assert "Saved for 3 sessions." in answer.text
    with cast.inside("harbour"):
        starts = list(Session.objects.order_by("starts_at").values_list("starts_at", flat=True))
    assert starts == [
        lisbon(2027, 1, 12, 10),
        lisbon(2027, 1, 20, 11),
        lisbon(2027, 1, 27, 11),
        lisbon(2027, 2, 3, 11),
    ]


def test_a_clash_of_one_moves_none_lists_it_and_keeps_what_was_typed(cast, as_, circle):
    with cast.inside("harbour"):
        sessions = make_series(circle, cast.mentor, starts_at=lisbon(2027, 1, 12, 10))
        make_session(make_contract(cast), cast.coach, starts_at=lisbon(2027, 1, 26, 15))
    client, address = as_(cast.participant), session_url("session-move", sessions[0])
    sent = {"date": "2027-01-12", "starts_at": "15:00", "own": "1", "minutes": "60", "scope": "following"}
    page = client.post(address, {**sent, "reason": "School"})
    assert page.status_code == 422
    assert "Tuesday 26 January, 15:00: you have another session at that time." in page.text
    assert "Nothing was moved." in page.text
    assert "School" in page.text
    assert re.search(r'value="following"[^>]* checked', page.text)
    with cast.inside("harbour"):
        assert not Session.objects.filter(sequence__gt=0).exists()


def test_against_somebodys_hours_all_of_them_can_be_moved_all_the_same(cast, as_):
    with cast.inside("harbour"):
        contract = make_contract(cast)
        sessions = make_series(contract, cast.coach, starts_at=lisbon(2027, 1, 12, 14))
    client, address = as_(cast.participant), session_url("session-move", sessions[0])
    sent = {"date": "2027-01-12", "starts_at": "21:00", "minutes": "60", "scope": "following"}
    page = client.post(address, {**sent, "own": "1"})
    assert page.status_code == 422
    assert "Move to it all the same" in page.text
    assert "Ask Rafael" not in page.text
    assert client.post(address, {**sent, "ask": lisbon(2027, 1, 12, 21).isoformat()}).status_code == 422
    answer = client.post(address, {**sent, "anyway": lisbon(2027, 1, 12, 21).isoformat()}, follow=True)
    assert "Saved for 4 sessions." in answer.text


def test_the_rest_is_cancelled_from_the_page_of_the_series(cast, as_, circle):
    with cast.inside("harbour"):
        sessions = make_series(circle, cast.mentor)
    client, address = as_(cast.participant), f"{session_url('session-cancel', sessions[0])}?scope=all"
    page = client.get(address).text
    assert re.search(r'value="following"[^>]* checked', page)  # of the first one, those that follow are all
    assert client.post(address, {"scope": "following", "reason": "I am leaving"}).status_code == 302
    with cast.inside("harbour"):
        assert set(Session.objects.values_list("state", flat=True)) == {SessionState.CANCELLED}


def test_the_last_one_of_a_series_asks_nothing_about_others(cast, as_, circle):
    with cast.inside("harbour"):
        sessions = make_series(circle, cast.mentor, number=2)
        cancel_session(session=sessions[0], by=place_in(circle, cast.mentor))
    client = as_(cast.participant)
    assert "Which sessions?" not in client.get(session_url("session-move", sessions[1])).text
    assert client.post(session_url("session-cancel", sessions[1]), {"reason": ""}).status_code == 302


def test_a_form_with_a_scope_refuses_one_that_is_none(cast, as_, circle):
    with cast.inside("harbour"):
        sessions = make_series(circle, cast.mentor)
    for scope in ({}, {"scope": "everything"}):
        assert as_(cast.participant).post(session_url("session-cancel", sessions[0]), scope).status_code == 422


def test_without_a_time_near_it_a_date_is_left_out(cast, as_, circle):
    """Somebody has sessions from morning to night on all days around it, also on those between."""
    with cast.inside("harbour"):
        for day in range(16, 23):
            for hour in (0, 12):
                contract = make_contract(cast, title=f"Pair {day} {hour}")
                make_session(contract, cast.coach, starts_at=lisbon(2027, 1, day, hour), minutes=720)
    page = as_(cast.mentor).post(url(circle), RULE)
    assert "3 of 4 can be booked as they are" in page.text
    assert "No time within two days is free for everybody, so it is left out." in page.text
    assert page.text.count('type="radio"') == 0
    assert len(chosen_in(page)) == 3


def test_a_series_is_offered_where_sessions_are_booked(cast, as_):
    from tests.factories.mentoring import make_circle as make_running  # noqa: PLC0415 - only here

    with cast.inside("harbour"):
        running = make_running(cast)
        contract = coaching.agreed(cast)
    client = as_(cast.participant)
    for name, engagement in (("mentoring:circle-detail", running), ("coaching:contract-detail", contract)):
        page = client.get(reverse(name, kwargs={"organization": "harbour", "engagement_id": engagement.pk}))
        assert url(engagement) in page.text
