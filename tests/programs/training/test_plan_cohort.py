"""Courses and the plan of a run."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.errors import DomainError, IllegalTransition, NotAllowed
from portal.outbox.models import OutboxEvent
from programs.engagements.actions import create_program
from programs.scheduling.models import Session, SessionPlace
from programs.training import actions
from programs.training.models import Cohort, Course
from programs.training.queries import enrollment_of
from tests.factories.training import fresh, make_cohort, make_course, make_training_program

pytestmark = pytest.mark.usefixtures("harbour")


def enroll(cohort, learner):
    return actions.enroll(cohort=cohort, membership=learner, by=learner)


def change(cohort, by, **fields):
    plan = {"name": "Spring run", "place": "Online", "seats": 4, "needed_attendance": 2, "enrol_until": None}
    return actions.change_cohort(cohort=cohort, by=by, **(plan | fields))


def test_those_who_do_not_run_the_program_make_no_course(cast):
    program = make_training_program(cast)
    for other in (cast.manager, cast.trainer, cast.member):
        with pytest.raises(NotAllowed):
            actions.create_course(program=program, title="Mine", summary="x", by=other)
    assert not Course.objects.exists()


def test_a_course_belongs_to_a_training_program(cast):
    program = create_program(kind="mentoring", name="Circles", by=cast.administrator)
    with pytest.raises(DomainError, match="training programs"):
        actions.create_course(program=program, title="Mine", summary="x", by=cast.administrator)


def test_two_courses_cannot_have_one_title(cast):
    course = make_course(cast)
    with pytest.raises(DomainError, match="title") as refused:
        actions.create_course(program=course.program, title=course.title, summary="x", by=cast.administrator)
    assert refused.value.field == "title"


def test_a_run_shares_the_id_of_its_engagement_and_has_its_trainer(cast):
    cohort = make_cohort(cast, opened=False)
    assert cohort.pk == cohort.engagement_id
    assert cohort.engagement.state == "draft"
    assert cohort.engagement.participations.get().membership == cast.trainer


def test_only_those_who_run_the_program_plan_a_run(cast):
    course = make_course(cast)
    with pytest.raises(NotAllowed):
        actions.plan_cohort(
            course=course,
            name="Mine",
            seats=4,
            place="",
            starts_on=timezone.localdate(),
            ends_on=timezone.localdate(),
            trainer=cast.trainer,
            needed_attendance=0,
            by=cast.trainer,
        )
    assert not Cohort.objects.exists()


@pytest.mark.parametrize("seats", [0, 501])
def test_a_run_has_a_sensible_number_of_places(cast, seats):
    with pytest.raises(DomainError) as refused:
        make_cohort(cast, seats=seats)
    assert refused.value.field == "seats"


def test_a_run_does_not_end_before_it_begins(cast):
    with pytest.raises(DomainError, match="before the start"):
        make_cohort(cast, ends_on=timezone.localdate() - timedelta(days=1))


def test_fewer_places_than_are_taken_are_refused(cast):
    cohort = make_cohort(cast)
    for learner in (cast.participant, cast.member):
        enroll(cohort, learner)
    with pytest.raises(DomainError, match="2 people have a place") as refused:
        change(cohort, cast.trainer, seats=1)
    assert refused.value.field == "seats"
    assert fresh(cohort).seats == 4
    assert change(cohort, cast.trainer, seats=2).seats == 2


def test_the_database_refuses_more_taken_than_there_are(cast):
    cohort = make_cohort(cast, seats=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Cohort.objects.filter(pk=cohort.pk).update(seats_taken=3)


def test_more_places_go_to_those_who_wait_in_order(cast):
    cohort = make_cohort(cast, seats=1)
    for learner in (cast.participant, cast.member, cast.bystander, cast.sponsor):
        enroll(cohort, learner)
    change(cohort, cast.trainer, seats=3)
    assert fresh(cohort).seats_taken == 3
    assert enrollment_of(cast.bystander, cohort).state == "enrolled"
    assert enrollment_of(cast.sponsor, cohort).position == 1


def test_learners_and_other_managers_do_not_change_the_plan(cast):
    cohort = make_cohort(cast)
    enroll(cohort, cast.participant)
    for other in (cast.participant, cast.manager, cast.bystander):
        with pytest.raises(NotAllowed):
            change(cohort, other, seats=100)
        with pytest.raises(NotAllowed):
            actions.plan_session(
                cohort=cohort, title="x", starts_at=timezone.now() + timedelta(days=1), minutes=60, by=other
            )
        for step in (actions.start_cohort, actions.cancel_cohort, actions.complete_cohort, actions.close_cohort):
            with pytest.raises(NotAllowed):
                step(cohort=cohort, by=other)
    assert fresh(cohort).engagement.state == "enrolling"


def test_the_runner_plans_a_session_for_trainer_and_learners(cast):
    cohort = make_cohort(cast)
    enroll(cohort, cast.participant)
    when = timezone.now() + timedelta(days=3)
    session = actions.plan_session(cohort=cohort, title="Opening", starts_at=when, minutes=90, by=cast.administrator)
    assert {place.user for place in SessionPlace.objects.filter(session=session)} == {
        cast.trainer.user,
        cast.participant.user,
    }


def test_a_session_can_be_planned_while_the_run_is_a_draft_but_not_in_the_past(cast):
    cohort = make_cohort(cast, opened=False, sessions=1)
    assert Session.objects.filter(engagement=cohort.pk).count() == 1
    with pytest.raises(DomainError, match="past"):
        actions.plan_session(
            cohort=cohort, title="x", starts_at=timezone.now() - timedelta(hours=1), minutes=60, by=cast.trainer
        )


def test_a_run_starts_with_learners_and_sessions_only(cast):
    empty = make_cohort(cast, sessions=1)
    with pytest.raises(DomainError, match="Nobody has enrolled"):
        actions.start_cohort(cohort=empty, by=cast.trainer)
    unplanned = make_cohort(cast, make_course(cast, "Unplanned"))
    enroll(unplanned, cast.participant)
    with pytest.raises(DomainError, match="No session"):
        actions.start_cohort(cohort=unplanned, by=cast.trainer)


def test_a_step_taken_twice_is_refused(cast):
    cohort = make_cohort(cast, sessions=1)
    with pytest.raises(IllegalTransition):
        actions.open_enrolling(cohort=cohort, by=cast.trainer)
    enroll(cohort, cast.participant)
    actions.start_cohort(cohort=cohort, by=cast.trainer)
    with pytest.raises(IllegalTransition):
        actions.start_cohort(cohort=cohort, by=cast.trainer)
    with pytest.raises(IllegalTransition):
        actions.close_cohort(cohort=cohort, by=cast.trainer)


def test_cancelling_frees_the_sessions_and_tells_learners_and_those_who_wait(cast):
    cohort = make_cohort(cast, seats=1, sessions=2)
    enroll(cohort, cast.participant)
    waiting = enroll(cohort, cast.member)
    actions.cancel_cohort(cohort=fresh(cohort), reason="Marta is ill", by=cast.administrator)
    engagement = fresh(cohort).engagement
    assert (engagement.state, engagement.end) == ("cancelled", "no_fault")
    assert engagement.end_reason == "Marta is ill"
    assert not SessionPlace.objects.filter(session__engagement=cohort.pk, blocks=True).exists()
    assert OutboxEvent.objects.filter(name="engagements.EngagementCancelled", subject_id=cohort.pk).exists()
    assert OutboxEvent.objects.filter(name="training.WaitingListClosed", subject_id=waiting.pk).exists()
    with pytest.raises(IllegalTransition):
        actions.cancel_cohort(cohort=fresh(cohort), by=cast.administrator)


def test_the_reason_of_a_cancellation_stays_off_every_event_and_page(cast, as_):
    cohort = make_cohort(cast, sessions=1)
    enroll(cohort, cast.participant)
    as_(cast.trainer).post(f"/o/harbour/cohorts/{cohort.pk}/cancel/", {"reason": "Marta is ill"})
    assert fresh(cohort).engagement.state == "cancelled"
    assert not [event for event in OutboxEvent.objects.all() if "ill" in str(event.payload)]
    page = as_(cast.participant).get(f"/o/harbour/cohorts/{cohort.pk}/").content.decode()
    assert "has been cancelled" in page and "Marta is ill" not in page


def test_the_pages_make_a_course_a_run_and_its_sessions(cast, as_):
    program = make_training_program(cast)
    browser = as_(cast.administrator)
    texts = {"title": "Saying no", "summary": "Short and kind.", "outcomes": "Say no", "length": "One day"}
    browser.post(f"/o/harbour/programs/{program.pk}/courses/new/", texts)
    course = Course.objects.get(title="Saying no")
    day = timezone.localdate() + timedelta(days=10)
    plan = {
        "name": "June run",
        "trainer": cast.trainer.pk,
        "place": "Room 1",
        "starts_on": day,
        "ends_on": day,
        "seats": 8,
        "needed_attendance": 1,
        "enrol_until": day,
    }
    browser.post(f"/o/harbour/courses/{course.pk}/plan/", plan)
    cohort = Cohort.objects.get(course=course)
    assert cohort.enrol_until.astimezone(cast.administrator.user.time_zone).date() == day
    when = {"title": "All of it", "starts_at": f"{day}T09:30", "minutes": 120, "place": "Room 1"}
    browser.post(f"/o/harbour/cohorts/{cohort.pk}/sessions/new/", when)
    session = Session.objects.get(engagement=cohort.pk)
    assert session.wall_time == f"{day}T09:30"
    browser.post(f"/o/harbour/cohorts/{cohort.pk}/open/")
    assert fresh(cohort).engagement.state == "enrolling"


def test_a_session_is_planned_on_the_clock_of_the_person_who_plans_it(cast, as_):
    cohort = make_cohort(cast, trainer=cast.coach, opened=False)
    day = timezone.localdate() + timedelta(days=10)
    when = {"title": "Early", "starts_at": f"{day}T09:30", "minutes": 60}
    as_(cast.coach).post(f"/o/harbour/cohorts/{cohort.pk}/sessions/new/", when)
    session = Session.objects.get(engagement=cohort.pk)
    assert f"{session.starts_at.astimezone(cast.coach.user.time_zone):%H:%M}" == "09:30"


def test_a_wrong_form_comes_back_with_what_was_typed(cast, as_):
    cohort = make_cohort(cast, opened=False)
    when = {"title": "A title to keep", "starts_at": "2020-01-01T09:30", "minutes": 60}
    answer = as_(cast.trainer).post(f"/o/harbour/cohorts/{cohort.pk}/sessions/new/", when)
    assert answer.status_code == 422
    assert "A title to keep" in answer.content.decode()
    assert "This time is past" in answer.content.decode()


@pytest.mark.parametrize("path", ["change", "sessions/new", "cancel", "complete"])
def test_pages_of_those_who_lead_are_closed_to_others(cast, as_, path):
    cohort = make_cohort(cast, sessions=1)
    enroll(cohort, cast.participant)
    for other in (cast.participant, cast.manager, cast.bystander, cast.stranger):
        assert as_(other).get(f"/o/harbour/cohorts/{cohort.pk}/{path}/").status_code == 404
    assert as_(cast.trainer).get(f"/o/harbour/cohorts/{cohort.pk}/{path}/").status_code == 200


@pytest.mark.parametrize("step", ["open", "start", "close", "cancel", "complete"])
def test_steps_posted_by_others_change_nothing(cast, as_, step):
    cohort = make_cohort(cast, sessions=1)
    enroll(cohort, cast.participant)
    for other in (cast.participant, cast.manager, cast.stranger):
        assert as_(other).post(f"/o/harbour/cohorts/{cohort.pk}/{step}/").status_code == 404
    assert fresh(cohort).engagement.state == "enrolling"


def test_a_member_cannot_open_the_pages_that_make_courses(cast, as_):
    course = make_course(cast)
    assert as_(cast.member).get(f"/o/harbour/programs/{course.program_id}/courses/new/").status_code == 403
    assert as_(cast.member).get(f"/o/harbour/courses/{course.pk}/plan/").status_code == 403
    assert as_(cast.manager).get(f"/o/harbour/courses/{course.pk}/change/").status_code == 404
    assert as_(cast.stranger).get(f"/o/northwind/courses/{course.pk}/change/").status_code == 404


def test_nobody_enrols_after_the_last_day(cast):
    late = timezone.now() + timedelta(days=90)
    with pytest.raises(DomainError, match="over by then") as refused:
        make_cohort(cast, enrol_until=late)
    assert refused.value.field == "enrol_until"
    cohort = make_cohort(cast, make_course(cast, "Another"))
    with pytest.raises(DomainError, match="over by then"):
        change(cohort, cast.trainer, enrol_until=late)
    assert fresh(cohort).enrol_until is None
