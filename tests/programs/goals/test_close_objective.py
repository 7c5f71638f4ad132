"""At the end somebody says whether it was reached."""

import pytest

from portal.errors import IllegalTransition, NotAllowed
from programs.engagements.lifecycle import State
from programs.goals.actions import close_objective
from programs.goals.lifecycle import ObjectiveState
from programs.goals.models import Objective
from tests.factories.goals import make_contract, make_objective, set_state

pytestmark = pytest.mark.django_db


@pytest.fixture
def objective(cast, harbour):
    return make_objective(make_contract(cast, state=State.EVALUATING), cast.participant)


@pytest.mark.parametrize("part", ["participant", "coach"])
@pytest.mark.parametrize("outcome", [ObjectiveState.REACHED, ObjectiveState.PARTLY, ObjectiveState.NOT_REACHED])
def test_the_owner_and_the_coach_close_it(cast, objective, part, outcome):
    close_objective(objective=objective, outcome=outcome, by=getattr(cast, part))
    row = Objective.objects.get()
    assert (row.state, row.closed_by) == (outcome, getattr(cast, part))


@pytest.mark.parametrize("part", ["sponsor", "administrator", "bystander"])
def test_nobody_else_closes_it(cast, objective, part):
    with pytest.raises(NotAllowed):
        close_objective(objective=objective, outcome=ObjectiveState.REACHED, by=getattr(cast, part))
    assert Objective.objects.get().state == ObjectiveState.OPEN


@pytest.mark.parametrize("state", [State.DRAFT, State.ACTIVE, State.CLOSED])
def test_it_is_closed_only_when_looking_back(cast, objective, state):
    set_state(objective.owner.engagement, state)
    with pytest.raises(NotAllowed, match="at the end"):
        close_objective(objective=objective, outcome=ObjectiveState.REACHED, by=cast.coach)


def test_it_is_closed_once_whoever_is_first(cast, objective):
    seen_by_the_coach = Objective.objects.select_related("owner__engagement__program").get()
    close_objective(objective=objective, outcome=ObjectiveState.REACHED, by=cast.participant)
    with pytest.raises(IllegalTransition):
        close_objective(objective=objective, outcome=ObjectiveState.NOT_REACHED, by=cast.coach)
    with pytest.raises(IllegalTransition):
        close_objective(objective=seen_by_the_coach, outcome=ObjectiveState.NOT_REACHED, by=cast.coach)
    assert Objective.objects.get().state == ObjectiveState.REACHED


def test_open_is_no_outcome(cast, objective):
    with pytest.raises(IllegalTransition):
        close_objective(objective=objective, outcome=ObjectiveState.OPEN, by=cast.coach)
