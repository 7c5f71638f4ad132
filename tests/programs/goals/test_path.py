"""Where an objective stands against its planned path, whichever direction is the good one."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.engagements.lifecycle import State
from programs.goals.actions import add_measurement
from programs.goals.models import Objective
from programs.goals.path import BEHIND, ON_COURSE, TOO_EARLY, planned_value, status_of
from programs.goals.queries import objectives_of
from tests.factories.goals import make_contract, make_objective, place_of, today

START = date(2026, 1, 1)
NUMBERS = st.integers(-1000, 1000).map(Decimal)


def objective(baseline=Decimal(0), target=Decimal(100), days=100) -> Objective:
    return Objective(
        organization_id=None, baseline=baseline, target=target, starts_on=START, due_on=START + timedelta(days=days)
    )


def on(day: int) -> date:
    return START + timedelta(days=day)


@given(baseline=NUMBERS, target=NUMBERS, day=st.integers(20, 100), measured=st.integers(0, 100))
def test_on_the_line_is_on_course_and_no_progress_is_behind(baseline, target, day, measured):
    if baseline == target:
        return
    row = objective(baseline, target)
    planned = planned_value(row, on(measured))
    assert min(baseline, target) <= planned <= max(baseline, target)
    assert status_of(row, [(on(measured), planned)], on(day)) == ON_COURSE
    assert status_of(row, [(on(measured), target)], on(day)) == ON_COURSE
    assert status_of(row, [(on(measured), baseline)], on(day)) == (BEHIND if measured else ON_COURSE)


@given(target=st.integers(1, 1000), share=st.integers(-200, 200))
def test_going_up_and_going_down_are_judged_alike(target, share):
    value = Decimal(target * share) / 100
    rising = status_of(objective(Decimal(0), Decimal(target)), [(on(50), value)], on(60))
    falling = status_of(objective(Decimal(0), Decimal(-target)), [(on(50), -value)], on(60))
    assert rising == falling == (ON_COURSE if share >= 45 else BEHIND)


@pytest.mark.parametrize(("value", "status"), [(45, ON_COURSE), (Decimal("44.99"), BEHIND), (-10, BEHIND)])
def test_nine_tenths_of_the_planned_change_are_enough(value, status):
    assert status_of(objective(), [(on(50), Decimal(value))], on(80)) == status


def test_the_last_measurement_counts_at_its_own_date():
    points = [(on(10), Decimal(1)), (on(40), Decimal(40))]
    assert status_of(objective(), points, on(99)) == ON_COURSE


@pytest.mark.parametrize(
    ("points", "today_is"), [([], on(90)), ([(on(5), Decimal(50))], on(19)), ([(on(5), Decimal(0))], on(-10))]
)
def test_without_a_measurement_or_enough_time_it_is_too_early(points, today_is):
    assert status_of(objective(), points, today_is) == TOO_EARLY


def test_from_a_fifth_of_the_time_on_there_is_a_status():
    assert status_of(objective(), [(on(5), Decimal(50))], on(20)) == ON_COURSE


@pytest.mark.django_db
def test_the_path_of_a_stored_objective(cast, harbour):
    row = make_objective(make_contract(cast, state=State.ACTIVE), cast.participant)
    place = place_of(row.owner.engagement, cast.participant)
    for day, value in ((-10, "2.4"), (-20, "2.9")):
        add_measurement(objective=row, value=Decimal(value), measured_on=today(day), by=place)
    path = objectives_of(row.owner)[0].path
    assert path.points == [(today(-20), Decimal("2.90")), (today(-10), Decimal("2.40"))]
    assert (path.now, path.planned, path.status, path.tone) == (Decimal("2.40"), Decimal("3.00"), BEHIND, "warn")
