"""Who sets up a contract, for whom, and between which days."""

import pytest

from portal.errors import DomainError, NotAllowed
from programs.coaching.queries import parties_of
from programs.engagements.actions import create_program, give_program
from programs.engagements.models import Engagement
from tests.factories import coaching
from tests.programs.coaching.urls import url


def test_a_new_contract_is_a_draft_with_three_parties(cast, harbour):
    contract = coaching.draft(cast)

    assert contract.engagement.state == "draft"
    assert [(party.role, party.membership) for party in parties_of(contract)] == [
        ("client", cast.participant),
        ("coach", cast.coach),
        ("sponsor", cast.sponsor),
    ]


def test_a_contract_needs_no_sponsor(cast, harbour):
    assert len(parties_of(coaching.draft(cast, sponsor=None))) == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"coach": "participant"}, "coach"),
        ({"sponsor": "coach"}, "sponsor"),
        ({"sponsor": "participant"}, "sponsor"),
    ],
)
def test_nobody_is_two_parties(cast, harbour, changes, field):
    people = {role: getattr(cast, part) for role, part in changes.items() if role != "sponsor"}
    sponsor = changes.get("sponsor", "sponsor")
    with pytest.raises(DomainError) as refusal:
        coaching.draft(cast, sponsor=sponsor, **people)

    assert refusal.value.field == field
    assert not Engagement.objects.exists()


def test_the_end_comes_after_the_start(cast, harbour):
    with pytest.raises(DomainError) as refusal:
        coaching.draft(cast, starts_on=coaching.today(5), ends_on=coaching.today(5))

    assert refusal.value.field == "ends_on"


@pytest.mark.parametrize("budget", [0, 101])
def test_the_number_of_sessions_is_between_1_and_100(cast, harbour, budget):
    with pytest.raises(DomainError, match="between 1 and 100"):
        coaching.draft(cast, budget=budget)


def test_a_program_of_another_kind_has_no_contracts(cast, harbour):
    program = create_program(kind="mentoring", name="Circles", by=cast.administrator)
    with pytest.raises(DomainError, match="no coaching program"):
        coaching.draft(cast, program=program)


@pytest.mark.parametrize("part", ["coach", "manager"])
def test_whoever_does_not_run_the_program_sets_up_nothing(cast, harbour, part):
    with pytest.raises(NotAllowed):
        coaching.draft(cast, by=getattr(cast, part))


def test_an_administrator_sets_one_up_on_the_page(cast, harbour, as_):
    program = coaching.make_program(cast)
    response = as_(cast.administrator).post(
        url("contract-create", program_id=program.pk),
        {
            "client": cast.participant.pk,
            "coach": cast.coach.pk,
            "sponsor": "",
            "starts_on": coaching.today(),
            "ends_on": coaching.today(180),
            "session_budget": 6,
        },
    )

    engagement = Engagement.objects.get()
    assert response.url == url("contract-oversee", engagement.contract)
    assert engagement.contract.session_budget == 6


def test_the_page_keeps_what_was_typed(cast, harbour, as_):
    program = coaching.make_program(cast)
    response = as_(cast.administrator).post(
        url("contract-create", program_id=program.pk),
        {
            "client": cast.participant.pk,
            "coach": cast.participant.pk,
            "starts_on": coaching.today(),
            "ends_on": coaching.today(180),
            "session_budget": 7,
        },
    )

    assert response.status_code == 422
    assert "coach themselves" in response.text
    assert 'value="7"' in response.text


@pytest.mark.parametrize(("part", "status"), [("stranger", 404), ("member", 403), ("manager", 404)])
def test_others_do_not_get_the_page(cast, harbour, as_, part, status):
    """The manager is one, but this program was not given to him."""
    program = coaching.make_program(cast)
    assert as_(getattr(cast, part)).get(url("contract-create", program_id=program.pk)).status_code == status


def test_a_group_its_fees_and_what_is_unusual_are_said_on_the_page(cast, harbour, as_):
    """A second contract in the same time, and one longer than a year, are made only when that is meant."""
    other = coaching.make_program(cast, "Elsewhere")
    coaching.draft(cast, program=other, ends_on=coaching.today(60))
    program = coaching.make_program(cast)
    give_program(program=program, managers=[cast.manager], by=cast.administrator)
    page = url("contract-create", program_id=program.pk)
    values = {
        "client": cast.participant.pk,
        "also": "Tiago Mendes\nNobody Here",
        "coach": cast.coach.pk,
        "starts_on": coaching.today(),
        "ends_on": coaching.today(400),
        "session_budget": 6,
        "paid": "pro-bono",
    }
    assert "Both on purpose" not in as_(cast.manager).get(page).text
    refused = as_(cast.manager).post(page, values).text
    assert "Nobody here is called Nobody Here" in refused and "Tiago Mendes" in refused
    values["also"] = "Tiago Mendes"
    assert "Longer than a year, on purpose" in as_(cast.manager).post(page, values).text
    values["longer"] = "on"
    hidden = as_(cast.manager).post(page, values).text
    assert "Amara Okafor has a contract until" in hidden and "Both on purpose" in hidden
    named = as_(cast.administrator).post(page, values)
    assert named.status_code == 422
    assert "Amara Okafor has a contract with Rafael Moreira until" in named.text and 'value="6"' in named.text
    as_(cast.manager).post(page, {**values, "overlapping": "on"})

    contract = Engagement.objects.get(program=program).contract
    assert (contract.paid, contract.late_counts) == (False, False)
    assert [place.membership for place in parties_of(contract)[:2]] == [cast.participant, cast.member]
