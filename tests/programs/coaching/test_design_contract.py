"""Client and coach write the design; it is frozen by the last signature."""

import pytest

from portal.errors import DomainError, IllegalTransition, NotAllowed
from programs.coaching.actions import (
    change_contract_objective,
    remove_contract_objective,
    save_design,
    send_for_signing,
    start_design,
)
from programs.coaching.queries import objectives_of_contract, parties_of
from programs.coaching.queries.parts import seen_as
from tests.factories import coaching
from tests.programs.coaching.urls import url


@pytest.mark.parametrize("part", ["coach", "participant", "administrator"])
def test_client_coach_and_runners_start_the_design(cast, harbour, part):
    contract = coaching.draft(cast)
    start_design(contract=contract, by=getattr(cast, part))

    assert coaching.fresh(contract).engagement.state == "design"
    assert coaching.fresh(contract).designed_at


@pytest.mark.parametrize("part", ["sponsor", "member", "manager"])
def test_others_do_not(cast, harbour, part):
    contract = coaching.draft(cast)
    with pytest.raises(NotAllowed):
        start_design(contract=contract, by=getattr(cast, part))


def test_it_starts_once(cast, harbour):
    contract = coaching.draft(cast)
    start_design(contract=contract, by=cast.coach)
    with pytest.raises(IllegalTransition):
        start_design(contract=contract, by=cast.coach)


def test_parts_can_stay_empty_until_it_is_sent(cast, harbour):
    contract = coaching.draft(cast)
    start_design(contract=contract, by=cast.coach)
    save_design(
        contract=contract, purpose=" Lead ", focus_areas="a\n\n b ", working_arrangement="", by=cast.participant
    )

    kept = coaching.fresh(contract)
    assert (kept.purpose, kept.focus_areas, kept.working_arrangement) == ("Lead", "a\nb", "")
    with pytest.raises(DomainError, match="still needs how you work together and at least one objective"):
        send_for_signing(contract=contract, by=cast.coach)


def test_a_draft_has_no_design_yet(cast, harbour):
    with pytest.raises(DomainError, match="has not begun"):
        save_design(contract=coaching.draft(cast), by=cast.coach, **coaching.WORDS)


@pytest.mark.parametrize("part", ["sponsor", "administrator", "member"])
def test_only_client_and_coach_write_it(cast, harbour, part):
    contract = coaching.designed(cast)
    with pytest.raises(NotAllowed):
        save_design(contract=contract, by=getattr(cast, part), **coaching.WORDS)


def test_objectives_are_added_changed_and_removed(cast, harbour):
    contract = coaching.designed(cast, objectives=2)
    first, second = objectives_of_contract(parties_of(contract))
    values = coaching.objective_values(title="Speak early")
    change_contract_objective(contract=contract, objective=first, by=cast.coach, **values)
    remove_contract_objective(contract=contract, objective=second, by=cast.participant)

    assert [row.title for row in objectives_of_contract(parties_of(contract))] == ["Speak early"]


def test_an_objective_ends_with_the_contract(cast, harbour):
    contract = coaching.designed(cast)
    with pytest.raises(DomainError) as refusal:
        coaching.add_objective(cast, contract, due_on=coaching.today(161))

    assert refusal.value.field == "due_on"


def test_an_agreed_design_is_frozen(cast, harbour):
    contract = coaching.agreed(cast)
    (objective,) = objectives_of_contract(parties_of(contract))
    for change in (
        lambda: save_design(contract=contract, by=cast.coach, **coaching.WORDS),
        lambda: coaching.add_objective(cast, contract),
        lambda: remove_contract_objective(contract=contract, objective=objective, by=cast.coach),
    ):
        with pytest.raises(DomainError, match="Propose an amendment"):
            change()
    assert len(objectives_of_contract(parties_of(contract))) == 1


def test_the_rooms_own_pages_do_not_change_agreed_objectives_either(cast, harbour):
    from programs.goals.actions import remove_objective  # noqa: PLC0415 - the door beside ours

    contract = coaching.agreed(cast)
    (objective,) = objectives_of_contract(parties_of(contract))
    with pytest.raises(NotAllowed):
        remove_objective(objective=objective, by=cast.coach)


def test_the_design_is_saved_on_its_page(cast, harbour, as_):
    contract = coaching.draft(cast)
    browser = as_(cast.participant)
    assert browser.post(url("contract-start-design", contract)).url == url("contract-design", contract)
    for part, text in coaching.WORDS.items():
        sent = {"do": f"save {part}", f"{part}-text": text, f"{part}-seen": seen_as({"text": ""})}
        assert browser.post(url("contract-design", contract), sent).status_code == 302
    assert coaching.fresh(contract).purpose == coaching.PURPOSE
    response = browser.post(url("contract-objective-create", contract), coaching.objective_values())
    assert response.url == url("contract-design", contract)
    assert coaching.TITLE in browser.get(url("contract-design", contract)).text


def test_an_objective_is_changed_and_removed_on_its_page(cast, harbour, as_):
    contract = coaching.designed(cast)
    (objective,) = objectives_of_contract(parties_of(contract))
    browser = as_(cast.coach)
    page = url("contract-objective-change", contract, objective_id=objective.pk)
    assert objective.title in browser.get(page).text
    refused = browser.post(page, coaching.objective_values(title="Kept words", target="2.1"))
    assert refused.status_code == 422
    assert "Kept words" in refused.text
    assert browser.post(page, coaching.objective_values(title="Speak early")).status_code == 302
    remove = url("contract-objective-remove", contract, objective_id=objective.pk)
    assert browser.post(remove).status_code == 302
    assert "No objectives yet" in browser.get(url("contract-design", contract)).text


@pytest.mark.parametrize("part", ["sponsor", "administrator", "member", "stranger"])
@pytest.mark.parametrize("name", ["contract-design", "contract-objective-create"])
def test_nobody_else_opens_the_design(cast, harbour, as_, part, name):
    contract = coaching.designed(cast)
    assert as_(getattr(cast, part)).get(url(name, contract)).status_code == 404


def test_an_objective_of_another_contract_is_not_found(cast, harbour, as_):
    contract = coaching.designed(cast)
    (objective,) = objectives_of_contract(parties_of(contract))
    other = coaching.designed(cast, program=contract.engagement.program, client=cast.member)
    page = url("contract-objective-change", other, objective_id=objective.pk)
    assert as_(cast.coach).get(page).status_code == 404
