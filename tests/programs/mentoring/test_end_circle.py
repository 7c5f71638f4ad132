"""The end: it is named, its reason is sealed, planned sessions go, and the evaluation is asked for."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import AuditEntry
from portal.errors import DomainError, IllegalTransition, NotAllowed
from portal.outbox.models import OutboxEvent
from programs.engagements.lifecycle import End, State
from programs.engagements.models import Engagement
from programs.mentoring.actions import cancel_circle, close_circle, end_circle, pause_circle
from programs.scheduling.actions import schedule_session
from programs.scheduling.models import Session, SessionPlace
from tests.factories.mentoring import place_in

SECRET = "Tiago and Helen could not talk to each other"


def book(cast, circle, days):
    return schedule_session(
        engagement=circle.engagement,
        starts_at=timezone.now() + timedelta(days=days),
        minutes=60,
        by=place_in(circle, cast.mentor),
    )


def test_it_is_evaluated_under_its_name(cast, circle):
    end_circle(circle=circle, by=cast.mentor, end=End.COMPLETED_EARLY, reason=SECRET)
    row = Engagement.objects.get(pk=circle.pk)
    assert (row.state, row.end, row.ended_by_id) == (State.EVALUATING, End.COMPLETED_EARLY, cast.mentor.pk)
    assert OutboxEvent.objects.filter(name="engagements.EngagementEvaluating", subject_id=circle.pk).count() == 1


def test_the_reason_is_ciphertext_and_in_no_trail(cast, circle):
    end_circle(circle=circle, by=cast.administrator, reason=SECRET)
    with connection.cursor() as cursor:
        cursor.execute("SELECT end_reason FROM engagements_engagement WHERE id = %s", [circle.pk])
        assert b"Tiago" not in bytes(cursor.fetchone()[0])
    assert Engagement.objects.get(pk=circle.pk).end_reason == SECRET
    assert not [row for row in AuditEntry.objects.all() if "Tiago" in str(row.data)]
    assert not [row for row in OutboxEvent.objects.all() if "Tiago" in str(row.payload)]


@pytest.mark.parametrize("part", ["mentor", "administrator"])
def test_planned_sessions_go_and_times_are_free_again(cast, circle, part):
    sessions = [book(cast, circle, days) for days in (3, 30)]
    end_circle(circle=circle, by=getattr(cast, part))
    assert set(Session.objects.values_list("state", flat=True)) == {"cancelled"}
    assert not SessionPlace.objects.filter(session__in=sessions, blocks=True).exists()


def test_a_session_that_has_begun_stays_to_be_written_up(cast, circle):
    session = book(cast, circle, 3)
    Session.objects.filter(pk=session.pk).update(
        starts_at=timezone.now() - timedelta(hours=2), ends_at=timezone.now() - timedelta(hours=1)
    )
    end_circle(circle=circle, by=cast.mentor)
    assert Session.objects.get(pk=session.pk).state == "confirmed"


def test_a_paused_circle_can_end(cast, circle):
    pause_circle(circle=circle, by=cast.mentor)
    end_circle(circle=circle, by=cast.mentor)
    assert Engagement.objects.get(pk=circle.pk).state == State.EVALUATING


def test_a_member_does_not_end_it(cast, circle):
    with pytest.raises(NotAllowed):
        end_circle(circle=circle, by=cast.participant)
    with pytest.raises(NotAllowed):
        cancel_circle(circle=circle, by=cast.participant)


def test_one_that_has_not_begun_is_given_up_instead(cast, forming):
    book(cast, forming, 3)
    with pytest.raises(DomainError):
        end_circle(circle=forming, by=cast.mentor)
    cancel_circle(circle=forming, by=cast.administrator, reason="Too few people")
    row = Engagement.objects.get(pk=forming.pk)
    assert (row.state, row.end, row.end_reason) == (State.CANCELLED, End.NO_FAULT, "Too few people")
    assert Session.objects.get().state == "cancelled"


def test_one_that_has_begun_is_not_given_up(cast, circle):
    with pytest.raises(IllegalTransition):
        cancel_circle(circle=circle, by=cast.mentor)


def test_ending_twice_ends_once(cast, circle):
    end_circle(circle=circle, by=cast.mentor)
    with pytest.raises(DomainError):
        end_circle(circle=circle, by=cast.administrator, end=End.STOPPED)
    assert Engagement.objects.get(pk=circle.pk).end == End.COMPLETED
    assert OutboxEvent.objects.filter(name="engagements.EngagementEvaluating").count() == 1


def test_the_end_stays_when_it_is_closed(cast, circle):
    end_circle(circle=circle, by=cast.mentor, end=End.STOPPED, reason=SECRET)
    close_circle(circle=circle, by=cast.administrator)
    row = Engagement.objects.get(pk=circle.pk)
    assert (row.state, row.end, row.end_reason) == (State.CLOSED, End.STOPPED, SECRET)


def address(step, circle):
    return reverse(f"mentoring:circle-{step}", kwargs={"organization": "harbour", "engagement_id": circle.pk})


def test_the_page_says_who_is_told_and_what_goes(cast, circle, as_):
    book(cast, circle, 3)
    page = as_(cast.mentor).get(address("end", circle)).content.decode()
    assert "All 3 people in the circle are told" in page
    assert "1 planned session is cancelled" in page
    assert "Only those who run “New leaders”" in page


def test_the_form_ends_it(cast, circle, as_):
    answer = as_(cast.mentor).post(address("end", circle), {"end": "completed", "reason": SECRET})
    assert answer.url == address("detail", circle)
    assert Engagement.objects.get(pk=circle.pk).end == End.COMPLETED


def test_the_form_without_a_choice_keeps_the_reason(cast, circle, as_):
    answer = as_(cast.mentor).post(address("end", circle), {"reason": SECRET})
    assert answer.status_code == 422
    assert SECRET in answer.content.decode()


def test_sending_the_form_twice_is_harmless(cast, circle, as_):
    browser = as_(cast.mentor)
    browser.post(address("end", circle), {"end": "completed"})
    answer = browser.post(address("end", circle), {"end": "stopped"})
    assert answer.status_code == 422
    assert Engagement.objects.get(pk=circle.pk).end == End.COMPLETED


def test_the_form_gives_a_forming_circle_up(cast, forming, as_):
    answer = as_(cast.administrator).post(address("cancel", forming), {})
    assert answer.url == address("manage", forming)
    assert Engagement.objects.get(pk=forming.pk).state == State.CANCELLED


def test_those_who_run_the_program_read_the_reason_and_people_in_the_circle_do_not(cast, circle, as_):
    end_circle(circle=circle, by=cast.mentor, reason=SECRET)
    assert SECRET in as_(cast.administrator).get(address("manage", circle)).content.decode()
    assert SECRET not in as_(cast.participant).get(address("detail", circle)).content.decode()
    assert as_(cast.participant).get(address("manage", circle)).status_code == 403
    assert as_(cast.manager).get(address("manage", circle)).status_code == 404
    assert as_(cast.stranger).get(address("manage", circle)).status_code == 404
