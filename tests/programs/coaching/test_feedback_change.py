"""The 360 before and the one at the end: what changed, as far as both may be shown."""

import pytest

from programs.coaching.actions import start_feedback
from programs.evaluations.actions import answer_request, close_round
from programs.evaluations.models import Round
from tests.cast import make_member
from tests.factories import coaching
from tests.factories.evaluations import STANDARD_ANSWERS
from tests.programs.coaching.urls import url

USUAL = STANDARD_ANSWERS["feedback-360"]


@pytest.fixture
def contract(cast, harbour):
    return coaching.agreed(cast)


@pytest.fixture
def others(cast, harbour):
    names = ("Priya Nair", "Sven Lund", "Dana Voss", "Ines Rocha", "Jonas Kruse", "Wanda Mazur", "Kofi Boateng")
    return [make_member(name) for name in names]


def ask(cast, contract, others, delegating, *, own=3, leave=0, close=True) -> Round:
    """Ask these people, who say this of delegating; `leave` of them do not answer."""
    round = start_feedback(contract=contract, raters=[(one, "peer") for one in others], by=cast.participant)
    said = {one.pk: value for one, value in zip(others, delegating, strict=True)}
    related = ("respondent__user", "round__questionnaire", "round__engagement", "round__subject")
    requests = round.requests.select_related(*related)
    rows = sorted(requests, key=lambda row: row.respondent_id != cast.participant.pk)
    for request in rows[: len(rows) - leave]:
        if request.respondent_id == cast.participant.pk:
            answers = {**USUAL, "delegating": own}
        else:
            answers = {**USUAL, "delegating": said[request.respondent_id]}
        answer_request(request=request, answers=answers, by=request.respondent)
    round.refresh_from_db()
    if close and round.closed_at is None:
        close_round(round=round)
    return round


def test_a_clear_change_an_unclear_one_and_ones_own(cast, contract, others, as_):
    ask(cast, contract, others, [1, 2, 1, 2, 1, 2, 2])
    ask(cast, contract, others, [4, 5, 4, 5, 4, 5, 5], own=4)
    for person in (cast.participant, cast.coach):
        page = as_(person).get(url("feedback-change", contract))
        change = page.context["change"]
        first = change.biggest[0]
        assert (first.label, first.own, first.change.clear) == ("Delegating", (3.0, 4.0), True)
        assert first.sentence.startswith("Up by ")
        assert first.sentence in page.text
        assert len(change.biggest) == 3
        assert change.biggest[1].sentence.startswith("No clear change")
        assert 'class="chart"' in page.text
        assert "Priya Nair" not in page.text
    for person in (cast.sponsor, cast.administrator, cast.member, cast.stranger):
        assert as_(person).get(url("feedback-change", contract)).status_code == 404


def test_four_each_time_are_too_few_to_call_it_chance(cast, contract, others, as_):
    ask(cast, contract, others[:4], [1, 2, 2, 3])
    ask(cast, contract, others[:4], [4, 5, 3, 4])
    page = as_(cast.participant).get(url("feedback-change", contract))
    area = page.context["change"].biggest[0]
    assert (area.change, round(area.difference)) == (None, 2)
    assert "too few answers to say whether it is chance" in page.text


@pytest.mark.parametrize(("early", "late"), [(3, 7), (7, 3)])
def test_one_round_of_too_few_hides_the_change(cast, contract, others, as_, early, late):
    """A difference to an average that is shown would show the one that is not."""
    for count in (early, late):
        some = others[: max(count, 4)]
        ask(cast, contract, some, [5] * len(some), leave=len(some) - count)
    page = as_(cast.participant).get(url("feedback-change", contract))
    assert page.context["change"].areas == []
    assert "Too few answered both times" in page.text
    assert 'class="chart"' not in page.text


def test_nothing_is_compared_before_the_second_has_closed(cast, contract, others, as_):
    assert "asked twice" in as_(cast.coach).get(url("feedback-change", contract)).text
    ask(cast, contract, others, [3] * 7)
    ask(cast, contract, others, [4] * 7, leave=1, close=False)
    assert "second round has closed" in as_(cast.coach).get(url("feedback-change", contract)).text
