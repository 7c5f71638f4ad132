"""The catalogue, a course, and a run as learner and trainer see it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from programs.engagements.actions import move_program
from programs.training import actions
from programs.training.models import Course
from tests.cast import make_member
from tests.factories.training import (
    attend,
    fresh,
    make_cohort,
    make_completed,
    make_course,
    make_held,
    make_training_program,
)

pytestmark = pytest.mark.usefixtures("harbour")


def enroll(cohort, learner):
    return actions.enroll(cohort=cohort, membership=learner, by=learner)


def test_an_empty_catalogue_says_why(cast, as_):
    assert "No courses yet" in as_(cast.member).get("/o/harbour/courses/").content.decode()


def test_the_catalogue_shows_the_next_run_and_its_places(cast, as_):
    course = make_course(cast)
    cohort = make_cohort(cast, course, seats=3)
    enroll(cohort, cast.participant)
    page = as_(cast.member).get("/o/harbour/courses/").content.decode()
    assert "Difficult conversations" in page and "2 places left" in page and "Spring run" in page
    enroll(cohort, cast.sponsor)
    assert "1 place left" in as_(cast.member).get("/o/harbour/courses/").content.decode()
    enroll(cohort, cast.bystander)
    assert "Full, waiting list open" in as_(cast.member).get("/o/harbour/courses/").content.decode()


def test_search_finds_by_words_and_says_when_nothing_fits(cast, as_):
    make_course(cast)
    make_course(cast, "Leading change")
    found = as_(cast.member).get("/o/harbour/courses/?q=leading").content.decode()
    assert "Leading change" in found and "Difficult conversations" not in found
    assert as_(cast.member).get("/o/harbour/courses/?q=%00").status_code == 200
    assert "No course fits these words" in as_(cast.member).get("/o/harbour/courses/?q=zebra").content.decode()


def test_drafts_are_not_in_the_catalogue(cast, as_):
    cohort = make_cohort(cast, opened=False)
    assert "Spring run" not in as_(cast.member).get("/o/harbour/courses/").content.decode()
    page = as_(cast.member).get(f"/o/harbour/courses/{cohort.course_id}/").content.decode()
    assert "Spring run" not in page and "No run is planned now" in page


def test_courses_of_a_closed_program_are_gone_for_others_and_there_for_its_learners(cast, as_):
    cohort = make_cohort(cast)
    enroll(cohort, cast.participant)
    move_program(program=cohort.course.program, to="closed", by=cast.administrator)
    address = f"/o/harbour/courses/{cohort.course_id}/"
    assert as_(cast.bystander).get(address).status_code == 404
    assert as_(cast.participant).get(address).status_code == 200


def test_another_organization_sees_no_course(cast, as_):
    course = make_course(cast)
    assert course.title not in as_(cast.stranger).get("/o/northwind/courses/").content.decode()
    assert as_(cast.stranger).get(f"/o/northwind/courses/{course.pk}/").status_code == 404
    assert as_(cast.stranger).get(f"/o/harbour/courses/{course.pk}/").status_code == 404


def test_the_course_page_in_each_state(cast, as_):
    cohort = make_cohort(cast, seats=1, sessions=1)
    address = f"/o/harbour/courses/{cohort.course_id}/"
    assert "Take a place" in as_(cast.participant).get(address).content.decode()
    enroll(cohort, cast.participant)
    assert "You have a place" in as_(cast.participant).get(address).content.decode()
    assert "You would be <strong>number 1</strong>" in as_(cast.member).get(address).content.decode()
    enroll(cohort, cast.member)
    waiting = as_(cast.member).get(address).content.decode()
    assert "You are number 1 on the waiting list" in waiting and "Leave the waiting list" in waiting
    assert "You lead this run" in as_(cast.trainer).get(address).content.decode()
    actions.start_cohort(cohort=fresh(cohort), by=cast.trainer)
    closed = as_(cast.bystander).get(address).content.decode()
    assert "Enrolling is closed" in closed and "/enroll/" not in closed


def test_somebody_who_waits_is_led_from_the_run_to_the_course(cast, as_):
    cohort = make_cohort(cast, seats=1)
    enroll(cohort, cast.participant)
    enroll(cohort, cast.member)
    answer = as_(cast.member).get(f"/o/harbour/cohorts/{cohort.pk}/")
    assert answer.status_code == 302
    assert answer["Location"] == f"/o/harbour/courses/{cohort.course_id}/?run={cohort.pk}"


def test_the_learner_sees_sessions_attendance_and_what_the_certificate_needs(cast, as_):
    cohort = make_cohort(cast, sessions=3, needed_attendance=2)
    enroll(cohort, cast.participant)
    enroll(cohort, cast.member)
    page = as_(cast.participant).get(f"/o/harbour/cohorts/{cohort.pk}/").content.decode()
    assert "Session 1 is on" in page and "Come to at least 2 of 3 sessions" in page and "Give up my place" in page
    assert "Tiago" not in page  # who else is enrolled is on the trainer's page
    actions.start_cohort(cohort=fresh(cohort), by=cast.trainer)
    attend(cast, make_held(cohort)[0], cast.participant)
    page = as_(cast.participant).get(f"/o/harbour/cohorts/{cohort.pk}/").content.decode()
    assert "1 of 3 sessions attended" in page and "Attended" in page
    assert page.count("Not marked yet") == 2


def test_a_learner_says_on_the_page_of_the_run_that_they_cannot_come(cast, as_):
    cohort = make_cohort(cast, sessions=2)
    enroll(cohort, cast.participant)
    address = f"/o/harbour/cohorts/{cohort.pk}/"
    session = cohort.engagement.sessions.order_by("starts_at").first()
    assert f"/sessions/{session.pk}/reply/" in as_(cast.participant).get(address).content.decode()
    as_(cast.participant).post(f"/o/harbour/sessions/{session.pk}/reply/", {"coming": "0"})
    page = as_(cast.participant).get(address).content.decode()
    assert "You said that you can’t come" in page and "I can come" in page


def test_the_trainer_sees_learners_and_the_waiting_list_in_order(cast, as_):
    cohort = make_cohort(cast, seats=1, sessions=1)
    for learner in (cast.participant, cast.member, cast.bystander):
        enroll(cohort, learner)
    page = as_(cast.trainer).get(f"/o/harbour/cohorts/{cohort.pk}/").content.decode()
    assert "Amara Okafor" in page
    assert page.index("Tiago Mendes") < page.index("Nuno Alves")
    assert "Start the run" in page


def test_a_completed_run_shows_the_certificate_to_its_holder_only(cast, as_):
    cohort = make_completed(cast)
    mine = as_(cast.participant).get(f"/o/harbour/cohorts/{cohort.pk}/").content.decode()
    assert "You completed this course" in mine and "/certificate/" in mine
    other = as_(cast.member).get(f"/o/harbour/cohorts/{cohort.pk}/").content.decode()
    assert "The run is over" in other and "/certificate/" not in other


def test_people_outside_the_run_get_404(cast, as_):
    cohort = make_cohort(cast)
    enroll(cohort, cast.participant)
    for other in (cast.bystander, cast.manager, cast.stranger):
        assert as_(other).get(f"/o/harbour/cohorts/{cohort.pk}/").status_code == 404


def test_somebody_who_gave_up_no_longer_sees_the_run(cast, as_):
    cohort = make_cohort(cast)
    enrollment = enroll(cohort, cast.participant)
    actions.withdraw(enrollment=enrollment, by=cast.participant)
    assert as_(cast.participant).get(f"/o/harbour/cohorts/{cohort.pk}/").status_code == 404


@pytest.fixture
def warm(as_, django_assert_num_queries):
    """Open a page once, then count the queries of the second time."""

    def count(viewer, address, number):
        browser = as_(viewer)
        assert browser.get(address).status_code == 200
        with django_assert_num_queries(number):
            browser.get(address)

    return count


@pytest.mark.parametrize("rows", [1, 3])
def test_the_catalogue_costs_the_same_with_more_courses(cast, warm, rows):
    program = make_training_program(cast)
    for number in range(rows):
        make_cohort(cast, make_course(cast, f"Course {number}", program=program))
    assert Course.objects.count() == rows
    warm(cast.member, "/o/harbour/courses/", 11)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_course_costs_the_same_with_more_runs(cast, warm, rows):
    course = make_course(cast)
    for number in range(rows):
        later = timezone.localdate() + timedelta(days=40 + number)
        enroll(make_cohort(cast, course, name=f"Run {number}", ends_on=later), cast.participant)
    warm(cast.participant, f"/o/harbour/courses/{course.pk}/", 14)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_run_costs_the_same_with_more_sessions_and_learners(cast, warm, rows):
    cohort = make_cohort(cast, sessions=rows, seats=rows + 1)
    enroll(cohort, cast.participant)
    for number in range(2 * rows):
        enroll(cohort, make_member(f"Learner{number} Lund"))
    warm(cast.participant, f"/o/harbour/cohorts/{cohort.pk}/", 15)
    warm(cast.trainer, f"/o/harbour/cohorts/{cohort.pk}/", 16)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_roll_costs_the_same_with_more_learners(cast, warm, rows):
    cohort = make_cohort(cast, sessions=1, seats=rows)
    for number in range(rows):
        enroll(cohort, make_member(f"Learner{number} Lund"))
    actions.start_cohort(cohort=fresh(cohort), by=cast.trainer)
    (session,) = make_held(cohort)
    warm(cast.trainer, f"/o/harbour/sessions/{session.pk}/attendance/", 10)
