"""Take a place, or a place on the waiting list."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.errors import DomainError, NotAllowed
from portal.outbox.models import OutboxEvent
from programs.covenant.queries import standing_of
from programs.engagements.queries import participation_of
from programs.scheduling.actions import schedule_session
from programs.scheduling.models import SessionPlace
from programs.training import actions
from programs.training.models import Cohort, Enrollment
from programs.training.queries import enrollment_of
from tests.factories.training import fresh, make_cohort, make_course, make_session

pytestmark = pytest.mark.usefixtures("harbour")


def enroll(cohort, learner, by=None):
    return actions.enroll(cohort=cohort, membership=learner, by=by or learner)


def events(name):
    return list(OutboxEvent.objects.filter(name=f"training.{name}"))


def test_a_free_place_makes_a_learner_with_places_in_the_planned_sessions(cast):
    cohort = make_cohort(cast, sessions=2)
    enrollment = enroll(cohort, cast.participant)
    assert enrollment.state == "enrolled"
    assert participation_of(cast.participant, cohort.engagement).role == "learner"
    assert SessionPlace.objects.filter(participation=enrollment.participation, blocks=True).count() == 2
    assert fresh(cohort).seats_taken == 1
    assert [event.subject_id for event in events("LearnerEnrolled")] == [enrollment.pk]


def test_the_next_one_waits_and_takes_part_in_nothing(cast):
    cohort = make_cohort(cast, seats=1, sessions=1)
    enroll(cohort, cast.participant)
    waiting = enroll(cohort, cast.member)
    assert waiting.state == "waitlisted"
    assert enrollment_of(cast.member, cohort).position == 1
    assert participation_of(cast.member, cohort.engagement) is None
    assert not SessionPlace.objects.filter(user=cast.member.user).exists()
    assert [event.subject_id for event in events("LearnerWaitlisted")] == [waiting.pk]


def test_positions_on_the_waiting_list_follow_the_order_of_arrival(cast):
    cohort = make_cohort(cast, seats=1)
    for learner in (cast.participant, cast.member, cast.bystander, cast.sponsor):
        enroll(cohort, learner)
    waiting = [cast.member, cast.bystander, cast.sponsor]
    assert [enrollment_of(learner, cohort).position for learner in waiting] == [1, 2, 3]


@pytest.mark.parametrize("seats", [1, 4])
def test_enrolling_twice_is_told_and_changes_nothing(cast, seats):
    cohort = make_cohort(cast, seats=seats)
    enroll(cohort, cast.sponsor)
    enroll(cohort, cast.participant)
    with pytest.raises(DomainError, match="already"):
        enroll(cohort, cast.participant)
    assert Enrollment.objects.filter(membership=cast.participant).count() == 1
    assert fresh(cohort).seats_taken == min(seats, 2)


def test_a_session_that_clashes_is_counted_and_blocks_nothing(cast):
    elsewhere = make_cohort(cast, make_course(cast, "Other"), trainer=cast.mentor)
    enroll(elsewhere, cast.participant)
    cohort = make_cohort(cast, make_course(cast, "This"))
    session = make_session(cast, cohort)
    place = participation_of(cast.mentor, elsewhere.engagement)
    schedule_session(engagement=elsewhere.engagement, starts_at=session.starts_at, minutes=60, by=place)
    enrollment = enroll(cohort, cast.participant)
    assert enrollment.clashes == 1
    assert SessionPlace.objects.get(participation=enrollment.participation).blocks is False


def test_enrolling_before_it_is_open_is_refused(cast):
    with pytest.raises(DomainError, match="not begun"):
        enroll(make_cohort(cast, opened=False), cast.participant)


def test_enrolling_after_the_last_day_is_refused(cast):
    cohort = make_cohort(cast)
    Cohort.objects.filter(pk=cohort.pk).update(enrol_until=timezone.now() - timedelta(minutes=1))
    with pytest.raises(DomainError, match="last day"):
        enroll(cohort, cast.participant)
    assert fresh(cohort).seats_taken == 0


def test_enrolling_in_a_started_run_is_refused_even_with_a_page_that_was_opened_before(cast):
    cohort = make_cohort(cast, sessions=1)
    enroll(cohort, cast.member)
    actions.start_cohort(cohort=fresh(cohort), by=cast.trainer)
    assert cohort.engagement.state == "enrolling"  # what the person still sees
    with pytest.raises(DomainError, match="started"):
        enroll(cohort, cast.participant)


def test_enrolling_in_a_cancelled_run_is_refused(cast):
    cohort = make_cohort(cast)
    actions.cancel_cohort(cohort=fresh(cohort), by=cast.administrator)
    with pytest.raises(DomainError, match="cancelled"):
        enroll(cohort, cast.participant)


def test_nobody_enrols_somebody_else_unless_they_lead_the_run(cast):
    cohort = make_cohort(cast)
    with pytest.raises(NotAllowed):
        enroll(cohort, cast.participant, by=cast.bystander)
    with pytest.raises(NotAllowed):
        enroll(cohort, cast.participant, by=cast.manager)  # a manager of other programs
    assert enroll(cohort, cast.participant, by=cast.trainer).state == "enrolled"


def test_the_trainer_cannot_enrol_in_their_own_run(cast):
    with pytest.raises(DomainError, match="gives this course"):
        enroll(make_cohort(cast), cast.trainer)


def test_somebody_who_left_the_organization_gets_no_place(cast):
    cohort = make_cohort(cast)
    cast.member.is_active = False
    cast.member.save()
    with pytest.raises(DomainError, match="left"):
        enroll(cohort, cast.member, by=cast.trainer)


def signature(cast, cohort) -> dict:
    """What the form sends of who has read who sees what."""
    return {"signs": "on", "digest": standing_of(cohort.engagement).to_sign.digest}


def test_who_takes_a_place_signs_who_sees_what(cast, as_):
    cohort = make_cohort(cast)
    address = f"/o/harbour/cohorts/{cohort.pk}/enroll/"
    refused = as_(cast.participant).post(address)
    assert refused.status_code == 422
    assert "tick that you sign it" in refused.content.decode()
    outdated = as_(cast.participant).post(address, {"signs": "on", "digest": "of another text"})
    assert "Who sees what changed since you opened it" in outdated.content.decode()
    assert not Enrollment.objects.exists()
    as_(cast.participant).post(address, signature(cast, cohort))
    assert [person.name for person in standing_of(cohort.engagement).waiting] == ["Marta Quist"]


def test_the_page_enrols_and_leads_to_the_run(cast, as_):
    cohort = make_cohort(cast, sessions=1)
    answer = as_(cast.participant).post(f"/o/harbour/cohorts/{cohort.pk}/enroll/", signature(cast, cohort), follow=True)
    assert answer.redirect_chain[-1][0] == f"/o/harbour/cohorts/{cohort.pk}/"
    assert "You have a place in the Spring run" in answer.content.decode()


def test_the_page_of_a_full_run_tells_the_number_on_the_waiting_list(cast, as_):
    cohort = make_cohort(cast, seats=1)
    enroll(cohort, cast.member)
    page = as_(cast.participant).get(f"/o/harbour/courses/{cohort.course_id}/").content.decode()
    assert "Join the waiting list" in page and "number 1" in page
    answer = as_(cast.participant).post(f"/o/harbour/cohorts/{cohort.pk}/enroll/", follow=True)
    assert "You are number 1 on the waiting list" in answer.content.decode()


def test_a_double_submit_is_answered_with_a_sentence(cast, as_):
    cohort = make_cohort(cast)
    address = f"/o/harbour/cohorts/{cohort.pk}/enroll/"
    sent = signature(cast, cohort)
    as_(cast.participant).post(address, sent)
    answer = as_(cast.participant).post(address, sent)
    assert answer.status_code == 409
    assert "You have a place in this run already" in answer.content.decode()


def test_looking_at_the_address_enrols_nobody(cast, as_):
    cohort = make_cohort(cast)
    assert as_(cast.participant).get(f"/o/harbour/cohorts/{cohort.pk}/enroll/").status_code == 405
    assert not Enrollment.objects.exists()


def test_a_stranger_cannot_enrol(cast, as_):
    cohort = make_cohort(cast)
    assert as_(cast.stranger).post(f"/o/harbour/cohorts/{cohort.pk}/enroll/").status_code == 404
    assert as_(cast.stranger).post(f"/o/northwind/cohorts/{cohort.pk}/enroll/").status_code == 404
    assert not Enrollment.objects.exists()
