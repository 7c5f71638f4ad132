"""Results: nothing below five answers, nothing that two looks or two cuts would reveal."""

import pytest

from portal.outbox.relay import relay
from programs.engagements.actions import create_engagement, give_program
from programs.engagements.lifecycle import State
from programs.evaluations.actions import close_round, join_rounds
from programs.evaluations.models import Batch, Response, Round
from programs.evaluations.queries import overview_for, program_results_for, results_of, rounds_of
from tests.factories.evaluations import SECRET, answer, make_cohort, make_people, make_round, respondents
from tests.factories.goals import make_contract, make_engagement, place_of, set_state

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(cast, harbour):
    return make_cohort(cast, 5, state=State.ACTIVE)  # and the trainer: six people


def answer_some(round, count, **changes):
    for person in respondents(round)[:count]:
        answer(round, person, **changes)


def test_four_answers_show_nothing_even_when_it_is_closed(cast, cohort):
    round = make_round(cohort, anonymous=True)
    answer_some(round, 4)
    results = results_of(round, cast.participant)
    assert results.waiting == "4 of 6 answers so far; results are shown from five."
    close_round(round=round)
    results = results_of(round, cast.participant)
    assert (results.shown, results.scales, results.texts, results.own) == (False, [], [], [])
    assert SECRET not in str(results)


def test_five_answers_show_means_counts_and_texts_once_it_is_closed(cast, cohort):
    round = make_round(cohort, anonymous=True)
    for person, value in zip(respondents(round), (1, 2, 3, 4, 5), strict=False):
        answer(round, person, relevant=value, better=f"Text {value}")
    close_round(round=round)
    results = results_of(round, cast.participant)
    first = results.scales[0]
    assert (first.mean, first.count) == (3.0, 5)
    assert first.distribution == [], "five rows with one person each are shown from ten answers on"
    assert sorted(results.texts[0].answers) == [f"Text {value}" for value in range(1, 6)]


def test_an_open_round_shows_nothing_so_that_the_sixth_answer_cannot_be_computed(cast, cohort):
    round = make_round(cohort, anonymous=True)
    answer_some(round, 5)
    results = results_of(round, cast.participant)
    assert not results.shown
    assert "when the round closes" in results.waiting
    answer(round, respondents(round)[5])
    round.refresh_from_db()
    assert results_of(round, cast.participant).shown, "everybody answered, so it closed by itself"


def test_a_question_that_few_were_asked_stays_hidden(cast, harbour):
    people = [(cast.mentor, "mentor"), *((person, "mentee") for person in make_people(5))]
    round = make_round(make_engagement(cast, people, kind="mentoring", state=State.ACTIVE), "mentoring-end")
    answer_some(round, 6)
    round.refresh_from_db()
    by_label = {scale.label: scale for scale in results_of(round, cast.mentor).scales}
    hidden = by_label["As mentor, I took something from this for myself."]
    assert (hidden.count, hidden.mean, hidden.distribution) == (0, None, [])
    assert by_label["I make progress with what I want to reach."].mean == 3.83, "all said 4, which may not be known"
    assert by_label["Would you join a circle again?"].distribution == [("Yes", 5), ("No", 1)]


def test_in_a_contract_each_person_sees_their_own_answers_only(cast, harbour):
    round = make_round(make_contract(cast, state=State.EVALUATING), "coaching-end")
    answer(round, cast.participant, reached=1, said="For me alone")
    answer(round, cast.coach, reached=5)
    mine = results_of(round, cast.participant)
    assert ("The objectives were reached.", "1 of 5") in mine.own
    assert mine.waiting == "2 of 3 answers so far; results are shown from five."
    for other in (cast.coach, cast.sponsor):
        assert "For me alone" not in str(results_of(round, other))
        assert ("The objectives were reached.", "1 of 5") not in results_of(round, other).own


@pytest.mark.parametrize("part", ["administrator", "manager", "bystander", "mentor"])
def test_who_does_not_take_part_gets_nothing(cast, cohort, part):
    round = make_round(cohort)
    answer_some(round, 6)
    round.refresh_from_db()
    results = results_of(round, getattr(cast, part))
    assert (results.shown, results.own, results.scales) == (False, [], [])


def make_360(cast, manager=0, peer=0, report=0):
    contract = make_contract(cast, state=State.ACTIVE)
    people = make_people(manager + peer + report)
    groups = ["manager"] * manager + ["peer"] * peer + ["report"] * report
    asked = [(cast.participant, "self"), *zip(people, groups, strict=True)]
    subject = place_of(contract, cast.participant)
    return make_round(contract, "feedback-360", stage="baseline", subject=subject, respondents=asked), people


def shown_360(cast, **groups):
    round, people = make_360(cast, **groups)
    answer(round, cast.participant, delegating=5, comment="Mine")
    for index, person in enumerate(people):
        answer(round, person, delegating=1 + index % 2, comment=f"Remark {index}")
    round.refresh_from_db()
    return round, results_of(round, cast.participant)


def test_a_360_compares_oneself_with_the_average_of_the_others(cast, harbour):
    round, results = shown_360(cast, peer=4)
    assert results.axes[0] == {"label": "Delegating", "self": 5.0, "others": 1.5}
    assert len(results.axes) == 6
    assert sorted(results.texts[0].answers) == [f"Remark {number}" for number in range(4)]
    assert results_of(round, cast.coach).axes == results.axes


@pytest.mark.parametrize("part", ["sponsor", "administrator", "bystander"])
def test_a_360_is_for_its_person_and_the_coach(cast, harbour, part):
    round, _ = shown_360(cast, peer=4)
    results = results_of(round, getattr(cast, part))
    assert (results.axes, results.texts, results.groups, results.own) == ([], [], [], [])


def test_three_others_are_too_few(cast, harbour):
    _, results = shown_360(cast, peer=3)
    assert not results.shown
    assert results.waiting.startswith("3 of 3 answers came in. Results are shown from four")
    assert "Remark" not in str(results)
    assert ("Delegating", "5 of 5") in results.own, "one's own scores are one's own"


@pytest.mark.parametrize(
    ("groups", "shown"),
    [
        ({"peer": 4}, ["Peers"]),
        ({"manager": 1, "peer": 3}, []),  # all minus peers would be the manager's own answer
        ({"peer": 2, "report": 2}, []),
        ({"peer": 3, "report": 3}, ["Peers", "Reports"]),
        ({"manager": 1, "peer": 3, "report": 3}, ["Peers"]),
    ],
)
def test_groups_are_shown_only_where_they_do_not_give_the_rest_away(cast, harbour, groups, shown):
    _, results = shown_360(cast, **groups)
    assert sorted(group.label for group in results.groups) == sorted(shown)
    left = sum(groups.values()) - sum(group.count for group in results.groups)
    assert left == 0 or left >= 3


def test_an_open_360_shows_nothing_yet(cast, harbour):
    round, people = make_360(cast, peer=5)
    for person in people[:4]:
        answer(round, person)
    assert not results_of(round, cast.participant).shown


def test_rounds_of_an_engagement_count_and_say_what_is_mine(cast, cohort):
    round = make_round(cohort, anonymous=True)
    answer(round, cast.participant)
    (row,) = rounds_of(cohort, cast.participant)
    assert (row.asked, row.answered, row.mine.respondent, row.shows_results) == (6, 1, cast.participant, True)
    (row,) = rounds_of(cohort, cast.bystander)
    assert (row.mine, row.shows_results) == (None, False)


def closed_cohort(cast, people, name):
    """A closed round with the answers of everybody but the trainer and Amara."""
    cohort = make_cohort(cast, name=name, people=people, state=State.ACTIVE)
    round = make_round(cohort, anonymous=True)
    for person in people:
        answer(round, person, better=SECRET)
    close_round(round=round)
    return cohort


def counted_in(cast, program):
    """The one section of a program's page."""
    join_rounds(program_id=program.pk)
    (section,) = program_results_for(cast.administrator, program.pk).sections
    return section


def test_a_program_counts_from_five_people_on(cast, harbour):
    people = make_people(5)
    small, large = closed_cohort(cast, people[:4], "Small"), closed_cohort(cast, people, "Large")
    section = counted_in(cast, small.program)
    assert (section.asked.answered, section.asked.asked, section.counted, section.questions) == (4, 6, 0, [])
    section = counted_in(cast, large.program)
    assert (section.asked.answered, section.counted, section.questions[0].mean) == (5, 5, 3.8)
    assert SECRET not in str(section)
    counted = {row.program.name: row.asked[0].counted for row in overview_for(cast.administrator)}
    assert counted == {"Small": 0, "Large": 5}


def test_a_round_that_closes_counts_for_its_program_by_itself(cast, harbour):
    cohort = closed_cohort(cast, make_people(5), "Large")
    relay()
    (section,) = program_results_for(cast.administrator, cohort.program_id).sections
    assert section.counted == 5


def test_a_program_grows_by_five_people_or_more(cast, harbour):
    people = make_people(5)
    cohort = closed_cohort(cast, people, "Large")
    assert counted_in(cast, cohort.program).counted == 5
    few = make_round(cohort, stage="follow_up", anonymous=True)
    for person in people[:2]:
        answer(few, person, relevant=1)
    close_round(round=few)
    Round.objects.filter(pk=few.pk).update(stage="end", engagement=_sibling(cast, cohort))
    section = counted_in(cast, cohort.program)
    assert (section.asked.answered, section.asked.waiting, section.counted) == (7, 2, 5)
    assert section.questions[0].mean == 3.8


def test_an_erased_answer_takes_its_batch_away(cast, harbour):
    """Otherwise yesterday's page and today's would differ by that one answer."""
    cohort = make_cohort(cast, 6, state=State.ACTIVE)
    round = make_round(cohort)
    answer_some(round, 6)
    close_round(round=round)
    assert counted_in(cast, cohort.program).counted == 6
    Batch.objects.update(answers=7)  # as if there had been one more
    assert counted_in(cast, cohort.program).counted == 0


def _sibling(cast, cohort):
    return create_engagement(
        program=cohort.program,
        title="Second run",
        state=State.ACTIVE,
        starts_on=cohort.starts_on,
        by=cast.administrator,
    )


def test_the_overview_leaves_360s_and_other_programs_out(cast, harbour):
    shown_360(cast, peer=4)
    assert overview_for(cast.administrator) == []
    cohort = make_cohort(cast, people=[], state=State.ACTIVE, name="Course")
    make_round(cohort)
    assert len(overview_for(cast.administrator)) == 1
    assert overview_for(cast.manager) == []
    give_program(program=cohort.program, managers=[cast.manager], by=cast.administrator)
    assert len(overview_for(cast.manager)) == 1


def test_answers_outlive_the_engagement(cast, cohort):
    round = make_round(cohort, anonymous=True)
    answer_some(round, 6)
    set_state(cohort, State.CLOSED)
    round.refresh_from_db()
    assert results_of(round, cast.participant).shown
    assert Response.objects.count() == 6
