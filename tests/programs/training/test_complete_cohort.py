"""Attendance, completion and certificates."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from portal.audit.models import AuditEntry
from portal.errors import DomainError, IllegalTransition, NotAllowed
from portal.outbox.models import OutboxEvent
from portal.outbox.relay import relay
from programs.evaluations.models import Request
from programs.scheduling.models import Session, SessionPlace
from programs.training import actions
from programs.training.actions import completion
from programs.training.models import Certificate
from programs.training.queries import CODE_ALPHABET, enrollment_of
from tests.factories.training import attend, fresh, make_cohort, make_completed, make_course, make_held

pytestmark = pytest.mark.usefixtures("harbour")


@pytest.fixture
def running(cast):
    """A started run: three sessions in the past, two needed, the participant and the member enrolled."""
    cohort = make_cohort(cast, sessions=3, needed_attendance=2)
    for learner in (cast.participant, cast.member):
        actions.enroll(cohort=cohort, membership=learner, by=learner)
    actions.start_cohort(cohort=fresh(cohort), by=cast.trainer)
    make_held(cohort)
    return fresh(cohort)


def sessions(cohort):
    return list(Session.objects.filter(engagement=cohort.pk).order_by("starts_at"))


def marks(session):
    return {place.user.first_name: place.attendance for place in SessionPlace.objects.filter(session=session)}


def test_attendance_marks_the_session_as_held(cast, running):
    first = sessions(running)[0]
    attend(cast, first, cast.participant, excused=[cast.member])
    assert Session.objects.get(pk=first.pk).state == "completed"
    assert marks(first) == {"Amara": "present", "Tiago": "excused", "Marta": ""}
    assert OutboxEvent.objects.filter(name="scheduling.SessionCompleted", subject_id=first.pk).exists()


def test_attendance_can_be_corrected_and_the_correction_is_written_down(cast, running):
    first = sessions(running)[0]
    attend(cast, first, cast.participant)
    before = AuditEntry.objects.filter(verb="marked attendance").count()
    attend(cast, first, cast.participant, cast.member)
    assert marks(first)["Tiago"] == "present"
    assert AuditEntry.objects.filter(verb="marked attendance").count() == before + 1


def test_saving_the_same_attendance_again_changes_nothing(cast, running):
    first = sessions(running)[0]
    attend(cast, first, cast.participant)
    before = AuditEntry.objects.count()
    attend(cast, first, cast.participant)
    assert AuditEntry.objects.count() == before


def test_only_the_trainer_marks_attendance(cast, running):
    first = Session.objects.select_related("engagement__cohort").get(pk=sessions(running)[0].pk)
    for other in (cast.participant, cast.manager, cast.administrator, cast.bystander):
        with pytest.raises(NotAllowed):
            actions.save_attendance(session=first, attendance={}, by=other)
    assert Session.objects.get(pk=first.pk).state == "confirmed"


def test_attendance_of_a_session_to_come_is_refused(cast, running):
    later = actions.plan_session(
        cohort=running, title="Later", starts_at=timezone.now() + timedelta(days=2), minutes=60, by=cast.trainer
    )
    with pytest.raises(DomainError, match="not begun"):
        attend(cast, later, cast.participant)


def test_people_outside_the_roll_cannot_be_marked(cast, running):
    first = Session.objects.select_related("engagement__cohort").get(pk=sessions(running)[0].pk)
    trainer = SessionPlace.objects.get(session=first, user=cast.trainer.user)
    actions.save_attendance(session=first, attendance={trainer.participation_id: "present"}, by=cast.trainer)
    assert marks(first)["Marta"] == ""


def test_completion_gives_certificates_to_those_who_came_often_enough(cast, running):
    first, second, third = sessions(running)
    attend(cast, first, cast.participant, cast.member)
    attend(cast, second, cast.participant)
    attend(cast, third, excused=[cast.participant])
    certificates = actions.complete_cohort(cohort=running, by=cast.trainer)
    assert [row.enrollment.membership for row in certificates] == [cast.participant]
    assert enrollment_of(cast.participant, running).state == "completed"
    assert enrollment_of(cast.member, running).state == "not_completed"
    assert fresh(running).engagement.state == "evaluating"
    issued = OutboxEvent.objects.get(name="training.CertificateIssued")
    assert issued.subject_id == certificates[0].enrollment_id


def test_the_claims_are_those_of_the_day(cast, running):
    first, second, third = sessions(running)
    for session in (first, second):
        attend(cast, session, cast.participant)
    attend(cast, third)
    (certificate,) = actions.complete_cohort(cohort=running, by=cast.administrator)
    zone = first.time_zone
    assert certificate.claims == {
        "holder": "Amara Okafor",
        "course": "Difficult conversations",
        "cohort": "Spring run",
        "organization": "Harbour Health",
        "sessions_attended": 2,
        "sessions_total": 3,
        "hours": 4.0,
        "first_on": first.starts_at.astimezone(zone).date().isoformat(),
        "last_on": third.starts_at.astimezone(zone).date().isoformat(),
        "trainer": "Marta Quist",
        "issued_on": timezone.now().astimezone(zone).date().isoformat(),
    }


def test_a_certificate_keeps_its_words_when_names_and_titles_change(cast, as_):
    cohort = make_completed(cast)
    certificate = Certificate.objects.get()
    texts = {"summary": "x", "outcomes": "", "length": ""}
    actions.change_course(course=cohort.course, title="Another title", by=cast.administrator, **texts)
    cast.participant.user.name = "Amara Bello"
    cast.participant.user.save()
    page = as_(cast.participant).get(f"/check/{certificate.code}/").content.decode()
    assert "Difficult conversations" in page and "Amara Okafor" in page
    assert "Another title" not in page


def test_completion_waits_for_every_session_to_be_marked(cast, running):
    attend(cast, sessions(running)[0], cast.participant)
    with pytest.raises(DomainError, match="2 sessions are not marked"):
        actions.complete_cohort(cohort=running, by=cast.trainer)
    assert not Certificate.objects.exists()
    assert enrollment_of(cast.participant, running).state == "enrolled"


def test_completion_is_refused_when_fewer_were_held_than_are_needed(cast):
    cohort = make_cohort(cast, sessions=1, needed_attendance=2)
    actions.enroll(cohort=cohort, membership=cast.participant, by=cast.participant)
    actions.start_cohort(cohort=fresh(cohort), by=cast.trainer)
    attend(cast, make_held(cohort)[0], cast.participant)
    with pytest.raises(DomainError, match="needs 2"):
        actions.complete_cohort(cohort=fresh(cohort), by=cast.trainer)


def test_completing_twice_gives_one_certificate(cast):
    cohort = make_completed(cast)
    with pytest.raises(IllegalTransition):
        actions.complete_cohort(cohort=cohort, by=cast.trainer)
    assert Certificate.objects.count() == 1


def test_attendance_stays_as_it_is_after_completion(cast):
    cohort = make_completed(cast)
    with pytest.raises(DomainError, match="stays as it is"):
        attend(cast, sessions(cohort)[0], cast.member)


def test_those_who_still_wait_are_told_that_the_list_is_closed(cast):
    cohort = make_cohort(cast, seats=1, sessions=1, needed_attendance=1)
    for learner in (cast.participant, cast.member):
        actions.enroll(cohort=cohort, membership=learner, by=learner)
    actions.start_cohort(cohort=fresh(cohort), by=cast.trainer)
    attend(cast, make_held(cohort)[0], cast.participant)
    actions.complete_cohort(cohort=fresh(cohort), by=cast.trainer)
    assert enrollment_of(cast.member, cohort) is None
    assert OutboxEvent.objects.filter(name="training.WaitingListClosed").count() == 1


def test_a_completed_run_is_closed(cast):
    cohort = make_completed(cast)
    actions.close_cohort(cohort=cohort, by=cast.administrator)
    assert (fresh(cohort).engagement.state, fresh(cohort).engagement.end) == ("closed", "completed")


def test_codes_are_readable_and_never_the_same(cast):
    codes = {completion.make_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(len(code) == 9 and code[4] == "-" for code in codes)
    assert set("".join(codes)) - {"-"} <= set(CODE_ALPHABET)
    assert not set("01IO") & set(CODE_ALPHABET)


def test_a_code_that_is_taken_is_made_again(cast, monkeypatch):
    make_completed(cast)
    taken = Certificate.objects.get().code
    codes = iter([taken, taken, "ABCD-2345"])
    monkeypatch.setattr(completion, "make_code", lambda: next(codes))
    make_completed(cast, course=make_course(cast, "Saying no"))
    assert set(Certificate.objects.values_list("code", flat=True)) == {taken, "ABCD-2345"}


@pytest.mark.parametrize("change", [{"code": "AAAA-2222"}, {"claims": {"holder": "Somebody else"}}])
def test_the_database_refuses_to_change_or_delete_a_certificate(cast, change):
    make_completed(cast)
    before = Certificate.objects.get()
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Certificate.objects.update(**change)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Certificate.objects.filter(pk=before.pk)._raw_delete("default")
    assert Certificate.objects.get().claims == before.claims


def test_the_attendance_page_saves_one_roll(cast, as_, running):
    first = sessions(running)[0]
    address = f"/o/harbour/sessions/{first.pk}/attendance/"
    page = as_(cast.trainer).get(address).content.decode()
    assert "Amara Okafor" in page and "Marta Quist" not in page.split("<h1>")[1].split("</form>")[0]
    places = {
        row.participation.membership_id: row.participation_id
        for row in SessionPlace.objects.filter(session=first).select_related("participation")
    }
    sent = {
        f"mark-{places[cast.participant.pk]}": "present",
        f"mark-{places[cast.member.pk]}": "absent",
    }
    answer = as_(cast.trainer).post(address, sent, follow=True)
    assert "Attendance is saved" in answer.content.decode()
    assert marks(first)["Tiago"] == "absent"


def test_the_attendance_page_refuses_a_roll_with_a_gap(cast, as_, running):
    first = sessions(running)[0]
    answer = as_(cast.trainer).post(f"/o/harbour/sessions/{first.pk}/attendance/", {})
    assert answer.status_code == 422
    assert "Say whether Amara Okafor came" in answer.content.decode()
    assert Session.objects.get(pk=first.pk).state == "confirmed"


def test_a_mark_that_does_not_exist_is_refused(cast, as_, running):
    first = sessions(running)[0]
    place = SessionPlace.objects.get(session=first, user=cast.participant.user)
    sent = {f"mark-{place.participation_id}": "brilliant"}
    assert as_(cast.trainer).post(f"/o/harbour/sessions/{first.pk}/attendance/", sent).status_code == 422


def test_others_cannot_open_the_attendance_page(cast, as_, running):
    address = f"/o/harbour/sessions/{sessions(running)[0].pk}/attendance/"
    for other in (cast.participant, cast.administrator, cast.manager, cast.bystander, cast.stranger):
        assert as_(other).get(address).status_code == 404
        assert as_(other).post(address).status_code == 404


def test_the_question_before_completion_names_who_gets_a_certificate(cast, as_, running):
    for session in sessions(running):
        attend(cast, session, cast.participant)
    page = as_(cast.trainer).get(f"/o/harbour/cohorts/{running.pk}/complete/").content.decode()
    assert "Came to 3: gets the certificate" in page
    assert "Came to 0: no certificate" in page
    assert not Certificate.objects.exists()
    answer = as_(cast.trainer).post(f"/o/harbour/cohorts/{running.pk}/complete/", follow=True)
    assert "Certificates given: 1" in answer.content.decode()


def test_the_run_leads_to_the_questions_that_are_asked_at_its_end(cast, as_):
    cohort = make_completed(cast)
    relay()
    request = Request.objects.get(respondent=cast.participant)
    page = as_(cast.participant).get(f"/o/harbour/cohorts/{cohort.pk}/").content.decode()
    assert f"/evaluations/requests/{request.pk}/" in page
    assert "Waits for you" in page
    lead = as_(cast.trainer).get(f"/o/harbour/cohorts/{cohort.pk}/").content.decode()
    assert f"/evaluations/requests/{request.pk}/" not in lead
    assert "answered. Open until" in lead
