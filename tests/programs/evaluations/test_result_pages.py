"""A program's results: page, report and file say the same; a 360 and before and after."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from portal.audit.models import AuditEntry
from programs.engagements.actions import change_program
from programs.engagements.lifecycle import State
from programs.evaluations.actions import answer_request, close_round, join_rounds
from programs.evaluations.models import Questionnaire
from programs.evaluations.queries import changes_of, results_of
from tests.cast import make_member
from tests.factories.evaluations import (
    SECRET,
    answer,
    make_cohort,
    make_people,
    make_round,
    request_of,
    respondents,
)
from tests.factories.goals import make_contract, place_of
from tests.factories.questionnaires import make_own

pytestmark = pytest.mark.django_db


def url(name, program, **kwargs):
    return reverse(f"evaluations:{name}", kwargs={"organization": "harbour", "program_id": program.pk, **kwargs})


def closed(cohort, values, **kwargs):
    """A round in which person after person chose these for `relevant`, and something spread out for the others."""
    round = make_round(cohort, **kwargs)
    for number, (person, value) in enumerate(zip(respondents(round), values, strict=False)):
        answer(round, person, relevant=value, recommend=1 + number % 5, use=1 + (number + 2) % 5, better=SECRET)
    close_round(round=round)
    join_rounds(program_id=cohort.program_id)
    round.refresh_from_db()
    return round


@pytest.fixture
def cohort(cast, harbour):
    return make_cohort(cast, 8, state=State.ACTIVE)  # and the trainer: nine people


@pytest.fixture
def program(cast, cohort):
    closed(cohort, [1, 1, 2, 2, 3, 3, 2], stage="baseline", anonymous=True)
    closed(cohort, [4, 4, 5, 5, 3, 5, 4, 5], stage="end", anonymous=True)
    closed(cohort, [5, 5, 5], stage="follow_up", anonymous=True)
    return cohort.program


def test_the_page_shows_figures_a_change_and_what_is_too_few(cast, program, as_):
    page = as_(cast.administrator).get(url("program-results", program)).content.decode()
    assert "<strong>2.0</strong> of 5" in page
    assert "<strong>4.4</strong> of 5" in page
    assert "Up by 2.4, from 2.0 to 4.4 (7 answers, then 8). With 95 % confidence it is between +1.5 and +3.3." in page
    assert page.count("No clear change, from") == 2
    assert "Too few answers yet." in page, "three answered some time after"
    assert SECRET not in page
    report = as_(cast.administrator).get(url("program-report", program)).content.decode()
    assert "What is not shown, and why" in report
    assert "<strong>4.4</strong> of 5" in report
    assert SECRET not in report


def test_files_have_what_the_page_has_and_leave_a_trace(cast, program, as_):
    change_program(program=program, by=cast.administrator, name="=Hard talks")
    questions = Questionnaire.objects.get(code="training-reaction")
    Questionnaire.objects.filter(pk=questions.pk).update(title="=cmd()|1")
    browser = as_(cast.administrator)
    file = browser.post(url("program-export", program), {"form": "csv"})
    assert file.headers["Content-Disposition"].startswith('attachment; filename="hard-talks-results-20')
    assert file.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))
    fits = "What I learned fits the work I do."
    assert ["'=cmd()|1", "Before", fits, "7", "2.0", "", ""] in rows
    assert ["'=cmd()|1", "At the end", fits, "8", "4.4", "", ""] in rows
    assert not [cell for row in rows for cell in row if cell.startswith("=")]
    assert SECRET not in file.content.decode()
    book = load_workbook(io.BytesIO(browser.post(url("program-export", program), {"form": "xlsx"}).content))
    assert book.sheetnames == ["Results", "Before and after"]
    numbers = [row for row in book["Results"].iter_rows(values_only=True) if row[2] == fits]
    assert [row[3:5] for row in numbers] == [(7, 2.0), (8, 4.4)]
    assert not [cell for row in book["Results"].iter_rows() for cell in row if cell.data_type == "f"]
    entries = AuditEntry.objects.filter(verb="exported", subject_id=program.pk)
    assert sorted(entry.data["form"] for entry in entries) == ["csv", "xlsx"]
    assert {entry.by_user for entry in entries} == {cast.administrator.user_id}


def test_who_does_not_run_the_program_gets_no_file(cast, program, as_):
    address = url("program-export", program)
    assert as_(cast.administrator).get(address).status_code == 405
    assert as_(cast.administrator).post(address, {"form": "exe"}).status_code == 302
    assert as_(cast.manager).post(address, {"form": "csv"}).status_code == 404
    assert as_(cast.participant).post(address, {"form": "csv"}).status_code == 403
    assert not AuditEntry.objects.filter(verb="exported").exists()


def test_a_cut_that_holds_nothing_says_so(cast, program, as_):
    page = as_(cast.administrator).get(url("program-results", program) + "?period=1999").content.decode()
    assert "Nothing counts in this selection." in page
    assert "Nothing in this selection" in page


def feedback(contract, cast, stage, people, named=False, **scores):
    asked = [(cast.participant, "self"), (people[0], "manager"), *((person, "peer") for person in people[1:])]
    subject = place_of(contract, cast.participant)
    round = make_round(contract, "feedback-360", stage=stage, subject=subject, respondents=asked)
    answer(round, cast.participant)
    for number, person in enumerate(people):
        answer(round, person, by_name=named, **{key: values[number] for key, values in scores.items()})
    round.refresh_from_db()
    return round


def test_a_manager_alone_is_named_only_with_consent(cast, harbour):
    contract, people = make_contract(cast, state=State.ACTIVE), make_people(6)
    spread = {"delegating": [5, 1, 1, 2, 3, 2]}
    named = results_of(feedback(contract, cast, "baseline", people, named=True, **spread), cast.participant)
    assert [(group.label, group.count, group.name) for group in named.groups] == [
        ("Peers", 5, ""),
        ("Manager", 1, people[0].name),
    ]
    assert dict(named.groups[1].scores)["Delegating"] == 5.0
    assert named.axes[0]["others"] == 2.33
    unnamed = results_of(feedback(contract, cast, "end", people, **spread), cast.participant)
    assert [group.name for group in unnamed.groups] == [], "peers alone would leave the manager’s answer over"
    assert unnamed.axes[0]["others"] == 2.33


def test_a_360_that_is_repeated_shows_what_changed_and_who_answered_both_times(cast, harbour):
    contract, people = make_contract(cast, state=State.ACTIVE), make_people(7)
    feedback(contract, cast, "baseline", people[:6], delegating=[1, 1, 2, 2, 1, 3])
    round = feedback(contract, cast, "end", people[1:], delegating=[4, 5, 4, 3, 5, 4])
    changes = changes_of(round)
    assert (changes.overlap, changes.before.stage) == (5, "baseline")
    first = changes.rows[0]
    assert first.change.clear
    assert first.sentence.startswith("Up by 2.5, from 1.7 to 4.2 (6 answers, then 6).")


def test_the_same_people_are_compared_with_themselves_if_nobody_is_left_over(cast, harbour):
    cohort = make_cohort(cast, 5, state=State.ACTIVE)
    closed(cohort, [1, 2, 3, 1, 2, 3], stage="baseline")
    after = closed(cohort, [2, 3, 4, 3, 3, 5], stage="end")
    rows = changes_of(after).rows
    assert rows[0].change.paired
    assert rows[0].sentence.startswith("Up by 1.3, from 2.0 to 3.3 (the same 6 people).")
    other = make_cohort(cast, name="Another", people=cohort_people(cohort, cast), state=State.ACTIVE)
    closed(other, [1, 2, 3, 1, 2, 3], stage="baseline")
    after = closed(other, [2, 3, 4, 3, 3], stage="end")
    assert not changes_of(after).rows[0].change.paired, "one answered only before: the pairs would tell that answer"


def cohort_people(cohort, cast):
    places = cohort.participations.filter(role="learner").exclude(membership=cast.participant)
    return [place.membership for place in places.select_related("membership__user")]


def test_every_type_of_question_is_told_on_page_report_and_file(cast, harbour, as_):
    """Thirteen people answer Olga's own questions; each type has a sentence and numbers that came from them."""
    cohort = make_cohort(cast, people=[make_member(f"Guest{number} Crowd") for number in range(11)], state=State.ACTIVE)
    round = make_round(cohort, make_own(cast, title="Our own").code, anonymous=True)
    for number, person in enumerate(respondents(round)):
        given = {"again": ["yes", "no"][number % 2], "why": SECRET, "worth": number % 11, "hours": 3 * number}
        by_call = {"place": "call", "trouble": [["sound"], ["sound", "focus"]][number % 2]}
        chosen = by_call if number % 2 else {"place": "room"}
        answer_request(request=request_of(round, person), answers={**given, **chosen}, by=person)
    join_rounds(program_id=cohort.program_id)
    asked = ["Would you come again?", "Was it worth it?", "How long did it take?", "Where?"]
    browser = as_(cast.administrator)
    for name in ("program-results", "program-report"):
        page = browser.get(url(name, cohort.program)).content.decode()
        assert [text for text in asked if text not in page] == []
        assert "In a room" in page
        assert SECRET not in page
    sheet = browser.post(url("program-export", cohort.program), {"form": "csv"}).content.decode("utf-8-sig")
    assert [text for text in asked if text not in sheet] == []
    assert SECRET not in sheet
    own = as_(cast.trainer).get(f"/o/harbour/evaluations/rounds/{round.pk}/").content.decode()
    assert [text for text in asked if text not in own] == []
    assert SECRET in own, "what people wrote is for those who took part, without names"
