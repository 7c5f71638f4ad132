"""Which times a poll offers: from real availability, ranked by how many are free, in one query."""

from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from programs.engagements.actions import add_participant
from programs.scheduling.models import Availability, WeeklyHours
from programs.scheduling.queries import offered_times, sitting_people
from programs.scheduling.queries.poll_times import APART, MOST_OFFERED
from tests.cast import make_member
from tests.factories.scheduling import make_circle, make_cohort, make_contract, make_session

LISBON = ZoneInfo("Europe/Lisbon")
NINE_TO_FIVE = (9 * 60, 17 * 60)


@pytest.fixture
def monday():
    """A Monday morning in the future, on Lisbon's clock."""
    today = timezone.now().astimezone(LISBON)
    return (today + timedelta(days=14 - today.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)


def is_free(cast, membership, hours):
    """Somebody says when they are free: weekday to (from, to) in minutes."""
    with cast.inside("harbour", membership.user):
        Availability.objects.create(time_zone=LISBON, notice_hours=0)
        WeeklyHours.objects.bulk_create(
            WeeklyHours(weekday=day, from_minute=since, to_minute=until) for day, (since, until) in hours.items()
        )


def offer(engagement, since: datetime, minutes=60, ticked=()):
    people = sitting_people(engagement)
    return offered_times(people, since=since, minutes=minutes, zone=LISBON, now=timezone.now(), ticked=ticked)


def starts(ranks):
    return [offered.start for rank in ranks for offered in rank.times]


def test_everybody_first_then_without_one(cast, harbour, monday):
    circle = make_circle(cast)
    for person in (cast.mentor, cast.participant):
        is_free(cast, person, {0: NINE_TO_FIVE, 2: NINE_TO_FIVE})
    is_free(cast, cast.member, {2: (9 * 60, 10 * 60)})
    ranks = offer(circle, monday)
    assert [rank.missing for rank in ranks] == [0, 1]
    assert {f"{offered.start.astimezone(LISBON):%a %H:%M}" for offered in ranks[0].times} == {"Wed 09:00"}
    assert {f"{offered.start.astimezone(LISBON):%a}" for offered in ranks[1].times} == {"Mon", "Wed"}
    assert {offered.free for offered in ranks[0].times} == {3}
    assert {(offered.free, offered.people) for offered in ranks[1].times} == {(2, 3)}


def test_times_at_which_half_or_less_are_free_are_not_offered(cast, harbour, monday):
    circle = make_circle(cast)
    for number, person in enumerate((cast.mentor, cast.participant, cast.member)):
        is_free(cast, person, {number: NINE_TO_FIVE})
    assert offer(circle, monday) == []


def test_no_time_at_which_somebody_would_be_missed_for_another_session(cast, harbour, monday):
    circle, contract = make_circle(cast), make_contract(cast)
    for week in range(4):
        for day in range(5):
            make_session(contract, cast.coach, starts_at=monday + timedelta(weeks=week, days=day, hours=8), minutes=300)
    assert all(start.astimezone(LISBON).hour >= 13 for start in starts(offer(circle, monday)))
    assert starts(offer(circle, monday))


def test_a_learner_who_is_busy_is_only_not_counted(cast, harbour, monday):
    cohort = make_cohort(cast)
    add_participant(engagement=cohort, membership=cast.bystander, role="learner", by=cast.administrator)
    make_session(make_contract(cast), cast.coach, starts_at=monday + timedelta(hours=9), minutes=480)
    ranks = offer(cohort, monday)
    assert (monday + timedelta(days=1)).date() in {start.astimezone(LISBON).date() for start in starts(ranks[:1])}
    for person in (cast.trainer, cast.member, cast.bystander, cast.participant):
        is_free(cast, person, {0: NINE_TO_FIVE})
    ranks = offer(cohort, monday)
    missed = [offered.start.astimezone(LISBON).date() for offered in ranks[1].times]
    assert ranks[1].missing == 1
    assert set(missed) == {monday.date()}


def test_days_and_hours_vary_and_no_more_than_can_be_read(cast, harbour, monday):
    found = starts(offer(make_circle(cast), monday))
    assert len(found) == MOST_OFFERED
    local = [start.astimezone(LISBON) for start in found]
    assert len({start.date() for start in local}) == MOST_OFFERED
    assert len({start.hour for start in local}) >= 3
    assert found == sorted(found)


def test_few_days_give_several_times_that_are_apart(cast, harbour, monday):
    circle = make_circle(cast)
    for person in (cast.mentor, cast.participant, cast.member):
        is_free(cast, person, {3: NINE_TO_FIVE})
    found = starts(offer(circle, monday))
    assert len(found) == MOST_OFFERED
    assert all(later - earlier >= APART for earlier, later in pairwise(found))


def test_a_ticked_time_stays_wherever_it_ranks(cast, harbour, monday):
    circle = make_circle(cast)
    at_night, offered = monday + timedelta(hours=3), starts(offer(circle, monday))[1]
    ranks = offer(circle, monday, ticked=[at_night, offered])
    assert ranks[0].missing is None
    assert [(one.start, one.free, one.is_ticked) for one in ranks[0].times] == [(at_night, 0, True)]
    assert [one.start for one in ranks[1].times if one.is_ticked] == [offered]


@pytest.mark.parametrize("people", [3, 30])
def test_one_query_whatever_the_number_of_people(cast, harbour, monday, people, django_assert_num_queries):
    circle = make_circle(cast)
    for number in range(people - 3):
        newcomer = make_member(f"Person{number} New")
        add_participant(engagement=circle, membership=newcomer, role="mentee", by=cast.administrator)
    sitting = sitting_people(circle)
    assert len(sitting) == people
    with django_assert_num_queries(1):
        ranks = offered_times(sitting, since=monday, minutes=60, zone=LISBON, now=timezone.now())
    assert ranks[0].times[0].free == people
