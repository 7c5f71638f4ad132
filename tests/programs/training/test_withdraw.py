"""Give up a place: the first who waits has it at once."""

import pytest

from portal.errors import DomainError, NotAllowed
from portal.outbox.models import OutboxEvent
from programs.engagements.queries import participation_of
from programs.scheduling.models import SessionPlace
from programs.training import actions
from programs.training.models import Enrollment
from programs.training.queries import enrollment_of
from tests.factories.training import attend, fresh, make_cohort, make_completed, make_held

pytestmark = pytest.mark.usefixtures("harbour")


def enroll(cohort, learner):
    return actions.enroll(cohort=cohort, membership=learner, by=learner)


@pytest.fixture
def full(cast):
    """A run with one place, taken by the participant; the member and the bystander wait."""
    cohort = make_cohort(cast, seats=1, sessions=2, needed_attendance=1)
    for learner in (cast.participant, cast.member, cast.bystander):
        enroll(cohort, learner)
    return cohort


def withdraw(cohort, learner, by=None):
    return actions.withdraw(enrollment=enrollment_of(learner, cohort), by=by or learner)


def test_the_first_who_waits_gets_the_place_and_the_sessions(cast, full):
    promoted = withdraw(full, cast.participant)
    assert promoted.membership == cast.member
    assert enrollment_of(cast.member, full).state == "enrolled"
    assert SessionPlace.objects.filter(user=cast.member.user, blocks=True).count() == 2
    assert enrollment_of(cast.bystander, full).position == 1
    assert fresh(full).seats_taken == 1
    assert OutboxEvent.objects.get(name="training.PlaceOpened").subject_id == promoted.pk


def test_who_gives_up_leaves_the_run_and_its_coming_sessions(cast, full):
    withdraw(full, cast.participant)
    assert participation_of(cast.participant, full.engagement) is None
    assert not SessionPlace.objects.filter(user=cast.participant.user).exists()
    assert OutboxEvent.objects.filter(name="training.LearnerWithdrew").count() == 1


def test_without_anybody_waiting_the_place_is_free(cast):
    cohort = make_cohort(cast)
    enroll(cohort, cast.participant)
    assert withdraw(cohort, cast.participant) is None
    assert fresh(cohort).seats_taken == 0


def test_leaving_the_waiting_list_gives_no_place_away(cast, full):
    assert withdraw(full, cast.member) is None
    assert fresh(full).seats_taken == 1
    assert enrollment_of(cast.participant, full).state == "enrolled"
    assert enrollment_of(cast.bystander, full).position == 1


def test_somebody_who_left_the_organization_is_passed_over(cast, full):
    cast.member.is_active = False
    cast.member.save()
    assert withdraw(full, cast.participant).membership == cast.bystander


def test_giving_up_twice_is_told_and_gives_one_place_on(cast, full):
    enrollment = enrollment_of(cast.participant, full)
    actions.withdraw(enrollment=enrollment, by=cast.participant)
    with pytest.raises(DomainError, match="already"):
        actions.withdraw(enrollment=Enrollment.objects.get(pk=enrollment.pk), by=cast.participant)
    assert enrollment_of(cast.bystander, full).state == "waitlisted"


def test_a_learner_who_gave_up_can_come_back_at_the_end_of_the_list(cast, full):
    withdraw(full, cast.participant)
    assert enroll(full, cast.participant).state == "waitlisted"
    assert enrollment_of(cast.participant, full).position == 2


def test_after_the_start_a_place_goes_on_while_the_certificate_can_be_reached(cast, full):
    actions.start_cohort(cohort=fresh(full), by=cast.trainer)
    assert withdraw(full, cast.participant).membership == cast.member


def test_after_the_start_a_place_stays_free_when_it_is_too_late_for_the_certificate(cast, full):
    actions.start_cohort(cohort=fresh(full), by=cast.trainer)
    for session in make_held(full):
        attend(cast, session, cast.participant)
    assert withdraw(full, cast.participant) is None
    assert fresh(full).seats_taken == 0
    assert enrollment_of(cast.member, full).state == "waitlisted"


def test_a_place_in_a_completed_run_cannot_be_given_up(cast):
    cohort = make_completed(cast)
    with pytest.raises(DomainError, match="over"):
        withdraw(cohort, cast.participant)
    assert enrollment_of(cast.participant, cohort).state == "completed"


def test_nobody_gives_up_the_place_of_somebody_else(cast, full):
    for other in (cast.member, cast.bystander, cast.manager):
        with pytest.raises(NotAllowed):
            withdraw(full, cast.participant, by=other)
    assert enrollment_of(cast.participant, full).state == "enrolled"


def test_the_trainer_may_take_a_learner_out(cast, full):
    withdraw(full, cast.participant, by=cast.trainer)
    assert enrollment_of(cast.participant, full) is None


def test_the_page_asks_first_and_changes_nothing(cast, as_, full):
    enrollment = enrollment_of(cast.participant, full)
    page = as_(cast.participant).get(f"/o/harbour/enrollments/{enrollment.pk}/withdraw/")
    assert "Give up your place?" in page.content.decode()
    assert enrollment_of(cast.participant, full).state == "enrolled"


def test_the_page_gives_the_place_up_and_a_second_click_is_answered(cast, as_, full):
    address = f"/o/harbour/enrollments/{enrollment_of(cast.participant, full).pk}/withdraw/"
    answer = as_(cast.participant).post(address, follow=True)
    assert "The first person on the waiting list has it now" in answer.content.decode()
    assert as_(cast.participant).post(address).status_code == 409
    assert "given up already" in as_(cast.participant).get(address).content.decode()


def test_others_cannot_open_the_page(cast, as_, full):
    address = f"/o/harbour/enrollments/{enrollment_of(cast.participant, full).pk}/withdraw/"
    for other in (cast.member, cast.bystander, cast.manager, cast.stranger):
        assert as_(other).get(address).status_code == 404
        assert as_(other).post(address).status_code == 404
    assert enrollment_of(cast.participant, full).state == "enrolled"
