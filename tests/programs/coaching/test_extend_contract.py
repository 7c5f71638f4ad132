"""An extension is an amendment in one step, below what became of the objectives so far."""

from datetime import timedelta

import pytest

from portal.errors import DomainError, NotAllowed
from programs.coaching.actions import drop_amendment, extend_contract
from programs.coaching.draft import from_json
from programs.coaching.models import ContractVersion
from programs.coaching.queries import open_amendment
from programs.goals.actions import add_measurement
from programs.goals.models import Objective
from tests.factories import coaching
from tests.programs.coaching.urls import url


def extension(contract, **changes) -> dict:
    ends_on = contract.engagement.ends_on + timedelta(days=60)
    return {"contract": contract, "ends_on": ends_on, "more_sessions": 4, "reason": "The team’s score"} | changes


def test_the_coach_sends_it_at_once_and_all_sign(cast, harbour):
    contract = coaching.active(cast)
    until = extension(contract)["ends_on"]
    extend_contract(**extension(contract), by=cast.coach)
    version = ContractVersion.objects.get(number=2)
    for person in (cast.coach, cast.participant, cast.sponsor):
        assert coaching.fresh(contract).engagement.ends_on != until
        coaching.sign(version, person)
    held = coaching.fresh(contract)
    assert (held.engagement.ends_on, held.session_budget) == (until, 12)


def test_the_client_asks_and_the_coach_sends(cast, harbour):
    contract = coaching.agreed(cast)
    extend_contract(**extension(contract), by=cast.participant)
    assert ContractVersion.objects.count() == 1
    assert from_json(open_amendment(contract).draft).session_budget == 12


def test_what_cannot_be(cast, harbour):
    contract = coaching.agreed(cast)
    ends_on = contract.engagement.ends_on
    for changes, field in (
        ({"ends_on": ends_on - timedelta(days=1)}, "ends_on"),
        ({"ends_on": ends_on, "more_sessions": 0}, "ends_on"),
        ({"ends_on": ends_on + timedelta(days=200)}, "over_a_year"),
        ({"more_sessions": 93}, "more_sessions"),
        ({"reason": " "}, "reason"),
    ):
        with pytest.raises(DomainError) as refused:
            extend_contract(**extension(contract, **changes), by=cast.coach)
        assert refused.value.field == field
        assert open_amendment(contract) is None, "nothing of it stays"
    with pytest.raises(NotAllowed):
        extend_contract(**extension(contract), by=cast.sponsor)
    long = extension(contract, ends_on=ends_on + timedelta(days=200))
    drop_amendment(amendment=extend_contract(**long, over_a_year=True, by=cast.participant), by=cast.coach)


def test_the_page_shows_where_each_objective_is(cast, harbour, as_):
    contract = coaching.active(cast)
    objective = Objective.objects.select_related("owner__engagement__program").get()
    client = coaching.place_of(contract, cast.participant)
    add_measurement(objective=objective, value=3, measured_on=coaching.today(-1), note="canary-remark", by=client)
    browser = as_(cast.participant)
    page = browser.get(url("contract-extend", contract)).text
    for words in (objective.title, "3 points", "Planned by today"):
        assert words in page
    assert "canary-remark" not in page

    typed = {"ends_on": contract.engagement.ends_on, "more_sessions": 0, "reason": "Kept words"}
    refused = browser.post(url("contract-extend", contract), typed)
    assert (refused.status_code, "Kept words" in refused.text) == (422, True)
    assert browser.post(url("contract-extend", contract), {**typed, "more_sessions": 2}).status_code == 302
    assert "A change is open already" in browser.get(url("contract-extend", contract)).text
