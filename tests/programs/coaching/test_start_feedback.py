"""A 360 about the client, asked by client or coach."""

import pytest

from portal.errors import DomainError, NotAllowed
from programs.coaching.actions import start_feedback
from programs.evaluations.actions import answer_request, close_round
from programs.evaluations.models import Round
from programs.evaluations.queries import questions_for
from programs.evaluations.questions import is_question
from tests.factories import coaching
from tests.programs.coaching.urls import url


def raters(cast):
    return [
        (cast.mentor, "peer"),
        (cast.member, "peer"),
        (cast.trainer, "peer"),
        (cast.sponsor, "manager"),
        (cast.bystander, "report"),
    ]


@pytest.mark.parametrize("part", ["participant", "coach"])
def test_raters_and_the_client_are_asked(cast, harbour, part):
    contract = coaching.agreed(cast)
    asked = start_feedback(contract=contract, raters=raters(cast), by=getattr(cast, part))

    assert (asked.stage, asked.anonymous, asked.subject.membership) == ("baseline", True, cast.participant)
    groups = {request.respondent_id: request.group for request in asked.requests.all()}
    assert groups[cast.participant.pk] == "self"
    assert groups[cast.sponsor.pk] == "manager"
    assert len(groups) == 6


@pytest.mark.parametrize("part", ["sponsor", "administrator", "member"])
def test_nobody_else_asks(cast, harbour, part):
    with pytest.raises(NotAllowed):
        start_feedback(contract=coaching.agreed(cast), raters=raters(cast), by=getattr(cast, part))


def test_nobody_is_asked_before_the_agreement(cast, harbour):
    with pytest.raises(DomainError, match="between the signing"):
        start_feedback(contract=coaching.designed(cast), raters=raters(cast), by=cast.coach)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda cast, found: found[:3], "at least 4"),
        (lambda cast, found: [*found, (cast.mentor, "report")], "two groups"),
        (lambda cast, found: [*found, (cast.participant, "peer")], "asked anyway"),
        (lambda cast, found: [*found, (cast.manager, "self")], "peer, a report or a manager"),
    ],
)
def test_the_list_of_raters_makes_sense(cast, harbour, change, words):
    with pytest.raises(DomainError, match=words):
        start_feedback(contract=coaching.agreed(cast), raters=change(cast, raters(cast)), by=cast.coach)
    assert not Round.objects.exists()


def test_it_is_asked_twice_and_not_more(cast, harbour):
    contract = coaching.agreed(cast)
    stages = [start_feedback(contract=contract, raters=raters(cast), by=cast.participant).stage for _ in range(2)]
    assert stages == ["baseline", "end"]
    with pytest.raises(DomainError, match="both been asked"):
        start_feedback(contract=contract, raters=raters(cast), by=cast.participant)


def test_people_are_named_a_line_each(cast, harbour, as_):
    contract = coaching.agreed(cast)
    response = as_(cast.participant).post(
        url("feedback-start", contract),
        {
            "peers": "helen byrne\nTiago Mendes\n marta@people.example ",
            "reports": "Nuno  Alves",
            "managers": "lucia@people.example",
        },
    )
    assert response.url == url("contract-detail", contract)
    assert Round.objects.get().requests.count() == 6


def test_a_name_that_nobody_has_is_said_and_kept(cast, harbour, as_):
    """Greta is in the other organization."""
    contract = coaching.agreed(cast)
    response = as_(cast.participant).post(
        url("feedback-start", contract), {"peers": "Helen Byrne\nGreta Holm", "reports": "", "managers": ""}
    )
    assert response.status_code == 422
    assert "Nobody here is called Greta Holm" in response.text
    assert "Helen Byrne" in response.text
    assert not Round.objects.exists()


@pytest.mark.parametrize("part", ["sponsor", "administrator", "member", "stranger"])
def test_others_do_not_get_the_page(cast, harbour, as_, part):
    assert as_(getattr(cast, part)).get(url("feedback-start", coaching.agreed(cast))).status_code == 404


def test_results_are_for_client_and_coach_only(cast, harbour, as_):
    contract = coaching.agreed(cast)
    asked = start_feedback(contract=contract, raters=raters(cast), by=cast.participant)
    for request in asked.requests.select_related("respondent__user", "round__questionnaire", "round__engagement"):
        given = {}
        for question in filter(is_question, questions_for(request)):
            given[question["key"]] = {"scale": "4", "yes_no": "yes", "text": ""}[question["type"]]
        answer_request(request=request, answers=given, by=request.respondent)
    asked.refresh_from_db()
    close_round(round=asked)

    page = url("contract-detail", contract)
    for person in (cast.participant, cast.coach):
        assert 'class="radar"' in as_(person).get(page).text
    shown = as_(cast.sponsor).get(page).text
    assert 'class="radar"' not in shown
    assert "How others see" not in shown
