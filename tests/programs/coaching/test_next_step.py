"""What a client goes on with: theirs and their coach's to read, a number for everybody else."""

import pytest

from portal.errors import DomainError, NotAllowed
from programs.coaching.actions import choose_next_step
from programs.coaching.models import NextStep
from programs.coaching.queries import ending, next_steps_of_program
from programs.covenant.erasing import ERASERS
from tests.factories import coaching
from tests.programs.coaching.urls import url

NOTE = "I want to learn to say no"


def test_a_client_chooses_and_only_the_coach_reads_the_note(cast, harbour, as_, monkeypatch):
    contract = coaching.active(cast)
    with pytest.raises(DomainError, match="when you look back"):
        choose_next_step(contract=contract, way="training", by=cast.participant)
    assert "Not yet" in as_(cast.participant).get(url("contract-next-step", contract)).text
    coaching.evaluate_contract(contract=contract, by=cast.coach)
    for other in (cast.coach, cast.sponsor, cast.administrator):
        with pytest.raises(NotAllowed):
            choose_next_step(contract=contract, way="training", by=other)
        assert as_(other).get(url("contract-next-step", contract)).status_code == 404

    browser = as_(cast.participant)
    refused = browser.post(url("contract-next-step", contract), {"note": NOTE})
    assert refused.status_code == 422
    assert NOTE in refused.text
    for way in ("own", "training"):
        browser.post(url("contract-next-step", contract), {"way": way, "note": NOTE})
    assert NextStep.objects.get().way == "training"
    page = browser.get(url("contract-next-step", contract)).text
    assert NOTE in page
    assert "/courses/" in page

    assert NOTE in as_(cast.coach).get(url("contract-closing", contract)).text
    page = as_(cast.sponsor).get(url("contract-closing", contract)).text
    assert NOTE not in page
    assert "What comes next" not in page

    program = contract.engagement.program
    steps = next_steps_of_program(program)
    assert (steps.ended, steps.chosen, steps.ways) == (1, 1, [])
    browser = as_(cast.administrator)
    page = browser.get(f"/o/harbour/programs/{program.pk}/").text
    assert "1 of 1 client chose what comes next" in page
    assert "A course" not in page  # one choice would be somebody's
    monkeypatch.setattr(ending, "ENOUGH", 1)
    assert next_steps_of_program(program).ways == [("A course", 1)]
    assert "1 of 1 client chose something" in browser.get(url("contract-oversee", contract)).text

    for _ in range(2):
        ERASERS["coaching talk"].of_engagement(contract.pk, contract.engagement.created_at)
    assert (NextStep.objects.get().note, NextStep.objects.get().way) == ("", "training")
