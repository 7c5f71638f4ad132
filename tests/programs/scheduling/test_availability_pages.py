"""When I am free, on its pages: one look, one step, nothing lost, and the same in every organization."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from programs.scheduling.actions import set_day, take_days_off
from programs.scheduling.models import DateOverride, Session
from programs.scheduling.queries import own_days, wishes_of
from tests.factories.hours import OFFICE, alone, say_hours
from tests.factories.scheduling import make_circle, make_cohort, make_engagement, make_session
from tests.programs.scheduling.test_change_hours import monday

PAGE = "/o/harbour/availability/"
DAYS = f"{PAGE}days/"
PAGE_QUERIES = 11  # nine of them are the request itself: person, organization, membership, savepoints
DAYS_QUERIES = 11
ASKING_QUERIES = 39  # the step is taken and taken back, with its savepoints; nothing is asked for each session


def week(**days) -> dict:
    """A week as a browser sends it: working hours, but for the days that are given as lists of (from, to)."""
    data: dict = {}
    for weekday in range(7):
        pairs = days.get(f"day_{weekday}", [("09:00", "17:00")] if weekday < 5 else [])
        if pairs:
            data[f"hours_{weekday}_on"] = "on"
        data[f"hours_{weekday}_from"] = [*(since for since, _ in pairs), ""]
        data[f"hours_{weekday}_to"] = [*(until for _, until in pairs), ""]
    return data


def form(**changes) -> dict:
    """The whole form with working hours on Lisbon's clock and no limits."""
    days = {name: changes.pop(name) for name in list(changes) if name.startswith("day_")}
    return week(**days) | {
        "time_zone": "Europe/Lisbon",
        "notice_hours": "12",
        "horizon_days": "90",
        "buffer_before": "0",
        "buffer_after": "0",
        "most_per_day": "",
        "most_per_week": "",
        "call_link": "",
        **changes,
    }


def kept(cast, person):
    with cast.inside("harbour", person.user):
        return wishes_of(person.user)


@pytest.fixture
def circle(cast):
    with cast.inside("harbour"):
        return make_circle(cast)


@pytest.fixture
def morning(cast, circle):
    with cast.inside("harbour"):
        return make_session(circle, cast.mentor, starts_at=monday(hour=10))


def test_before_anything_is_said_the_page_shows_what_counts(cast, as_):
    page = as_(cast.member).get(PAGE).text
    assert "You have not said it yet, so Monday to Friday 09:00 to 17:00 counts." in page
    assert page.count('value="09:00"') == 7, "a day that is ticked has times at once"
    assert page.count("checked") == 5
    assert "One page for all your organizations." in page
    assert "No days off are coming" in page


def test_a_week_is_saved_and_said_in_a_line(cast, as_):
    client = as_(cast.member)
    data = form(
        day_0=[("9", "12"), ("13.30", "1730")],
        day_4=[],
        day_6=[("20:00", "24:00")],
        day_5=[("22", "00:00")],
        buffer_after="15",
        most_per_week="4",
        call_link="calls.example/me",
    )
    answer = client.post(PAGE, data, follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    assert "in all your organizations" in answer.text
    found = kept(cast, cast.member)
    assert found.hours[0] == [(540, 720), (810, 1050)]
    assert found.hours[5] == [(1320, 1440)]
    assert found.hours[6] == [(1200, 1440)]
    assert 4 not in found.hours
    assert (found.buffer_after, found.most_per_day, found.most_per_week) == (15, None, 4)
    assert found.call_link == "https://calls.example/me"
    assert "Tuesday to Thursday 09:00 to 17:00" in answer.text
    assert "Lisbon time" in answer.text
    assert "24:00" in answer.text


def test_the_page_is_the_same_in_the_other_organization(cast, as_):
    client = as_(cast.coach)
    client.post(PAGE, form(day_1=[("07:15", "08:45")]))
    assert 'value="07:15"' in client.get("/o/northwind/availability/").text


def test_an_unticked_day_is_not_free_whatever_stands_in_it(cast, as_):
    data = form(day_2=[("nine", "")])
    del data["hours_2_on"]
    assert as_(cast.member).post(PAGE, data).status_code == 302
    assert 2 not in kept(cast, cast.member).hours


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"day_1": [("10:00", "12:00"), ("11:00", "13:00")]},
            "Tuesday: 10:00 to 12:00 and 11:00 to 13:00 overlap.",
        ),
        ({"day_1": [("17:00", "09:00")]}, "Tuesday: 17:00 to 09:00 ends before it begins."),
        ({"day_1": [("noon", "13:00")]}, "Tuesday: “noon” is no time. Write it like 9:30 or 17:00."),
        ({"day_1": [("9", "")]}, "Tuesday: write until when, or clear both fields."),
        ({"day_1": [("", "9")]}, "Tuesday: write from when, or clear both fields."),
        ({"day_1": [("", "")]}, "Tuesday: write from when to when, or untick it."),
        ({"time_zone": "Europe/Atlantis"}, "This is not one of the choices any more."),
        ({"horizon_days": "800"}, "Choose 730 or less"),
        ({"notice_hours": "72", "horizon_days": "2"}, "so nobody could book you"),
        ({"call_link": "http://calls.example/me"}, "It begins with https://."),
    ],
)
def test_what_cannot_be_comes_back_with_everything_that_was_typed(cast, as_, changes, words):
    answer = as_(cast.member).post(PAGE, form(day_6=[("06:06", "07:07")], most_per_day="7", **changes))
    assert answer.status_code == 422
    assert words in answer.text
    assert "Everything else you wrote is still here." in answer.text
    for typed in ("06:06", "07:07", *(part for pair in changes.get("day_1", ()) for part in pair if part)):
        assert f'value="{typed}"' in answer.text
    assert not kept(cast, cast.member).said


def test_the_summary_of_errors_leads_to_the_day(cast, as_):
    page = as_(cast.member).post(PAGE, form(day_1=[("17:00", "09:00")])).text
    assert 'href="#id_hours_1_from_1"' in page
    assert 'id="id_hours_1_from_1"' in page


def test_monday_is_copied_without_script_and_without_saving(cast, as_):
    data = form(day_0=[("07:07", "08:08"), ("x", "")], day_3=[], most_per_day="7") | {"copy": "1"}
    answer = as_(cast.member).post(PAGE, data)
    assert answer.status_code == 200
    assert answer.text.count('value="07:07"') == 5
    assert answer.text.count('value="x"') == 5, "nothing is checked before it is saved"
    assert "Save to keep them" in answer.text
    assert 'value="7"' in answer.text
    assert not kept(cast, cast.member).said


def test_saving_names_the_sessions_that_no_longer_fit_first(cast, as_, morning):
    with cast.inside("harbour"):
        say_hours(cast.mentor, OFFICE)
    data = form(day_0=[("13:31", "18:00")], most_per_day="7")
    answer = as_(cast.mentor).post(PAGE, data)
    assert answer.status_code == 200
    for words in (
        "One session no longer fits",
        "Nothing is saved yet.",
        "10:00 to 11:00 Dublin time",
        "It is outside these hours.",
        "Keep it",
        "Propose new times",
        "The 2 others are told.",
        "Message to the others",
        f"/o/harbour/sessions/{morning.pk}/",
        'value="13:31"',
        "Save and do this",
    ):
        assert words in answer.text, words
    assert "Say that you can’t come" not in answer.text, "who leads it is not one of many"
    assert kept(cast, cast.mentor).hours == OFFICE


def test_saving_again_cancels_it_with_the_message(cast, as_, morning):
    data = form(day_0=[("13:00", "18:00")]) | {f"session_{morning.pk}": "cancel", "message": "I teach then."}
    answer = as_(cast.mentor).post(PAGE, data, follow=True)
    assert "You cancelled one session, and the others are told." in answer.text
    with cast.inside("harbour"):
        found = Session.objects.get()
        assert (found.is_cancelled, found.change_reason) == (True, "I teach then.")
    assert kept(cast, cast.mentor).hours[0] == [(780, 1080)]


def test_a_message_that_is_too_long_holds_everything_up_and_stays(cast, as_, morning):
    data = form(day_0=[("13:00", "18:00")]) | {f"session_{morning.pk}": "cancel", "message": "m" * 201}
    answer = as_(cast.mentor).post(PAGE, data)
    assert answer.status_code == 422
    assert "Make it shorter: at most 200 characters" in answer.text
    assert "m" * 201 in answer.text
    assert "checked" in re.search(rf'<input[^>]*name="session_{morning.pk}"[^>]*value="cancel"[^>]*>', answer.text)[0]
    with cast.inside("harbour"):
        assert Session.objects.get().is_planned


def test_an_answer_that_is_none_asks_again(cast, as_, morning):
    for made_up in ("", "delete", "CANCEL"):
        data = form(day_0=[("13:00", "18:00")]) | {f"session_{morning.pk}": made_up, "session_x": "cancel"}
        answer = as_(cast.mentor).post(PAGE, data)
        assert "One session no longer fits" in answer.text
    assert not kept(cast, cast.mentor).said


def test_a_member_of_a_circle_can_also_stay_away(cast, as_, morning):
    client = as_(cast.member)
    data = form(day_0=[])
    assert "Say that you can’t come" in client.post(PAGE, data).text
    answer = client.post(PAGE, data | {f"session_{morning.pk}": "away"}, follow=True)
    assert "You are not coming to one session." in answer.text


def test_a_learner_can_stay_away_and_nothing_else(cast, as_):
    with cast.inside("harbour"):
        course = make_session(make_cohort(cast), cast.trainer, starts_at=monday(hour=12))
    client = as_(cast.member)
    asked = client.post(PAGE, form(day_0=[])).text
    assert "Say that you can’t come" in asked
    assert "Cancel it" not in asked
    assert "Propose new times" not in asked
    answer = client.post(PAGE, form(day_0=[]) | {f"session_{course.pk}": "cancel"}, follow=True)
    assert "Difficult conversations, Monday" in answer.text
    assert "This session cannot be cancelled any more." in answer.text
    assert 0 not in kept(cast, cast.member).hours
    with cast.inside("harbour"):
        assert Session.objects.get().is_planned


def test_new_times_are_proposed_on_the_page_that_comes(cast, as_, morning):
    client = as_(cast.mentor)
    answer = client.post(PAGE, form(day_0=[]) | {f"session_{morning.pk}": "move"}, follow=True)
    assert "Propose new times for this" in answer.text
    assert f'href="/o/harbour/sessions/{morning.pk}/propose/"' in answer.text
    address = urlsplit(answer.redirect_chain[0][0])
    assert parse_qs(address.query) == {"move": [str(morning.pk)]}
    somebody_else = as_(cast.bystander).get(f"{address.path}?{address.query}&move=x")
    assert "Propose new times" not in somebody_else.text
    assert "First-time team leads" not in somebody_else.text


def test_a_session_elsewhere_is_named_with_its_organization_and_linked_there(cast, as_):
    with cast.inside("northwind"):
        people = {"coach": cast.coach_at_northwind, "client": cast.stranger_member}
        session = make_session(
            make_engagement(by=cast.stranger, people=people, title="A new chair"),
            cast.coach_at_northwind,
            starts_at=monday(hour=14),
        )
    client = as_(cast.coach)
    asked = client.post(PAGE, form(day_0=[])).text
    for words in ("A new chair", "Northwind Academy", f"/o/northwind/sessions/{session.pk}/", "The other is told."):
        assert words in asked, words
    answer = client.post(PAGE, form(day_0=[]) | {f"session_{session.pk}": "move"}, follow=True)
    assert f'href="/o/northwind/sessions/{session.pk}/propose/"' in answer.text
    client.post(PAGE, form(day_0=[], day_1=[]) | {f"session_{session.pk}": "cancel"})
    with cast.inside("northwind"):
        assert Session.objects.get().is_planned, "it did not fit before either, so it was not asked about"


def test_days_off_are_taken_and_removed(cast, as_):
    client = as_(cast.member)
    since = monday().date()
    data = {"step": "days_off", "since": f"{since}", "until": f"{since + timedelta(days=4)}"}
    answer = client.post(DAYS, data, follow=True)
    assert "Nobody can book you on these days." in answer.text
    assert "5 days off" in answer.text
    assert "5 days off" in client.get(PAGE).text
    removal = {"step": "removal", "day": f"{since}", "until": f"{since + timedelta(days=4)}"}
    assert "Your usual week counts again." in client.post(DAYS, removal, follow=True).text
    with cast.inside("harbour", cast.member.user):
        assert not DateOverride.objects.exists()


def test_one_day_off_needs_one_date(cast, as_):
    since = monday().date()
    as_(cast.member).post(DAYS, {"step": "days_off", "since": f"{since}", "until": ""})
    with cast.inside("harbour", cast.member.user):
        assert [(own.since, own.number) for own in own_days(cast.member.user, since)] == [(since, 1)]


def test_a_day_gets_times_of_its_own(cast, as_):
    data = {
        "step": "own_hours",
        "day": f"{monday(days=5):%Y-%m-%d}",
        "stretches_on": "1",
        "stretches_from": ["10", "14:00"],
        "stretches_to": ["12", "24:00"],
    }
    answer = as_(cast.member).post(DAYS, data, follow=True)
    assert "That day has its own hours now." in answer.text
    assert "10:00 to 12:00 and 14:00 to 24:00" in answer.text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"step": "days_off", "since": "", "until": "2030-01-01"}, "Choose the first day off."),
        ({"step": "days_off", "since": "2020-01-01", "until": ""}, "is past. Choose a day from today on."),
        ({"step": "days_off", "since": "9998-01-01", "until": "9999-12-31"}, "more than two years away"),
        ({"step": "own_hours", "day": "", "stretches_from": "9", "stretches_to": "10"}, "Choose a day."),
        (
            {"step": "own_hours", "day": "2020-01-01", "stretches_from": "9", "stretches_to": "10"},
            "is past. Choose a day from today on.",
        ),
        ({"step": "own_hours", "stretches_from": "10", "stretches_to": "9"}, "That day: 10:00 to 09:00 ends before"),
        ({"step": "removal", "day": "x", "until": ""}, "Choose a date"),
    ],
)
def test_dates_that_cannot_be_come_back_as_they_were_typed(cast, as_, data, words):
    answer = as_(cast.member).post(DAYS, {"stretches_on": "1", **data})
    assert answer.status_code == 422
    assert words in answer.text
    for name in ("since", "day", "stretches_from"):
        if data.get(name) and data["step"] != "removal":
            assert f'value="{data[name]}"' in answer.text
    with cast.inside("harbour", cast.member.user):
        assert not DateOverride.objects.exists()


def test_days_off_and_removals_ask_about_sessions_too(cast, as_, morning):
    client = as_(cast.mentor)
    day = f"{morning.starts_at:%Y-%m-%d}"
    data = {"step": "days_off", "since": day, "until": day}
    asked = client.post(DAYS, data)
    assert "You are off that day." in asked.text
    assert f'value="{day}"' in asked.text
    answer = client.post(DAYS, data | {f"session_{morning.pk}": "move"}, follow=True)
    assert "Propose new times for this" in answer.text
    with cast.inside("harbour"):
        saturday = monday(days=5)
        with alone(cast.mentor):
            set_day(by=cast.mentor, day=saturday.date(), stretches=[(540, 720)])
        extra = make_session(morning.engagement, cast.mentor, starts_at=saturday)
    removal = {"step": "removal", "day": f"{saturday:%Y-%m-%d}", "until": f"{saturday:%Y-%m-%d}"}
    asked = client.post(DAYS, removal).text
    assert "Remove and do this" in asked
    assert f'name="day" value="{saturday:%Y-%m-%d}"' in asked
    client.post(DAYS, removal | {f"session_{extra.pk}": "cancel"})
    with cast.inside("harbour"):
        assert Session.objects.get(pk=extra.pk).is_cancelled


def test_an_unknown_step_changes_nothing(cast, as_):
    assert as_(cast.member).post(DAYS, {"step": "everything", "since": "2030-01-01"}).status_code == 200


def test_it_is_reached_from_the_menu_the_profile_and_the_calendar(cast, as_):
    client = as_(cast.member)
    for path in ("/o/harbour/", "/o/harbour/profile/", "/o/harbour/calendar/"):
        assert f'href="{PAGE}"' in client.get(path).text, path
    assert f'href="{PAGE}"' not in client.get("/profile/").text


@pytest.mark.parametrize("path", ["/o/harbour/", "/o/harbour/calendar/"])
def test_who_is_booked_by_others_is_asked_once(cast, as_, circle, path):
    words = "Say when you are free, so that others can book you."
    assert words not in as_(cast.bystander).get(path).text
    client = as_(cast.member)
    assert words in client.get(path).text
    client.post(PAGE, form())
    assert words not in client.get(path).text


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_cost_the_same_for_more_rows(cast, as_, number, django_assert_num_queries):
    with cast.inside("harbour"):
        say_hours(cast.member, {0: [(60 * hour, 60 * hour + 30) for hour in range(number)]})
        with alone(cast.member):
            for row in range(number):
                take_days_off(
                    by=cast.member, since=monday(weeks=2 + row).date(), until=monday(weeks=2 + row, days=3).date()
                )
    client = as_(cast.member)
    client.get(PAGE)
    with django_assert_num_queries(PAGE_QUERIES):
        client.get(PAGE)
    with django_assert_num_queries(DAYS_QUERIES):
        client.get(DAYS)


@pytest.mark.parametrize("number", [1, 3])
def test_asking_costs_the_same_for_more_sessions(cast, as_, circle, number, django_assert_num_queries):
    with cast.inside("harbour"):
        for row in range(number):
            make_session(circle, cast.mentor, starts_at=monday(hour=9 + row))
    client = as_(cast.mentor)
    client.get(PAGE)
    with django_assert_num_queries(ASKING_QUERIES):
        answer = client.post(PAGE, form(day_0=[]))
    assert answer.text.count("It is outside these hours.") == number
