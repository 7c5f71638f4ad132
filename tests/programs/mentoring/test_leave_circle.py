"""Leaving: one's own place, with the coming sessions; the mentor stays."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.errors import DomainError, NotAllowed
from portal.outbox.models import OutboxEvent
from programs.engagements.models import Participation
from programs.mentoring.actions import add_member, cancel_circle, end_circle, leave_circle
from programs.scheduling.actions import schedule_session
from programs.scheduling.models import SessionPlace
from tests.factories.mentoring import make_circle, place_in


def address(circle, name="leave"):
    return reverse(f"mentoring:circle-{name}", kwargs={"organization": "harbour", "engagement_id": circle.pk})


def test_the_place_and_the_times_are_given_up(cast, circle):
    place = place_in(circle, cast.participant)
    session = schedule_session(
        engagement=circle.engagement, starts_at=timezone.now() + timedelta(days=2), minutes=60, by=place
    )
    leave_circle(circle=circle, by=place)
    gone = Participation.objects.get(pk=place.pk)
    assert gone.left_at and gone.left_by_id == cast.participant.pk
    assert not SessionPlace.objects.filter(session=session, participation=place).exists()
    assert SessionPlace.objects.filter(session=session).count() == 2
    assert OutboxEvent.objects.filter(name="mentoring.MemberLeft", subject_id=circle.pk).count() == 1


def test_leaving_twice_is_leaving_once(cast, circle):
    place, same = place_in(circle, cast.participant), place_in(circle, cast.participant)
    leave_circle(circle=circle, by=place)
    with pytest.raises(DomainError):
        leave_circle(circle=circle, by=same)
    assert OutboxEvent.objects.filter(name="mentoring.MemberLeft").count() == 1


def test_who_left_can_come_back(cast, circle):
    leave_circle(circle=circle, by=place_in(circle, cast.participant))
    add_member(circle=circle, membership=cast.participant, by=cast.administrator)
    assert Participation.objects.filter(engagement=circle.pk, membership=cast.participant).count() == 2


def test_the_place_is_free_for_somebody_else(cast, program):
    circle = make_circle(cast, program=program, most_members=2)
    leave_circle(circle=circle, by=place_in(circle, cast.participant))
    assert add_member(circle=circle, membership=cast.bystander, by=cast.administrator).pk


def test_the_mentor_stays(cast, circle):
    with pytest.raises(DomainError, match="without its mentor"):
        leave_circle(circle=circle, by=place_in(circle, cast.mentor))


def test_while_it_is_evaluated_a_member_may_still_leave(cast, circle):
    end_circle(circle=circle, by=cast.mentor)
    leave_circle(circle=circle, by=place_in(circle, cast.participant))
    assert not Participation.objects.filter(membership=cast.participant, left_at__isnull=True).exists()


def test_nobody_leaves_what_is_over(cast, forming):
    place = place_in(forming, cast.participant)
    cancel_circle(circle=forming, by=cast.mentor)
    with pytest.raises(DomainError, match="over"):
        leave_circle(circle=forming, by=place)


def test_a_place_in_another_circle_does_not_count(cast, program, circle):
    other = make_circle(cast, program=program, members=[cast.bystander])
    with pytest.raises(NotAllowed):
        leave_circle(circle=circle, by=place_in(other, cast.bystander))


def test_the_page_asks_first(cast, circle, as_):
    page = as_(cast.participant).get(address(circle)).content.decode()
    assert "Leave “First-time team leads”?" in page
    assert "Stay in it" in page
    assert Participation.objects.filter(membership=cast.participant, left_at__isnull=True).exists()


def test_the_button_leaves_and_the_page_is_closed_afterwards(cast, circle, as_):
    browser = as_(cast.participant)
    answer = browser.post(address(circle), follow=True)
    assert "You left “First-time team leads”" in answer.content.decode()
    assert browser.get(address(circle, "detail")).status_code == 404
    assert browser.post(address(circle)).status_code == 404


def test_the_mentor_reads_what_to_do_instead(cast, circle, as_):
    assert "end the circle" in as_(cast.mentor).get(address(circle)).content.decode()
    assert as_(cast.mentor).post(address(circle)).status_code == 409


@pytest.mark.parametrize("part", ["administrator", "bystander", "stranger"])
def test_people_outside_get_404(cast, circle, as_, part):
    assert as_(getattr(cast, part)).get(address(circle)).status_code == 404
    assert as_(getattr(cast, part)).post(address(circle)).status_code == 404
