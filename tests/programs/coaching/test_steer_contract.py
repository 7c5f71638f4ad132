"""Breaks, the evaluation, the end, and the page of those who run the program."""

import pytest

from portal.audit.models import AuditEntry
from portal.errors import DomainError, IllegalTransition, NotAllowed
from portal.outbox.relay import relay
from programs.coaching.actions import (
    cancel_contract,
    close_contract,
    evaluate_contract,
    pause_contract,
    resume_contract,
)
from programs.coaching.queries import objectives_of_contract, parties_of
from programs.engagements.actions import give_program
from programs.engagements.lifecycle import End
from programs.evaluations.models import Round
from programs.goals.lifecycle import ObjectiveState
from programs.scheduling.models import Session
from tests.factories import coaching
from tests.programs.coaching.urls import url


def objectives(contract):
    return objectives_of_contract(parties_of(contract))


@pytest.mark.parametrize("part", ["coach", "administrator"])
def test_coach_and_runners_pause_and_resume(cast, harbour, part):
    contract = coaching.active(cast)
    pause_contract(contract=contract, by=getattr(cast, part))
    assert coaching.fresh(contract).engagement.state == "paused"
    resume_contract(contract=contract, by=getattr(cast, part))
    assert coaching.fresh(contract).engagement.state == "active"


@pytest.mark.parametrize("part", ["participant", "sponsor", "manager", "member"])
def test_others_do_not(cast, harbour, part):
    contract = coaching.active(cast)
    for action in (pause_contract, resume_contract, evaluate_contract):
        with pytest.raises((NotAllowed, DomainError)):
            action(contract=contract, by=getattr(cast, part))
    assert coaching.fresh(contract).engagement.state == "active"


def test_a_break_begins_once(cast, harbour):
    contract = coaching.active(cast)
    pause_contract(contract=contract, by=cast.coach)
    with pytest.raises(IllegalTransition):
        pause_contract(contract=contract, by=cast.coach)


@pytest.mark.parametrize("state", ["designed", "agreed"])
def test_what_has_not_begun_is_neither_paused_nor_evaluated(cast, harbour, state):
    contract = getattr(coaching, state)(cast)
    for action in (pause_contract, evaluate_contract):
        with pytest.raises(IllegalTransition):
            action(contract=contract, by=cast.coach)


def test_the_evaluation_asks_everybody(cast, harbour):
    contract = coaching.evaluating(cast)
    relay()

    assert contract.evaluating_at
    asked = Round.objects.get(engagement=contract.engagement)
    assert (asked.questionnaire.code, asked.requests.count()) == ("coaching-end", 3)


def test_closing_needs_an_outcome_for_each_objective(cast, harbour):
    contract = coaching.evaluating(cast, objectives=2)
    first, _ = objectives(contract)
    with pytest.raises(DomainError, match="1 of 2 have no outcome"):
        close_contract(contract=contract, outcomes={first.pk: ObjectiveState.REACHED}, by=cast.coach)

    assert coaching.fresh(contract).engagement.state == "evaluating"
    assert [row.state for row in objectives(contract)] == ["open", "open"]


def test_an_open_outcome_is_none(cast, harbour):
    contract = coaching.evaluating(cast)
    (objective,) = objectives(contract)
    with pytest.raises(DomainError, match="no outcome"):
        close_contract(contract=contract, outcomes={objective.pk: ObjectiveState.OPEN}, by=cast.coach)


def test_the_coach_closes_it_with_a_named_end(cast, harbour):
    contract = coaching.active(cast)
    coaching.book(cast, contract)
    evaluate_contract(contract=contract, by=cast.coach)
    (objective,) = objectives(contract)
    close_contract(
        contract=contract,
        outcomes={objective.pk: ObjectiveState.PARTLY},
        by=cast.coach,
        end=End.COMPLETED_EARLY,
        reason="She moves to Porto",
    )
    relay()

    closed = coaching.fresh(contract).engagement
    assert (closed.state, closed.end, closed.end_reason) == ("closed", "completed_early", "She moves to Porto")
    assert [row.state for row in objectives(contract)] == ["partly"]
    assert not Session.objects.filter(state="confirmed").exists()
    assert "Porto" not in str(list(AuditEntry.objects.values_list("data", flat=True)))


def test_the_reason_is_for_those_who_run_the_program(cast, harbour, as_):
    contract = coaching.evaluating(cast)
    (objective,) = objectives(contract)
    close_contract(
        contract=contract, outcomes={objective.pk: ObjectiveState.REACHED}, by=cast.coach, reason="She moves to Porto"
    )
    assert "She moves to Porto" in as_(cast.administrator).get(url("contract-oversee", contract)).text
    for party in (cast.participant, cast.coach, cast.sponsor):
        assert "Porto" not in as_(party).get(url("contract-detail", contract)).text


@pytest.mark.parametrize("part", ["participant", "sponsor", "administrator", "member"])
def test_nobody_else_closes_it(cast, harbour, part):
    contract = coaching.evaluating(cast)
    (objective,) = objectives(contract)
    with pytest.raises(NotAllowed):
        close_contract(contract=contract, outcomes={objective.pk: ObjectiveState.REACHED}, by=getattr(cast, part))


def test_it_is_not_closed_without_an_evaluation(cast, harbour):
    contract = coaching.active(cast)
    (objective,) = objectives(contract)
    with pytest.raises(DomainError, match="Begin the evaluation"):
        close_contract(contract=contract, outcomes={objective.pk: ObjectiveState.REACHED}, by=cast.coach)


def test_runners_cancel_what_has_not_begun(cast, harbour):
    contract = coaching.agreed(cast)
    coaching.book(cast, contract)
    with pytest.raises(NotAllowed):
        cancel_contract(contract=contract, by=cast.coach)
    cancel_contract(contract=contract, by=cast.administrator)
    relay()

    assert coaching.fresh(contract).engagement.state == "cancelled"
    assert Session.objects.get().state == "cancelled"


def test_what_has_begun_is_not_cancelled(cast, harbour):
    with pytest.raises(IllegalTransition):
        cancel_contract(contract=coaching.active(cast), by=cast.administrator)


def test_the_coach_goes_through_the_end_on_pages(cast, harbour, as_):
    contract = coaching.active(cast)
    (objective,) = objectives(contract)
    browser = as_(cast.coach)
    assert browser.post(url("contract-pause", contract)).url == url("contract-detail", contract)
    assert browser.post(url("contract-resume", contract)).status_code == 302
    assert "Begin the evaluation of this contract?" in browser.get(url("contract-evaluate", contract)).text
    assert coaching.fresh(contract).engagement.state == "active"
    assert browser.post(url("contract-evaluate", contract)).status_code == 302
    assert objective.title in browser.get(url("contract-close", contract)).text

    refused = browser.post(url("contract-close", contract), {"end": "completed", "reason": "Kept words"})
    assert refused.status_code == 422
    assert "Kept words" in refused.text
    values = {"end": "completed", f"outcome_{objective.pk}": "reached"}
    assert browser.post(url("contract-close", contract), values).url == url("contract-detail", contract)
    page = browser.get(url("contract-detail", contract)).text
    assert "this contract is closed: completed" in page
    assert "Reached" in page


def test_closing_twice_is_refused(cast, harbour, as_):
    contract = coaching.evaluating(cast)
    (objective,) = objectives(contract)
    values = {"end": "completed", f"outcome_{objective.pk}": "reached"}
    browser = as_(cast.coach)
    browser.post(url("contract-close", contract), values)
    assert browser.post(url("contract-close", contract), values).status_code == 422


def test_a_runners_buttons_lead_back_to_their_page(cast, harbour, as_):
    contract = coaching.active(cast)
    browser = as_(cast.administrator)
    page = browser.get(url("contract-oversee", contract)).text
    assert coaching.TITLE not in page
    assert coaching.PURPOSE not in page
    assert "Amara Okafor" in page
    assert browser.post(url("contract-pause", contract)).url == url("contract-oversee", contract)
    assert browser.get(url("contract-close", contract)).status_code == 404


def test_a_runner_cancels_on_a_page_that_asks(cast, harbour, as_):
    contract = coaching.designed(cast)
    browser = as_(cast.administrator)
    assert "Cancel this contract?" in browser.get(url("contract-cancel", contract)).text
    assert coaching.fresh(contract).engagement.state == "design"
    assert browser.post(url("contract-cancel", contract)).url == url("contract-oversee", contract)
    assert coaching.fresh(contract).engagement.state == "cancelled"


@pytest.mark.parametrize("name", ["contract-pause", "contract-resume", "contract-evaluate", "contract-cancel"])
@pytest.mark.parametrize(("part", "statuses"), [("stranger", {404}), ("member", {404, 403}), ("manager", {404})])
def test_others_steer_nothing(cast, harbour, as_, name, part, statuses):
    contract = coaching.active(cast)
    assert as_(getattr(cast, part)).post(url(name, contract)).status_code in statuses
    assert coaching.fresh(contract).engagement.state == "active"


def test_a_manager_oversees_only_what_was_given_to_him(cast, harbour, as_):
    contract = coaching.active(cast)
    browser = as_(cast.manager)
    assert browser.get(url("contract-oversee", contract)).status_code == 404
    give_program(program=contract.engagement.program, managers=[cast.manager], by=cast.administrator)
    assert browser.get(url("contract-oversee", contract)).status_code == 200
    assert browser.get(url("contract-detail", contract)).status_code == 404
