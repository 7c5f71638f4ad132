"""Objectives are written by those whom they concern, before the work begins."""

from decimal import Decimal

import pytest
from django.db import connection

from portal.errors import DomainError, NotAllowed
from programs.engagements.actions import end_participation
from programs.engagements.lifecycle import State
from programs.goals.actions import change_objective, remove_objective, set_objective
from programs.goals.models import Objective
from tests.factories.goals import TITLE, make_contract, make_objective, objective_values, place_of, set_state, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract(cast, harbour):
    return make_contract(cast)


@pytest.mark.parametrize("part", ["participant", "coach"])
@pytest.mark.parametrize("state", [State.FORMING, State.DRAFT, State.DESIGN])
def test_the_client_and_the_coach_write_objectives_while_it_is_prepared(cast, contract, part, state):
    set_state(contract, state)
    owner = place_of(contract, cast.participant)
    set_objective(owner=owner, by=getattr(cast, part), **objective_values())
    assert Objective.objects.get().title == TITLE


@pytest.mark.parametrize("part", ["sponsor", "administrator", "manager", "bystander", "mentor"])
def test_nobody_else_writes_objectives(cast, contract, part):
    owner = place_of(contract, cast.participant)
    with pytest.raises(NotAllowed):
        set_objective(owner=owner, by=getattr(cast, part), **objective_values())
    assert not Objective.objects.exists()


@pytest.mark.parametrize(
    "state", [State.AGREED, State.ACTIVE, State.PAUSED, State.EVALUATING, State.CLOSED, State.CANCELLED]
)
def test_once_it_has_begun_objectives_stay(cast, contract, state):
    objective = make_objective(contract, cast.participant)
    set_state(contract, state)
    owner = place_of(contract, cast.participant)
    with pytest.raises(NotAllowed, match="Add measurements"):
        set_objective(owner=owner, by=cast.participant, **objective_values())
    with pytest.raises(NotAllowed):
        change_objective(objective=objective, by=cast.participant, **objective_values(title="Another"))
    with pytest.raises(NotAllowed):
        remove_objective(objective=objective, by=cast.participant)
    assert Objective.objects.get().title == TITLE


@pytest.mark.parametrize("part", ["coach", "sponsor"])
def test_only_clients_and_mentees_own_objectives(cast, contract, part):
    owner = place_of(contract, getattr(cast, part))
    with pytest.raises(NotAllowed):
        set_objective(owner=owner, by=cast.coach, **objective_values())


def test_somebody_who_has_left_writes_nothing(cast, contract):
    owner = place_of(contract, cast.participant)
    end_participation(participation=owner, by=cast.participant)
    with pytest.raises(NotAllowed):
        set_objective(owner=place_of(contract, cast.participant), by=cast.coach, **objective_values())


def test_baseline_and_target_must_differ_and_the_sentence_asks_back(cast, contract):
    owner = place_of(contract, cast.participant)
    same = objective_values(baseline=Decimal("3.00"), target=Decimal(3))
    with pytest.raises(DomainError) as refused:
        set_objective(owner=owner, by=cast.participant, **same)
    assert refused.value.message == "Baseline and target are both 3. What number would show that it changed?"
    assert refused.value.field == "target"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"due_on": today(-50)}, "due_on"),
        ({"due_on": today(4000)}, "due_on"),
        ({"title": "  "}, "title"),
        ({"indicator": ""}, "indicator"),
        ({"target": Decimal(10) ** 11}, "target"),
        ({"baseline": Decimal("NaN")}, "baseline"),
    ],
)
def test_what_cannot_be_measured_is_refused_at_its_field(cast, contract, changes, field):
    owner = place_of(contract, cast.participant)
    with pytest.raises(DomainError) as refused:
        set_objective(owner=owner, by=cast.participant, **objective_values(**changes))
    assert refused.value.field == field


def test_an_objective_is_changed_and_removed_before_it_begins(cast, contract):
    objective = make_objective(contract, cast.participant)
    change_objective(objective=objective, by=cast.coach, **objective_values(title="Speak early", target=Decimal(5)))
    assert (Objective.objects.get().title, Objective.objects.get().target) == ("Speak early", 5)
    remove_objective(objective=objective, by=cast.participant)
    assert not Objective.objects.exists()


def test_objectives_keep_their_order(cast, contract):
    for number in range(3):
        make_objective(contract, cast.participant, title=f"Number {number}")
    assert [row.position for row in Objective.objects.order_by("id")] == [0, 1, 2]


def test_the_database_holds_ciphertext_only(cast, contract):
    make_objective(contract, cast.participant)
    with connection.cursor() as cursor:
        cursor.execute("SELECT title, indicator FROM goals_objective")
        title, indicator = (bytes(value) for value in cursor.fetchone())
    assert title
    assert b"team" not in title.lower() + indicator.lower()
