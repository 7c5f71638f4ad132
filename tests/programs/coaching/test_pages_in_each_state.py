"""A page that asks is there only while its step is possible, and the contract's page shows what was agreed."""

import pytest
from django.urls import reverse

from programs.notes.actions import file_note
from programs.notes.models import NoteAccess
from tests.factories import coaching
from tests.factories.covenant import sign_for_all
from tests.factories.mentoring import make_mentoring_program


def url(name, contract):
    return reverse(f"coaching:{name}", kwargs={"organization": "harbour", "engagement_id": contract.pk})


def test_what_has_begun_is_not_offered_to_be_cancelled(cast, harbour, as_):
    answer = as_(cast.administrator).get(url("contract-cancel", coaching.active(cast)))
    assert answer.status_code == 409
    assert "has not begun" in answer.text


@pytest.mark.parametrize("make", [coaching.draft, coaching.evaluating])
def test_the_evaluation_begins_once_and_not_before_a_session(cast, harbour, as_, make):
    contract = make(cast)
    assert as_(cast.administrator).get(url("contract-evaluate", contract)).status_code == 409


def test_a_contract_is_set_up_in_a_coaching_program_only(cast, harbour, as_):
    program = make_mentoring_program(cast)
    address = reverse("coaching:contract-create", kwargs={"organization": "harbour", "program_id": program.pk})
    assert as_(cast.administrator).get(address).status_code == 404


@pytest.mark.parametrize(("make", "offered"), [(coaching.active, True), (coaching.evaluating, False)])
def test_topics_are_offered_until_the_evaluation(cast, harbour, as_, make, offered):
    page = as_(cast.coach).get(url("contract-detail", make(cast))).text
    assert ("Propose a topic" in page) is offered


def test_focus_areas_and_the_way_to_notes_are_on_the_page(cast, harbour, as_):
    contract = coaching.active(cast)
    place = coaching.place_of(contract, cast.participant)
    sign_for_all(contract.engagement)
    file_note(engagement=contract.engagement, text="What I noticed.", audience="engagement", by=place)
    page = as_(cast.coach).get(url("contract-detail", contract)).text
    assert all(area in page for area in contract.focus_areas.splitlines())
    assert "What I noticed." not in page
    assert not NoteAccess.objects.exists()  # who only looks when the next session is has read no note
    for name in ("note-list", "note-create"):
        assert reverse(f"notes:{name}", kwargs={"organization": "harbour", "engagement_id": contract.pk}) in page


def test_a_sponsor_gets_no_way_to_notes(cast, harbour, as_):
    contract = coaching.active(cast)
    assert "/notes/" not in as_(cast.sponsor).get(url("contract-detail", contract)).text
