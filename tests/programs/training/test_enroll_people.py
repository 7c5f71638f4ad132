"""Those who lead a run put people into it."""

import pytest

from portal.errors import DomainError, NotAllowed
from portal.outbox.relay import relay
from programs.training.actions import enroll, enroll_people
from programs.training.models import Enrollment
from programs.training.queries import enrollment_of
from tests.factories.notifications import told
from tests.factories.training import make_cohort

pytestmark = pytest.mark.usefixtures("harbour")


def address(cohort):
    return f"/o/harbour/cohorts/{cohort.pk}/learners/new/"


@pytest.mark.parametrize("who", ["trainer", "administrator"])
def test_who_leads_the_run_enrols_several_people_and_they_are_told(cast, as_, who):
    cohort = make_cohort(cast, seats=2)
    chosen = [cast.participant.pk, cast.member.pk, cast.bystander.pk]
    page = as_(getattr(cast, who)).post(address(cohort), {"learners": chosen}, follow=True)
    assert page.status_code == 200
    assert b"Enrolled: 2. The run is full now: on the waiting list, 1 more." in page.content
    states = sorted(Enrollment.objects.filter(cohort=cohort).values_list("state", flat=True))
    assert states == ["enrolled", "enrolled", "waitlisted"]
    relay()
    assert len(told("learner-enrolled")) == 2
    assert len(told("learner-waitlisted")) == 1


def test_the_page_offers_only_those_who_are_not_in_the_run(cast, as_):
    cohort = make_cohort(cast, seats=1)
    for learner in (cast.participant, cast.member):
        enroll(cohort=cohort, membership=learner, by=learner)
    page = as_(cast.trainer).get(address(cohort)).content.decode()
    for name in (cast.participant.name, cast.member.name, cast.stranger.name):
        assert name not in page
    assert f'value="{cast.trainer.pk}"' not in page
    assert cast.bystander.name in page


def test_somebody_who_got_a_place_in_another_tab_is_no_error_page(cast, as_):
    cohort = make_cohort(cast)
    enroll(cohort=cohort, membership=cast.participant, by=cast.participant)
    chosen = [cast.participant.pk, cast.member.pk]
    page = as_(cast.trainer).post(address(cohort), {"learners": chosen})
    assert page.status_code == 422
    assert "Choose again" in page.content.decode()
    assert enrollment_of(cast.member, cohort) is None


def test_nobody_else_opens_the_page(cast, as_):
    cohort = make_cohort(cast)
    enroll(cohort=cohort, membership=cast.participant, by=cast.participant)
    for other in (cast.participant, cast.member, cast.manager):
        assert as_(other).get(address(cohort)).status_code == 404
        assert as_(other).post(address(cohort), {"learners": [other.pk]}).status_code == 404
    with pytest.raises(NotAllowed):
        enroll_people(cohort=cohort, learners=[cast.bystander], by=cast.participant)
    assert Enrollment.objects.count() == 1


def test_a_run_that_is_not_open_says_so_and_takes_nobody(cast, as_):
    cohort = make_cohort(cast, opened=False)
    page = as_(cast.trainer).get(address(cohort)).content.decode()
    assert "Enrolling is not open for this run." in page
    with pytest.raises(DomainError, match="has not begun"):
        enroll_people(cohort=cohort, learners=[cast.participant], by=cast.trainer)
    assert not Enrollment.objects.exists()
