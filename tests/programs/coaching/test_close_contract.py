"""The end of a contract: who says what became of an objective, what shows it, and what stays to be read."""

from datetime import timedelta
from decimal import Decimal

import pytest

from portal.audit.models import AuditEntry
from portal.errors import DomainError, NotAllowed
from portal.outbox.relay import relay
from programs.coaching.actions import cancel_contract, close_contract, end_early, propose_amendment, say_outcomes
from programs.coaching.models import Amendment
from programs.coaching.queries import objectives_of_contract, parties_of, suggested_outcome
from programs.engagements.lifecycle import End
from programs.goals.actions import add_measurement
from programs.goals.lifecycle import ObjectiveState
from programs.goals.models import Objective
from programs.scheduling.models import Session
from tests.factories import coaching
from tests.programs.coaching.urls import url

PROOF = "The rota was made by Tomás three times"


def objectives(contract):
    return objectives_of_contract(parties_of(contract))


def test_the_client_says_first_and_the_coach_says_what_is_left(cast, harbour, as_):
    contract = coaching.active(cast, objectives=2)
    first, second = objectives(contract)
    with pytest.raises(DomainError, match="while you look back"):
        say_outcomes(contract=contract, outcomes={first.pk: ObjectiveState.REACHED}, by=cast.participant)
    browser = as_(cast.participant)
    assert "Not yet" in browser.get(url("contract-closing", contract)).text
    assert "Not yet" in browser.get(url("contract-outcomes", contract)).text
    add_measurement(
        objective=Objective.objects.select_related("owner__engagement__program").get(pk=first.pk),
        value=Decimal("4.2"),
        measured_on=coaching.today(),
        note="",
        by=coaching.place_of(contract, cast.participant),
    )
    browser = as_(cast.coach)
    browser.post(url("contract-evaluate", contract))
    for other in (cast.coach, cast.sponsor):
        with pytest.raises(NotAllowed):
            say_outcomes(contract=contract, outcomes={first.pk: ObjectiveState.REACHED}, by=other)
        assert as_(other).get(url("contract-outcomes", contract)).status_code == 404

    browser = as_(cast.participant)
    page = browser.get(url("contract-outcomes", contract)).text
    assert "last measured 4.2. By that number: reached." in page
    assert " checked" not in page  # a hint, not a choice
    refused = browser.post(url("contract-outcomes", contract), {f"proof_{first.pk}": PROOF})
    assert refused.status_code == 422
    assert PROOF in refused.text
    values = {f"outcome_{first.pk}": "partly", f"proof_{first.pk}": PROOF}
    assert browser.post(url("contract-outcomes", contract), values).url == url("contract-next-step", contract)
    assert browser.post(url("contract-outcomes", contract), values).status_code == 422  # it stays as it was said

    browser = as_(cast.coach)
    page = browser.get(url("contract-close", contract)).text
    assert PROOF in page
    assert f"outcome_{first.pk}" not in page
    assert "Draft" in browser.get(url("contract-closing", contract)).text
    values = {"end": "completed", f"outcome_{second.pk}": "reached", f"proof_{second.pk}": "Two boards in a row"}
    assert browser.post(url("contract-close", contract), values).status_code == 302
    for party in (cast.participant, cast.coach, cast.sponsor):
        page = as_(party).get(url("contract-closing", contract)).text
        for words in (PROOF, "Two boards in a row", "Partly reached", "Last measured", "1 of 8", coaching.PURPOSE):
            assert words in page, words
        assert "Draft" not in page
    for other in (cast.administrator, cast.member, cast.stranger):
        assert as_(other).get(url("contract-closing", contract)).status_code == 404
    assert PROOF not in as_(cast.administrator).get(url("contract-oversee", contract)).text
    assert PROOF not in str(list(AuditEntry.objects.values_list("data", flat=True)))


def test_a_number_suggests_in_the_direction_of_the_target(cast, harbour):
    contract = coaching.designed(cast, objectives=0)
    objective = coaching.add_objective(cast, contract, baseline=Decimal(9), target=Decimal(2))
    said = {}
    for value in (None, 10, 9, 5, 2, 1):
        points = [] if value is None else [(coaching.today(), Decimal(value))]
        objective.path = type("Path", (), {"now": points[-1][1] if points else None})
        said[value] = suggested_outcome(objective)
    assert said == {None: None, 10: "not_reached", 9: "not_reached", 5: "partly", 2: "reached", 1: "reached"}


def test_in_a_group_each_client_says_only_their_own(cast, harbour, as_):
    contract = coaching.draft(cast, also=[cast.member])
    with pytest.raises(DomainError, match="while you look back"):
        say_outcomes(contract=contract, outcomes={}, by=cast.member)
    coaching.start_design(contract=contract, by=cast.coach)
    coaching.save_design(contract=contract, by=cast.coach, **coaching.WORDS)
    for membership, title in ((cast.participant, "Amara decides"), (cast.member, "Tiago sleeps")):
        place = coaching.place_of(contract, membership)
        coaching.add_objective(cast, contract, owner=place, title=title)
    version = coaching.send_for_signing(contract=contract, by=cast.coach)
    for party in parties_of(contract):
        coaching.sign(version, party.membership)
    contract = coaching.fresh(contract)
    coaching.hold(cast, contract, coaching.book(cast, contract))
    coaching.evaluate_contract(contract=coaching.fresh(contract), by=cast.coach)
    contract = coaching.fresh(contract)
    by_title = {row.title: row for row in objectives(contract)}
    reached = dict.fromkeys((row.pk for row in by_title.values()), ObjectiveState.REACHED)
    assert say_outcomes(contract=contract, outcomes=reached, by=cast.member) == 1
    assert Objective.objects.get(pk=by_title["Amara decides"].pk).state == "open"
    assert "Tiago sleeps" not in as_(cast.participant).get(url("contract-outcomes", contract)).text
    close_contract(contract=contract, outcomes=reached, by=cast.coach)
    page = as_(cast.coach).get(url("contract-closing", contract)).text
    assert "Objectives of Tiago Mendes" in page


def test_those_who_run_it_end_what_cannot_go_on(cast, harbour, as_):
    contract = coaching.agreed(cast)
    coaching.book(cast, contract)
    propose_amendment(contract=contract, reason="Fewer sessions", by=cast.coach)
    for other in (cast.coach, cast.participant, cast.manager):
        with pytest.raises(NotAllowed):
            end_early(contract=contract, end=End.NO_FAULT, reason="", by=other)
    with pytest.raises(DomainError, match="before its time"):
        end_early(contract=contract, end=End.COMPLETED, reason="", by=cast.administrator)
    browser = as_(cast.administrator)
    assert "End this contract?" in browser.get(url("contract-end-early", contract)).text
    answer = browser.post(url("contract-end-early", contract), {"end": "no_fault", "reason": "She moves to Porto"})
    assert answer.url == url("contract-oversee", contract)
    relay()
    ended = coaching.fresh(contract).engagement
    assert (ended.state, ended.end, ended.end_reason) == ("closed", "no_fault", "She moves to Porto")
    assert Session.objects.get().state == "cancelled"
    assert Amendment.objects.get().dropped_by == cast.administrator
    assert [row.state for row in objectives(contract)] == ["open"]
    page = as_(cast.sponsor).get(url("contract-closing", contract)).text
    assert "None was said" in page
    assert "Porto" not in page
    with pytest.raises(DomainError, match="Only a signed contract"):
        end_early(contract=contract, end=End.NO_FAULT, reason="", by=cast.administrator)


def test_a_design_is_cancelled_not_ended(cast, harbour):
    contract = coaching.designed(cast)
    with pytest.raises(DomainError, match="is cancelled"):
        end_early(contract=contract, end=End.NO_FAULT, reason="", by=cast.administrator)
    cancel_contract(contract=contract, by=cast.administrator)
    assert coaching.fresh(contract).engagement.ended_at - contract.engagement.created_at < timedelta(minutes=5)
