"""The pages of objectives and actions, and who gets which."""

from decimal import Decimal

import pytest
from django.urls import reverse

from programs.engagements.actions import end_participation
from programs.engagements.lifecycle import State
from programs.goals.actions import add_measurement, agree_action
from programs.goals.models import Action, Measurement, Objective
from tests.factories.goals import (
    TITLE,
    make_contract,
    make_engagement,
    make_objective,
    objective_values,
    place_of,
    set_state,
    today,
)

pytestmark = pytest.mark.django_db
PROMISE = "Stay out of the Tuesday stand-up"
BEHIND_IT = "Two people were away"


def url(name, **kwargs):
    return reverse(f"goals:{name}", kwargs={"organization": "harbour", **kwargs})


@pytest.fixture
def contract(cast, harbour):
    contract = make_contract(cast, state=State.ACTIVE)
    objective = make_objective(contract, cast.participant)
    place = place_of(contract, cast.participant)
    add_measurement(objective=objective, value=Decimal(3), measured_on=today(-1), by=place, note=BEHIND_IT)
    agree_action(owner=place, text=PROMISE, due_on=today(3), by=place)
    return contract


@pytest.fixture
def objective(contract):
    return Objective.objects.get()


@pytest.fixture
def action(contract):
    return Action.objects.get()


def form_values(**changes):
    return {key: str(value) for key, value in objective_values(**changes).items()}


def test_client_and_coach_see_objectives_and_actions(cast, contract, as_):
    for person in (cast.participant, cast.coach):
        page = as_(person).get(url("objective-list", engagement_id=contract.pk)).content.decode()
        assert TITLE in page
        assert PROMISE in page
        assert "On course" in page


def test_a_sponsor_sees_objectives_and_numbers_but_no_actions_and_no_remarks(cast, contract, objective, action, as_):
    browser = as_(cast.sponsor)
    page = browser.get(url("objective-list", engagement_id=contract.pk)).content.decode()
    assert TITLE in page
    assert PROMISE not in page
    detail = browser.get(url("objective-detail", objective_id=objective.pk)).content.decode()
    assert "Measurements" in detail
    assert BEHIND_IT not in detail
    assert browser.post(url("action-finish", action_id=action.pk), {"done": "1"}).status_code == 404
    assert browser.get(url("measurement-create", objective_id=objective.pk)).status_code == 409
    assert browser.get(url("action-create", engagement_id=contract.pk)).status_code == 409


@pytest.mark.parametrize("part", ["administrator", "manager", "bystander", "mentor", "stranger"])
def test_everybody_else_gets_404(cast, contract, objective, action, as_, part):
    browser = as_(getattr(cast, part))
    for address in (
        url("objective-list", engagement_id=contract.pk),
        url("objective-create", engagement_id=contract.pk),
        url("objective-detail", objective_id=objective.pk),
        url("objective-change", objective_id=objective.pk),
        url("objective-remove", objective_id=objective.pk),
        url("objective-close", objective_id=objective.pk),
        url("measurement-create", objective_id=objective.pk),
        url("action-create", engagement_id=contract.pk),
    ):
        response = browser.get(address)
        assert response.status_code == 404, address
        assert TITLE not in response.content.decode()
    assert browser.post(url("action-finish", action_id=action.pk), {"done": "1"}).status_code == 404
    assert Action.objects.get().done_at is None


def test_somebody_who_has_left_gets_404(cast, contract, objective, as_):
    end_participation(participation=place_of(contract, cast.participant), by=cast.participant)
    assert as_(cast.participant).get(url("objective-detail", objective_id=objective.pk)).status_code == 404


def test_another_mentee_of_the_circle_sees_actions_but_not_somebody_elses_objective(cast, harbour, as_):
    people = [(cast.mentor, "mentor"), (cast.participant, "mentee"), (cast.member, "mentee")]
    circle = make_engagement(cast, people, kind="mentoring", state=State.ACTIVE, name="First-time leads")
    objective = make_objective(circle, cast.participant)
    place = place_of(circle, cast.participant)
    agree_action(owner=place, text=PROMISE, due_on=None, by=place)
    browser = as_(cast.member)
    page = browser.get(url("objective-list", engagement_id=circle.pk)).content.decode()
    assert PROMISE in page
    assert TITLE not in page
    assert browser.get(url("objective-detail", objective_id=objective.pk)).status_code == 404
    assert TITLE in as_(cast.mentor).get(url("objective-list", engagement_id=circle.pk)).content.decode()


def test_an_objective_is_written_by_form_and_what_is_wrong_keeps_what_was_typed(cast, contract, as_):
    set_state(contract, State.DESIGN)
    browser, address = as_(cast.coach), url("objective-create", engagement_id=contract.pk)
    response = browser.post(address, form_values(title="Speak early", baseline="3", target="3"))
    assert response.status_code == 422
    assert "What number would show that it changed?" in response.content.decode()
    assert "Speak early" in response.content.decode()
    assert browser.post(address, form_values(title="Speak early")).status_code == 302
    assert [row.title for row in Objective.objects.order_by("id")] == [TITLE, "Speak early"]


def test_a_mentor_chooses_whose_objective_it_is(cast, harbour, as_):
    people = [(cast.mentor, "mentor"), (cast.participant, "mentee"), (cast.member, "mentee")]
    circle = make_engagement(cast, people, kind="mentoring", state=State.FORMING, name="First-time leads")
    address = url("objective-create", engagement_id=circle.pk)
    assert as_(cast.mentor).post(address, form_values()).status_code == 422
    owner = place_of(circle, cast.member)
    assert as_(cast.mentor).post(address, form_values(owner=owner.pk)).status_code == 302
    assert Objective.objects.get().owner == owner
    assert (
        as_(cast.member)
        .post(address, form_values(owner=place_of(circle, cast.participant).pk, title="Speak early"))
        .status_code
        == 302
    )
    assert Objective.objects.order_by("-id").first().owner == owner, "a mentee writes only their own"


def test_an_objective_is_changed_and_removed_by_form(cast, contract, objective, as_):
    browser = as_(cast.participant)
    assert browser.get(url("objective-change", objective_id=objective.pk)).status_code == 409
    set_state(contract, State.DESIGN)
    address = url("objective-change", objective_id=objective.pk)
    assert TITLE in browser.get(address).content.decode()
    assert browser.post(address, form_values(title="Speak early")).status_code == 302
    assert Objective.objects.get().title == "Speak early"
    address = url("objective-remove", objective_id=objective.pk)
    assert browser.get(address).status_code == 200
    assert Objective.objects.exists()
    assert browser.post(address).status_code == 302
    assert not Objective.objects.exists()


def test_a_measurement_is_added_by_form_once_a_day(cast, contract, objective, as_):
    browser, address = as_(cast.participant), url("measurement-create", objective_id=objective.pk)
    assert browser.get(address).status_code == 200
    values = {"value": "3.5", "measured_on": today().isoformat(), "note": "All ten answered"}
    assert browser.post(address, values).status_code == 302
    again = browser.post(address, values)
    assert again.status_code == 422
    assert "All ten answered" in again.content.decode()
    assert Measurement.objects.count() == 2


def test_an_objective_is_closed_by_form(cast, contract, objective, as_):
    browser, address = as_(cast.coach), url("objective-close", objective_id=objective.pk)
    assert browser.get(address).status_code == 409
    set_state(contract, State.EVALUATING)
    assert browser.get(address).status_code == 200
    assert browser.post(address, {"outcome": "open"}).status_code == 422
    assert browser.post(address, {"outcome": "partly"}).status_code == 302
    assert Objective.objects.get().state == "partly"
    assert browser.post(address, {"outcome": "reached"}).status_code == 409


def test_an_action_is_agreed_by_form(cast, contract, objective, as_):
    address = url("action-create", engagement_id=contract.pk)
    values = {
        "text": "Ask Priya",
        "owner": place_of(contract, cast.participant).pk,
        "due_on": today(2),
        "objective": objective.pk,
    }
    assert as_(cast.coach).get(address).status_code == 200
    assert as_(cast.coach).post(address, values | {"due_on": "soon"}).status_code == 422
    assert as_(cast.coach).post(address, values | {"owner": place_of(contract, cast.sponsor).pk}).status_code == 422
    assert as_(cast.coach).post(address, values).status_code == 302
    row = Action.objects.order_by("-id").first()
    assert (row.text, row.owner.membership, row.objective) == ("Ask Priya", cast.participant, objective)


def test_a_tick_goes_back_to_the_page_and_with_htmx_returns_the_row(cast, contract, action, as_):
    browser, address = as_(cast.participant), url("action-finish", action_id=action.pk)
    came_from = url("objective-list", engagement_id=contract.pk)
    response = browser.post(address, {"done": "1"}, headers={"referer": f"http://testserver{came_from}"})
    assert (response.status_code, response.url) == (302, came_from)
    assert Action.objects.get().done_at
    row = browser.post(address, {"done": "0"}, headers={"hx-request": "true"}).content.decode()
    assert PROMISE in row
    assert "<html" not in row
    assert Action.objects.get().done_at is None
    assert browser.get(address).status_code == 405


def test_an_overdue_action_says_so(cast, contract, action, as_):
    Action.objects.filter(pk=action.pk).update(due_on=today(-3))
    page = as_(cast.participant).get(url("objective-list", engagement_id=contract.pk)).content.decode()
    assert "Overdue, " in page


def test_empty_lists_say_what_comes_next(cast, harbour, as_):
    contract = make_contract(cast)
    page = as_(cast.participant).get(url("objective-list", engagement_id=contract.pk)).content.decode()
    assert "No objectives yet" in page
    assert "No actions yet" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_as_many_queries_for_three_rows(cast, harbour, as_, django_assert_num_queries, rows):
    contract = make_contract(cast, state=State.ACTIVE)
    place = place_of(contract, cast.participant)
    for number in range(rows):
        objective = make_objective(contract, cast.participant, title=f"Number {number}")
        add_measurement(objective=objective, value=Decimal(3), measured_on=today(-number), by=place)
        agree_action(owner=place, text=f"Promise {number}", due_on=None, by=place)
    browser, address = as_(cast.coach), url("objective-list", engagement_id=contract.pk)
    browser.get(address)
    with django_assert_num_queries(13):
        page = browser.get(address).content.decode()
    assert page.count("Promise ") == rows
