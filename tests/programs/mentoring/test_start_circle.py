"""Start, pause, resume and close: by the mentor or those who run the program, and only from the right state."""

import pytest
from django.urls import reverse

from portal.errors import DomainError, IllegalTransition, NotAllowed
from portal.outbox.models import OutboxEvent
from programs.engagements.lifecycle import State
from programs.engagements.models import Engagement
from programs.mentoring.actions import (
    close_circle,
    end_circle,
    pause_circle,
    resume_circle,
    start_circle,
)
from programs.mentoring.models import Circle
from tests.factories.mentoring import make_circle


def state(circle):
    return Engagement.objects.get(pk=circle.pk).state


def read_again(circle):
    return Circle.objects.select_related("engagement__program").get(pk=circle.pk)


@pytest.mark.parametrize("part", ["mentor", "administrator"])
def test_the_mentor_and_those_who_run_the_program_start_it(cast, forming, part):
    start_circle(circle=forming, by=getattr(cast, part))
    assert state(forming) == State.ACTIVE
    assert OutboxEvent.objects.filter(name="engagements.EngagementStarted", subject_id=forming.pk).count() == 1


@pytest.mark.parametrize("part", ["participant", "bystander", "manager"])
def test_others_do_not(cast, forming, part):
    with pytest.raises(NotAllowed):
        start_circle(circle=forming, by=getattr(cast, part))
    assert state(forming) == State.FORMING


def test_without_a_member_it_does_not_start(cast, program):
    circle = make_circle(cast, program=program, members=[], start=False)
    with pytest.raises(DomainError, match="at least one member"):
        start_circle(circle=circle, by=cast.mentor)


def test_starting_twice_starts_once(cast, forming):
    seen_before = read_again(forming)
    start_circle(circle=forming, by=cast.mentor)
    with pytest.raises(IllegalTransition):
        start_circle(circle=forming, by=cast.mentor)
    with pytest.raises(IllegalTransition):
        start_circle(circle=seen_before, by=cast.administrator)
    assert OutboxEvent.objects.filter(name="engagements.EngagementStarted").count() == 1


def test_pause_and_resume(cast, circle):
    pause_circle(circle=circle, by=cast.mentor)
    assert state(circle) == State.PAUSED
    resume_circle(circle=circle, by=cast.mentor)
    assert state(circle) == State.ACTIVE


def test_wrong_steps_are_refused(cast, circle, forming):
    with pytest.raises(DomainError):
        resume_circle(circle=circle, by=cast.mentor)
    with pytest.raises(DomainError):
        resume_circle(circle=forming, by=cast.mentor)
    with pytest.raises(DomainError):
        pause_circle(circle=forming, by=cast.mentor)
    with pytest.raises(DomainError):
        close_circle(circle=circle, by=cast.mentor)
    pause_circle(circle=circle, by=cast.mentor)
    with pytest.raises(DomainError):
        start_circle(circle=circle, by=cast.mentor)
    assert (state(circle), state(forming)) == (State.PAUSED, State.FORMING)


def test_members_neither_pause_nor_resume_nor_close(cast, circle):
    with pytest.raises(NotAllowed):
        pause_circle(circle=circle, by=cast.participant)
    pause_circle(circle=circle, by=cast.mentor)
    with pytest.raises(NotAllowed):
        resume_circle(circle=circle, by=cast.participant)
    end_circle(circle=circle, by=cast.mentor)
    with pytest.raises(NotAllowed):
        close_circle(circle=circle, by=cast.participant)
    close_circle(circle=circle, by=cast.mentor)
    assert state(circle) == State.CLOSED


def test_the_buttons_lead_the_mentor_to_the_circle_and_the_administrator_to_theirs(cast, forming, as_):
    def address(step):
        return reverse(f"mentoring:circle-{step}", kwargs={"organization": "harbour", "engagement_id": forming.pk})

    assert as_(cast.mentor).post(address("start")).url == address("detail")
    assert as_(cast.administrator).post(address("pause")).url == address("manage")
    assert as_(cast.mentor).post(address("resume")).status_code == 302
    assert state(forming) == State.ACTIVE
    assert as_(cast.mentor).post(address("resume")).status_code == 409


@pytest.mark.parametrize("step", ["start", "pause", "resume", "close"])
def test_opening_the_address_changes_nothing(cast, circle, as_, step):
    address = reverse(f"mentoring:circle-{step}", kwargs={"organization": "harbour", "engagement_id": circle.pk})
    assert as_(cast.mentor).get(address).status_code == 405


@pytest.mark.parametrize("step", ["start", "pause", "end", "cancel"])
def test_a_member_is_refused_and_strangers_get_404(cast, circle, as_, step):
    address = reverse(f"mentoring:circle-{step}", kwargs={"organization": "harbour", "engagement_id": circle.pk})
    assert as_(cast.participant).post(address, {"end": "completed"}).status_code == 409
    for part in ("bystander", "manager", "stranger"):
        assert as_(getattr(cast, part)).post(address, {"end": "completed"}).status_code == 404
    assert state(circle) == State.ACTIVE
