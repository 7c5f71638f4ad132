"""Measurements: by the owner and the lead, while it runs, one a day."""

from decimal import Decimal

import pytest

from portal.errors import DomainError, NotAllowed
from programs.engagements.lifecycle import State
from programs.goals.actions import add_measurement, close_objective
from programs.goals.lifecycle import ObjectiveState
from programs.goals.models import Measurement
from tests.factories.goals import make_contract, make_objective, place_of, set_state, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def objective(cast, harbour):
    contract = make_contract(cast, state=State.ACTIVE)
    return make_objective(contract, cast.participant)


def measure(cast, objective, part="participant", **changes):
    values = {"value": Decimal("2.5"), "measured_on": today(-1), "note": "", **changes}
    return add_measurement(objective=objective, by=place_of(objective.owner.engagement, getattr(cast, part)), **values)


@pytest.mark.parametrize("part", ["participant", "coach"])
@pytest.mark.parametrize("state", [State.ACTIVE, State.PAUSED, State.EVALUATING])
def test_the_owner_and_the_coach_measure_while_it_runs(cast, objective, part, state):
    set_state(objective.owner.engagement, state)
    measure(cast, objective, part, note="Survey of ten")
    row = Measurement.objects.get()
    assert (row.value, row.note, row.recorded_by) == (Decimal("2.50"), "Survey of ten", getattr(cast, part))


def test_a_sponsor_looks_and_does_not_measure(cast, objective):
    with pytest.raises(NotAllowed):
        measure(cast, objective, "sponsor")
    assert not Measurement.objects.exists()


@pytest.mark.parametrize("state", [State.DRAFT, State.AGREED, State.CLOSED, State.CANCELLED])
def test_nothing_is_measured_before_the_start_and_after_the_end(cast, objective, state):
    set_state(objective.owner.engagement, state)
    with pytest.raises(NotAllowed, match="from the start until the end"):
        measure(cast, objective)


def test_a_closed_objective_takes_no_measurement(cast, objective):
    set_state(objective.owner.engagement, State.EVALUATING)
    close_objective(objective=objective, outcome=ObjectiveState.PARTLY, by=cast.coach)
    with pytest.raises(NotAllowed, match="closed"):
        measure(cast, objective)


def test_a_second_measurement_of_a_day_is_refused_and_the_first_stays(cast, objective):
    measure(cast, objective)
    with pytest.raises(DomainError, match="There is a measurement for") as refused:
        measure(cast, objective, "coach", value=Decimal(9))
    assert refused.value.field == "measured_on"
    assert Measurement.objects.get().value == Decimal("2.50")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"measured_on": today(2)}, "measured_on"),
        ({"measured_on": today(-51)}, "measured_on"),
        ({"value": Decimal(10) ** 11}, "value"),
        ({"value": Decimal("Infinity")}, "value"),
    ],
)
def test_a_day_or_number_that_cannot_be_is_refused(cast, objective, changes, field):
    with pytest.raises(DomainError) as refused:
        measure(cast, objective, **changes)
    assert refused.value.field == field
    assert not Measurement.objects.exists()


def test_the_start_and_today_are_days_like_others(cast, objective):
    measure(cast, objective, measured_on=today(-50))
    measure(cast, objective, measured_on=today())
    assert Measurement.objects.count() == 2
