"""The pages of evaluations, and who gets which."""

import pytest
from django.urls import reverse

from programs.engagements.actions import end_participation
from programs.engagements.lifecycle import State
from programs.evaluations.actions import close_round, join_rounds
from programs.evaluations.models import Response
from tests.factories.evaluations import SECRET, answer, make_cohort, make_people, make_round, request_of, respondents
from tests.factories.goals import make_contract, place_of

pytestmark = pytest.mark.django_db
OVERVIEW_QUERIES, PROGRAM_QUERIES = 12, 14
GOOD = {"relevant": "4", "recommend": "5", "use": "3", "better": "More practice"}


def url(name, **kwargs):
    return reverse(f"evaluations:{name}", kwargs={"organization": "harbour", **kwargs})


@pytest.fixture
def round(cast, harbour):
    return make_round(make_cohort(cast, 5, state=State.ACTIVE), anonymous=True)


@pytest.fixture
def address(cast, round):
    return url("request-answer", request_id=request_of(round, cast.participant).pk)


def test_who_reads_it_stands_before_the_first_question(cast, address, as_):
    page = as_(cast.participant).get(address).content.decode()
    assert "Kept without your name" in page
    assert page.index("Kept without your name") < page.index("What I learned fits the work I do.")
    assert page.count('type="radio"') == 15


def test_answers_are_handed_in_once_and_thanked_for(cast, address, as_):
    browser = as_(cast.participant)
    page = browser.post(address, GOOD, follow=True).content.decode()
    assert "Thank you" in page
    assert "Your answers are there already" in page
    again = browser.post(address, GOOD)
    assert again.status_code == 409
    assert "Your answers are there already" in again.content.decode()
    assert Response.objects.count() == 1


def test_what_is_half_filled_comes_back_with_what_was_typed(cast, address, as_):
    response = as_(cast.participant).post(address, {"relevant": "4", "recommend": "7", "better": "More practice"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "More practice" in page
    assert page.count("Choose a number from 1 to 5.") == 4, "two questions, each in the summary and at its place"
    assert page.count(" checked") == 1
    assert not Response.objects.exists()


@pytest.mark.parametrize("part", ["trainer", "bystander", "administrator", "manager", "stranger"])
def test_somebody_elses_request_is_404(cast, address, as_, part):
    browser = as_(getattr(cast, part))
    assert browser.get(address).status_code == 404
    assert browser.post(address, GOOD).status_code == 404
    assert not Response.objects.exists()


def test_a_closed_round_says_so(cast, round, address, as_):
    close_round(round=round)
    browser = as_(cast.participant)
    assert "These questions are closed" in browser.get(address).content.decode()
    assert browser.post(address, GOOD).status_code == 409
    assert not Response.objects.exists()


def test_somebody_who_has_left_is_told_so(cast, round, address, as_):
    end_participation(participation=place_of(round.engagement, cast.participant), by=cast.participant)
    browser = as_(cast.participant)
    assert "You no longer take part here" in browser.get(address).content.decode()
    assert browser.post(address, GOOD).status_code == 409
    assert "Difficult conversations" not in browser.get(url("request-list")).content.decode()
    assert not Response.objects.exists()


def test_results_below_five_show_nothing_and_from_five_on_the_averages(cast, round, as_):
    results, people = url("round-results", round_id=round.pk), respondents(round)
    for person in people[:4]:
        answer(round, person, relevant=2, better=SECRET)
    page = as_(cast.participant).get(results).content.decode()
    assert "4 of 6 answers so far; results are shown from five." in page
    assert SECRET not in page
    assert "2.0" not in page
    for person in people[4:]:
        answer(round, person, relevant=2, better=SECRET)
    page = as_(cast.participant).get(results).content.decode()
    assert SECRET in page
    assert "<strong>2.2</strong> of 5" in page, "all said 2; one of them counts as the value beside it"
    assert "Nearly everybody in a group answered alike." in page


@pytest.mark.parametrize("part", ["bystander", "administrator", "manager", "mentor", "stranger"])
def test_results_are_404_for_who_does_not_take_part(cast, round, as_, part):
    for person in respondents(round):
        answer(round, person)
    assert as_(getattr(cast, part)).get(url("round-results", round_id=round.pk)).status_code == 404


def test_own_answers_come_back_where_they_were_not_anonymous(cast, harbour, as_):
    round = make_round(make_contract(cast, state=State.EVALUATING), "coaching-end")
    answer(round, cast.participant, said="For me alone")
    address = url("round-results", round_id=round.pk)
    assert "For me alone" in as_(cast.participant).get(address).content.decode()
    for other in (cast.coach, cast.sponsor):
        assert "For me alone" not in as_(other).get(address).content.decode()


def make_360(cast, peers=4):
    contract, people = make_contract(cast, state=State.ACTIVE), make_people(peers)
    asked = [(cast.participant, "self"), *((person, "peer") for person in people)]
    subject = place_of(contract, cast.participant)
    round = make_round(contract, "feedback-360", stage="baseline", subject=subject, respondents=asked)
    return round, people


def test_a_360_is_answered_by_people_who_take_no_part_and_read_by_two(cast, harbour, as_):
    round, people = make_360(cast)
    page = as_(people[0]).get(url("request-answer", request_id=request_of(round, people[0]).pk)).content.decode()
    assert "Amara Okafor and Rafael Moreira see averages, never your answers" in page
    for person in (cast.participant, *people):
        answer(round, person, comment=SECRET if person in people else "Mine")
    address = url("round-results", round_id=round.pk)
    for person in (cast.participant, cast.coach):
        page = as_(person).get(address).content.decode()
        assert 'class="radar"' in page
        assert SECRET in page
    for person in (cast.sponsor, people[0], cast.administrator):
        assert as_(person).get(address).status_code == 404


def test_the_overview_is_for_those_who_run_programs(cast, round, as_):
    for person in respondents(round):
        answer(round, person)
    page = as_(cast.administrator).get(url("overview")).content.decode()
    assert "6 of 6" in page
    assert SECRET not in page
    program = url("program-results", program_id=round.engagement.program_id)
    assert program in page
    assert as_(cast.manager).get(program).status_code == 404
    assert as_(cast.participant).get(program).status_code == 403
    assert "6 of 6" not in as_(cast.manager).get(url("overview")).content.decode(), "a program of others"
    assert as_(cast.participant).get(url("overview")).status_code == 403
    assert as_(cast.stranger).get(url("overview")).status_code == 404


def test_an_empty_list_says_what_will_stand_there(cast, harbour, as_):
    assert "No open questions" in as_(cast.bystander).get(url("request-list")).content.decode()


def test_answered_requests_lead_to_their_results(cast, round, as_):
    answer(round, cast.participant)
    page = as_(cast.participant).get(url("request-list")).content.decode()
    assert url("round-results", round_id=round.pk) in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_as_many_queries_for_three_rows(cast, harbour, as_, django_assert_num_queries, rows):
    people = make_people(1)
    for number in range(rows):
        cohort = make_cohort(cast, people=people, name=f"Course {number}", state=State.ACTIVE)
        make_round(cohort, anonymous=True)
        answer(make_round(cohort, stage="follow_up", anonymous=True), cast.participant)
    browser = as_(cast.participant)
    browser.get(url("request-list"))
    with django_assert_num_queries(12):
        page = browser.get(url("request-list")).content.decode()
    assert page.count("Open until") == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_of_results_take_as_many_queries_for_three_rounds(
    cast, harbour, as_, django_assert_num_queries, rows
):
    people = make_people(4)
    first = make_cohort(cast, people=people, state=State.ACTIVE)
    for stage in ("baseline", "middle", "end")[:rows]:
        round = make_round(first, stage=stage)
        for person in respondents(round):
            answer(round, person)
    join_rounds(program_id=first.program_id)
    browser = as_(cast.administrator)
    browser.get(url("overview"))
    with django_assert_num_queries(OVERVIEW_QUERIES):
        page = browser.get(url("overview")).content.decode()
    assert page.count("6 answers") == rows
    with django_assert_num_queries(PROGRAM_QUERIES):
        page = browser.get(url("program-results", program_id=first.program_id)).content.decode()
    assert page.count("The results stand on 6 answers") == rows
