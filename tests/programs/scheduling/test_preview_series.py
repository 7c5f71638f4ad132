"""What a series would become: every time of it, whom it does not suit, and times near those that can't be."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programs.scheduling.models import Availability, WeeklyHours
from programs.scheduling.queries import firm_people
from programs.scheduling.queries.preview import State, preview_series
from programs.scheduling.recurrence import Pattern, Rule, at_time
from programs.scheduling.timetable import Obstacle
from tests.factories.scheduling import make_circle, make_cohort, make_contract, make_engagement, make_session

LISBON = ZoneInfo("Europe/Lisbon")
NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)  # a Monday
TUESDAY = date(2027, 1, 12)


@pytest.fixture(autouse=True)
def monday_morning():
    with time_machine.travel(NOW, tick=False):
        yield


def lisbon(*when: int) -> datetime:
    return datetime(*when, tzinfo=LISBON).astimezone(UTC)


def preview(engagement, *, first=TUESDAY, at=time(10), count=4, minutes=60, zone=LISBON, **rule):
    days = Rule(Pattern.WEEKS, first=first, count=count, **rule).days(NOW.date())
    return preview_series(firm_people(engagement), at_time(days, at), minutes, zone, NOW)


def states(found) -> list[str]:
    return [one.state for one in found]


def test_times_that_suit_everybody_are_free_also_far_ahead(cast, harbour):
    """Ninety days ahead is as far as people let others book; who agrees to a series looks farther."""
    found = preview(make_circle(cast), count=52)
    assert states(found) == [State.FREE] * 52
    assert found[0].start == lisbon(2027, 1, 12, 10)
    assert [one.number for one in found] == list(range(1, 53))


def test_a_taken_time_offers_the_nearest_ones_of_that_day(cast, harbour):
    make_session(make_circle(cast), cast.mentor, starts_at=lisbon(2027, 1, 19, 10))
    found = preview(make_contract(cast, title="Pair"), at=time(13))
    assert states(found) == [State.FREE] * 4
    found = preview(make_contract(cast, title="Other pair"), at=time(10), zone=LISBON)
    assert found[1].state == State.TAKEN
    assert [offer.start for offer in found[1].offers] == [lisbon(2027, 1, 19, 12), lisbon(2027, 1, 19, 12, 30)]
    assert not found[1].is_possible


def test_what_goes_against_wishes_stays_possible_and_says_whose(cast, harbour):
    found = preview(make_circle(cast), at=time(18))
    assert states(found) == [State.UNWISHED] * 4
    assert {person.name for person in found[0].found} == {"Helen Byrne", "Amara Okafor", "Tiago Mendes"}
    assert {tuple(why) for why in found[0].found.values()} == {(Obstacle.HOURS,)}
    assert found[0].options == [found[0].start]


def test_a_session_in_another_organization_is_taken_too(cast):
    with cast.inside("northwind"):
        people = {"coach": cast.coach_at_northwind, "client": cast.stranger_member}
        other = make_engagement(by=cast.stranger, people=people)
        make_session(other, cast.coach_at_northwind, starts_at=lisbon(2027, 1, 26, 14))
    with cast.inside("harbour"):
        found = preview(make_contract(cast), at=time(14))
    assert states(found) == [State.FREE, State.FREE, State.TAKEN, State.FREE]


def test_learners_do_not_hold_it_up(cast, harbour):
    make_session(make_circle(cast), cast.mentor, starts_at=lisbon(2027, 1, 12, 10))
    assert states(preview(make_cohort(cast))) == [State.FREE] * 4


def test_no_two_dates_are_offered_the_same_time_nor_one_of_the_series(cast, harbour):
    """A meeting all Tuesday and Wednesday morning; the series is on both days."""
    circle = make_circle(cast)
    for day in (12, 13):
        make_session(
            make_contract(cast, title=f"Pair {day}"), cast.coach, starts_at=lisbon(2027, 1, day, 9), minutes=420
        )
    found = preview(circle, weekdays=[1, 2], count=2)
    assert states(found) == [State.TAKEN, State.TAKEN]
    firsts = [one.offers[0].start for one in found]
    assert len(set(firsts)) == 2
    assert abs(firsts[0] - firsts[1]) >= timedelta(hours=1)


def test_where_nobody_is_free_near_it_the_least_unwished_times_are_offered(cast, harbour):
    circle = make_circle(cast)
    make_session(make_contract(cast), cast.coach, starts_at=lisbon(2027, 1, 16, 10))
    found = preview(circle, first=date(2027, 1, 16), count=2)  # on Saturdays
    assert found[0].state == State.TAKEN
    assert found[0].offers
    assert all(offer.start.astimezone(LISBON).weekday() < 5 or offer.found for offer in found[0].offers)


def test_what_is_past_today_can_not_be_taken(cast, harbour):
    found = preview(make_circle(cast), first=NOW.date(), at=time(8, 30), count=2)
    assert states(found) == [State.TAKEN, State.UNWISHED]
    assert {next(iter(why)) for why in found[0].found.values()} == {Obstacle.PAST}
    assert all(offer.start > NOW for offer in found[0].offers)


@pytest.mark.parametrize(
    ("first", "at", "later"),
    [
        (date(2027, 3, 21), time(1, 30), (2027, 3, 28, 2, 30)),  # skipped
        (date(2027, 10, 24), time(1, 30), (2027, 10, 31, 2, 30)),  # shown twice
    ],
)
def test_a_time_that_clocks_skip_or_show_twice_offers_the_hour_after(cast, harbour, first, at, later):
    found = preview(make_circle(cast), first=first, at=at, count=3)
    assert states(found) == [State.UNWISHED, State.NO_TIME, State.UNWISHED]
    assert found[1].start is None
    assert found[1].wall == datetime.combine(first + timedelta(weeks=1), at)
    assert found[1].options[0] == lisbon(*later)


def test_the_series_itself_counts_for_how_many_sessions_somebody_wants(cast):
    with cast.inside("harbour", cast.mentor.user):
        circle = make_circle(cast)
        Availability.objects.create(time_zone=LISBON, most_per_week=1)
        WeeklyHours.objects.bulk_create(WeeklyHours(weekday=day, from_minute=540, to_minute=1020) for day in range(5))
        found = preview(circle, weekdays=[1, 2, 3], count=4)
    assert states(found) == [State.FREE, State.UNWISHED, State.UNWISHED, State.FREE]
    assert [tuple(why) for why in found[1].found.values()] == [(Obstacle.WEEK_FULL,)]


@pytest.mark.parametrize("count", [2, 12, 52])
def test_more_times_cost_no_more_queries(cast, harbour, count):
    circle = make_circle(cast)
    make_session(make_contract(cast), cast.coach, starts_at=lisbon(2027, 1, 19, 10))
    with CaptureQueriesContext(connection) as asked:
        preview(circle, count=count)
    assert len(asked) == 2
