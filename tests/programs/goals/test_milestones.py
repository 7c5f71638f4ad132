"""Steps on the way: they bend the planned path, and the scale holds for them and for what is measured."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from portal.errors import DomainError, NotAllowed
from programs.engagements.lifecycle import State
from programs.goals.actions import (
    add_measurement,
    add_milestone,
    change_measurement,
    change_milestone,
    reach_milestone,
    remove_measurement,
    remove_milestone,
)
from programs.goals.models import Measurement, Milestone, Objective
from programs.goals.path import BEHIND, ON_COURSE, planned_value, status_of
from programs.goals.queries import objectives_of
from tests.factories.goals import make_contract, make_objective, place_of, set_state, today

START = date(2026, 1, 1)
VALUES = st.integers(0, 100).map(Decimal)


def plain_objective(baseline=0, target=100) -> Objective:
    due_on = START + timedelta(days=100)
    return Objective(
        organization_id=None, baseline=Decimal(baseline), target=Decimal(target), starts_on=START, due_on=due_on
    )


def steps(values) -> list[tuple[date, Decimal]]:
    """One each ten days, in their order."""
    return [(START + timedelta(days=10 * number), value) for number, value in enumerate(values, start=1)]


@given(values=st.lists(VALUES, max_size=9), days=st.lists(st.integers(-5, 110), min_size=2, max_size=12))
def test_a_path_through_rising_steps_rises_and_goes_through_each(values, days):
    row, way = plain_objective(), steps(sorted(values))
    planned = [planned_value(row, START + timedelta(days=day), way) for day in sorted(days)]
    assert planned == sorted(planned)
    assert all(planned_value(row, when, way) == value for when, value in way)
    assert (planned_value(row, START, way), planned_value(row, row.due_on, way)) == (0, 100)


@given(values=st.lists(VALUES, max_size=9), day=st.integers(1, 100))
def test_whoever_is_on_a_bent_path_is_on_course_whichever_way_it_goes(values, day):
    when = START + timedelta(days=day)
    for row, way in (
        (plain_objective(), steps(values)),
        (plain_objective(0, -100), steps([-value for value in values])),
    ):
        planned = planned_value(row, when, way)
        assert status_of(row, [(when, planned)], row.due_on, way) == ON_COURSE


@pytest.fixture
def objective(cast, harbour):
    contract = make_contract(cast, state=State.ACTIVE)
    return make_objective(contract, cast.participant, lowest=Decimal(1), highest=Decimal(5))


@pytest.fixture
def client_place(cast, objective):
    return place_of(objective.owner.engagement, cast.participant)


@pytest.mark.django_db
def test_a_milestone_with_a_value_bends_the_path_and_one_without_does_not(cast, objective, client_place):
    add_measurement(objective=objective, value=Decimal("2.6"), measured_on=today(), by=client_place)
    assert objectives_of(objective.owner)[0].path.status == BEHIND
    quiet = add_milestone(objective=objective, title="Roster handed over", due_on=today(-5), by=client_place)
    assert objectives_of(objective.owner)[0].path.planned == 3
    bent = add_milestone(
        objective=objective, title="Half of it", due_on=today(10), value=Decimal("2.6"), by=client_place
    )
    path = objectives_of(objective.owner)[0].path
    assert (path.planned, path.status, len(path.plan)) == (Decimal("2.50"), ON_COURSE, 3)
    reach_milestone(milestone=quiet, reached=True, by=place_of(objective.owner.engagement, cast.coach))
    assert Milestone.objects.get(pk=quiet.pk).reached_by == cast.coach
    reach_milestone(milestone=quiet, reached=False, by=client_place)
    change_milestone(milestone=bent, title="A third", due_on=today(11), value=None, by=client_place)
    remove_milestone(milestone=quiet, by=client_place)
    assert [(row.title, row.value) for row in Milestone.objects.all()] == [("A third", None)]
    assert objectives_of(objective.owner)[0].path.planned == 3


@pytest.mark.django_db
def test_days_numbers_and_people_that_do_not_fit_are_refused(cast, objective, client_place):
    add_milestone(objective=objective, title="Half of it", due_on=today(10), by=client_place)
    for changes, field in (
        ({"due_on": today(10)}, "due_on"),
        ({"due_on": objective.due_on}, "due_on"),
        ({"due_on": objective.starts_on}, "due_on"),
        ({"value": Decimal(6)}, "value"),
        ({"title": " "}, "title"),
    ):
        with pytest.raises(DomainError) as refused:
            add_milestone(**{"objective": objective, "title": "Two", "due_on": today(3), "by": client_place, **changes})
        assert refused.value.field == field
    with pytest.raises(DomainError, match="The scale ends at 5"):
        add_measurement(objective=objective, value=Decimal(6), measured_on=today(), by=client_place)
    with pytest.raises(NotAllowed):
        sponsor = place_of(objective.owner.engagement, cast.sponsor)
        add_milestone(objective=objective, title="Mine", due_on=today(3), by=sponsor)
    set_state(objective.owner.engagement, State.CLOSED)
    with pytest.raises(NotAllowed):
        add_milestone(objective=objective, title="Late", due_on=today(3), by=client_place)
    assert Milestone.objects.count() == 1


@pytest.mark.django_db
def test_a_mistaken_measurement_is_corrected_by_its_writer_and_the_history_says_so(cast, objective, client_place, as_):
    row = add_measurement(objective=objective, value=Decimal(3), measured_on=today(-1), by=client_place)
    coach = place_of(objective.owner.engagement, cast.coach)
    with pytest.raises(NotAllowed):
        change_measurement(measurement=row, value=Decimal(1), measured_on=today(-1), by=coach)
    with pytest.raises(NotAllowed):
        remove_measurement(measurement=row, by=coach)
    change_measurement(
        measurement=row, value=Decimal(4), measured_on=today(-2), by=client_place, source="survey", note="All answered"
    )
    kept = Measurement.objects.get()
    assert (kept.value, kept.measured_on, kept.source, kept.note) == (4, today(-2), "survey", "All answered")
    address = reverse("goals:objective-detail", kwargs={"organization": "harbour", "objective_id": objective.pk})
    page = as_(cast.sponsor).get(address).content.decode()
    assert "corrected the measurement of" in page
    assert "All answered" not in page
    remove_measurement(measurement=row, by=client_place)
    assert not Measurement.objects.exists()


@pytest.mark.django_db
def test_a_number_far_away_is_asked_about_once(cast, objective, as_):
    Objective.objects.update(lowest=None, highest=None)
    browser, names = as_(cast.participant), {"organization": "harbour", "objective_id": objective.pk}
    address = reverse("goals:measurement-create", kwargs=names)
    values = {"value": "340", "measured_on": today().isoformat(), "note": "Ten answered"}
    assert 'name="sure"' not in browser.get(address).content.decode()
    page = browser.post(address, values)
    assert page.status_code == 422
    assert "Is 340 right? It is far from 2 to 4." in page.content.decode()
    assert "Ten answered" in page.content.decode()
    assert browser.post(address, {**values, "sure": "on"}).status_code == 302
    assert Measurement.objects.get().value == 340
