"""The page on which a time is found: what it offers, what it explains, and what it never tells."""

import html
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.engagements.actions import add_participant
from programs.scheduling.models import Availability, BusyCalendar, BusyPeriod, DateOverride, Session, WeeklyHours
from tests.cast import make_member
from tests.factories.scheduling import in_days, make_circle, make_contract, make_engagement, make_session

LISBON = ZoneInfo("Europe/Lisbon")
BOOK_QUERIES = 12


def url(engagement, name="session-create"):
    return reverse(f"scheduling:{name}", kwargs={"organization": "harbour", "engagement_id": engagement.pk})


def monday(weeks: int = 1):
    today = timezone.now().astimezone(LISBON).date()
    return today + timedelta(days=7 * weeks - today.weekday())


def on(day, hour: int, minute: int = 0, zone=LISBON) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=zone)


def says(cast, slug: str, membership, hours: dict, **wishes) -> None:
    """Somebody says when they are free."""
    zone = wishes.pop("zone", membership.user.time_zone)
    with cast.inside(slug, membership.user):
        Availability.objects.create(time_zone=zone, **{"notice_hours": 0, **wishes})
        for weekday, (since, until) in hours.items():
            WeeklyHours.objects.create(weekday=weekday, from_minute=since * 60, to_minute=until * 60)


EVERY_DAY = dict.fromkeys(range(5), (9, 17))


def offered(page) -> list[datetime]:
    return [slot.start for day in page.context["week"].days for slot in day.slots if not slot.gone]


@pytest.fixture
def contract(cast):
    with cast.inside("harbour"):
        return make_contract(cast)


def test_only_times_at_which_both_are_free_are_offered(cast, as_, contract):
    says(cast, "harbour", cast.coach, EVERY_DAY, zone=ZoneInfo("America/Sao_Paulo"))
    says(cast, "harbour", cast.participant, EVERY_DAY)
    page = as_(cast.participant).get(url(contract), {"week": monday()})
    hours = {start.hour for start in offered(page)}
    assert hours == {12, 13, 14, 15, 16}, "nine in São Paulo is noon in Lisbon"
    assert "09:00 São Paulo" in html.unescape(page.text)


def test_a_session_in_another_organization_takes_the_time_and_is_not_told(cast, as_, contract):
    with cast.inside("northwind"):
        people = {"coach": cast.coach_at_northwind, "client": cast.stranger_member}
        other = make_engagement(by=cast.stranger, people=people, title="canary-northwind")
        make_session(other, cast.coach_at_northwind, starts_at=on(monday(), 13).astimezone(UTC))
    says(cast, "harbour", cast.coach, EVERY_DAY, zone=ZoneInfo("America/Sao_Paulo"))
    says(cast, "harbour", cast.participant, EVERY_DAY)
    page = as_(cast.participant).get(url(contract), {"week": monday()})
    free = {start.astimezone(LISBON) for start in offered(page)}
    assert on(monday(), 13) not in free
    assert on(monday(), 14) in free
    assert "canary-northwind" not in page.text
    assert "Northwind" not in page.text


def test_a_calendar_outside_takes_the_time_and_says_when_it_was_read(cast, as_, contract):
    says(cast, "harbour", cast.coach, EVERY_DAY, zone=LISBON)
    says(cast, "harbour", cast.participant, EVERY_DAY)
    with cast.inside("harbour", cast.coach.user):
        calendar = BusyCalendar.objects.create(
            name="canary-calendar",
            address="https://calendar.example/canary.ics",
            created_at=timezone.now(),
            read_at=timezone.now() - timedelta(hours=2),
            read_due_at=timezone.now(),
        )
        BusyPeriod.objects.create(calendar=calendar, period=(on(monday(), 10), on(monday(), 12)))
    page = as_(cast.participant).get(url(contract), {"week": monday()})
    free = {start.astimezone(LISBON).hour for start in offered(page) if start.astimezone(LISBON).date() == monday()}
    assert free == {9, 12, 13, 14, 15, 16}
    assert "Rafael’s own calendar was last read" in page.text
    assert "canary" not in page.text


def test_a_calendar_that_was_never_read_is_said_to_be_so(cast, as_, contract):
    with cast.inside("harbour", cast.coach.user):
        BusyCalendar.objects.create(
            name="New",
            address="https://calendar.example/new.ics",
            created_at=timezone.now(),
            read_due_at=timezone.now(),
        )
    page = as_(cast.participant).get(url(contract))
    assert "Rafael’s own calendar has not been read yet." in page.text


def test_who_has_said_nothing_is_taken_to_work_nine_to_five_and_the_page_says_so(cast, as_, contract):
    page = as_(cast.participant).get(url(contract))
    assert "Rafael Moreira has not said when they are free" in page.text


def test_a_week_without_a_time_says_why_and_what_comes_closest(cast, as_, contract):
    says(cast, "harbour", cast.coach, EVERY_DAY, zone=LISBON)
    says(cast, "harbour", cast.participant, EVERY_DAY)
    with cast.inside("harbour", cast.coach.user):
        for day in range(5):
            DateOverride.objects.create(day=monday() + timedelta(days=day))
    page = as_(cast.participant).get(url(contract), {"week": monday()})
    assert "Why no time is offered" in page.text
    assert "Rafael Moreira has no hours that are long enough." in page.text
    assert "Ask Rafael" in page.text
    assert "Go to the first week with a time" in page.text
    assert page.context["next_week"] == monday(2)


def test_two_whose_hours_never_meet_read_that(cast, as_, contract):
    says(cast, "harbour", cast.coach, dict.fromkeys(range(5), (6, 9)), zone=LISBON)
    says(cast, "harbour", cast.participant, EVERY_DAY)
    page = as_(cast.participant).get(url(contract))
    assert "Each of you has time, but never at the same hour." in page.text


def test_a_time_against_the_others_wish_is_not_booked_but_can_be_asked_for(cast, as_, contract):
    says(cast, "harbour", cast.coach, EVERY_DAY, zone=LISBON)
    start = on(monday(), 20)
    client = as_(cast.participant)
    sent = {"start": start.isoformat(), "minutes": 60, "topic": "The rota"}
    refused = client.post(url(contract), sent)
    assert refused.status_code == 422
    assert "outside Rafael’s hours" in refused.text
    assert "The rota" in refused.text
    still = client.post(url(contract), {**sent, "anyway": start.isoformat()})
    assert still.status_code == 422, "a wish is not overruled where the person can be asked"
    asked = client.post(url(contract), {**sent, "ask": start.isoformat()})
    assert "/proposals/" in asked.url
    with cast.inside("harbour"):
        assert Session.objects.get().state == "held"


def test_ones_own_wishes_are_ones_own_to_overrule(cast, as_, contract):
    says(cast, "harbour", cast.coach, dict.fromkeys(range(5), (8, 22)), zone=LISBON)
    says(cast, "harbour", cast.participant, EVERY_DAY)
    start = on(monday(), 20)
    done = as_(cast.participant).post(url(contract), {"start": start.isoformat(), "minutes": 60})
    assert done.status_code == 302
    with cast.inside("harbour"):
        assert Session.objects.get().starts_at == start


def test_a_mentor_of_several_can_book_against_a_wish(cast, as_):
    with cast.inside("harbour"):
        circle = make_circle(cast)
    says(cast, "harbour", cast.member, EVERY_DAY)
    start = on(monday(), 20)
    client = as_(cast.mentor)
    refused = client.post(url(circle), {"start": start.isoformat(), "minutes": 60})
    assert "outside Tiago’s hours" in refused.text
    assert "Book it all the same" in refused.text
    assert client.post(url(circle), {"minutes": 60, "anyway": start.isoformat()}).status_code == 302


def test_at_most_so_many_a_day(cast, as_, contract):
    says(cast, "harbour", cast.coach, EVERY_DAY, zone=LISBON, most_per_day=1)
    says(cast, "harbour", cast.participant, EVERY_DAY)
    with cast.inside("harbour"):
        make_session(contract, cast.coach, starts_at=on(monday(), 9).astimezone(UTC))
    page = as_(cast.participant).get(url(contract), {"week": monday()})
    assert {start.date() for start in offered(page)} == {monday() + timedelta(days=day) for day in range(1, 5)}
    refused = as_(cast.participant).post(url(contract), {"start": on(monday(), 15).isoformat(), "minutes": 60})
    assert "Rafael Moreira has enough sessions that day." in refused.text


@pytest.mark.parametrize("week", ["", "nonsense", "0001-01-01", "9999-12-31", "2026-02-30"])
@pytest.mark.parametrize("minutes", ["60", "0", "-5", "100000", "x"])
def test_nonsense_in_the_address_shows_a_week_all_the_same(cast, as_, contract, week, minutes):
    page = as_(cast.participant).get(url(contract), {"week": week, "minutes": minutes})
    assert page.status_code == 200
    assert page.context["minutes"] == 60


@pytest.mark.parametrize("start", ["nonsense", "2026-05-14T10:00", "9999-12-31T23:59+00:00", "0001-01-01T00:00+05:00"])
def test_a_made_up_time_gets_a_sentence(cast, as_, contract, start):
    page = as_(cast.participant).post(url(contract), {"start": start, "minutes": 60})
    assert page.status_code == 422
    assert "error-summary" in page.text


def test_looking_at_another_week_books_nothing_and_keeps_what_was_typed(cast, as_, contract):
    sent = {"week": monday(2), "minutes": 60, "start": on(monday(), 10).isoformat(), "topic": "The rota"}
    page = as_(cast.participant).post(url(contract), sent)
    assert page.status_code == 200
    assert "The rota" in page.text
    with cast.inside("harbour"):
        assert not Session.objects.exists()


def test_short_sessions_are_offered_every_half_hour(cast, as_, contract):
    says(cast, "harbour", cast.coach, EVERY_DAY, zone=LISBON)
    says(cast, "harbour", cast.participant, EVERY_DAY)
    page = as_(cast.participant).get(url(contract), {"week": monday(), "minutes": 30})
    assert len(offered(page)) == 5 * 16
    assert len(offered(as_(cast.participant).get(url(contract), {"week": monday()}))) == 5 * 8


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_costs_the_same_for_more_people_and_sessions(cast, as_, people, django_assert_num_queries):
    with cast.inside("harbour"):
        circle = make_circle(cast)
        for number in range(people):
            newcomer = make_member(f"Person{number} New")
            add_participant(engagement=circle, membership=newcomer, role="mentee", by=cast.administrator)
            make_session(circle, cast.mentor, starts_at=in_days(5 + number))
    client = as_(cast.mentor)
    client.get(url(circle))
    with django_assert_num_queries(BOOK_QUERIES):
        client.get(url(circle))
