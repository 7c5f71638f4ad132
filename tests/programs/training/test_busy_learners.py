"""A course does not wait for a learner who has another session: they are entered as not coming, and told."""

from datetime import timedelta

import pytest
from django.core import mail

from portal.errors import DomainError
from portal.outbox.relay import relay
from programs.notifications.models import Notification
from programs.notifications.tasks import send_due_mail
from programs.scheduling.actions import move_session, reply_to_session
from programs.scheduling.models import SessionPlace
from programs.training.actions import enroll, plan_session
from programs.training.queries import trainer_of
from tests.factories.notifications import told
from tests.factories.training import make_cohort, make_course, make_session

pytestmark = pytest.mark.usefixtures("harbour")


@pytest.fixture
def busy(cast):
    """A session elsewhere in which Amara sits, and a run with her and Tiago that has no session yet."""
    other = make_cohort(cast, make_course(cast, "Elsewhere"), trainer=cast.coach)
    enroll(cohort=other, membership=cast.participant, by=cast.participant)
    there = make_session(cast, other, by=cast.administrator)
    cohort = make_cohort(cast)
    for learner in (cast.participant, cast.member):
        enroll(cohort=cohort, membership=learner, by=learner)
    relay()
    Notification.objects.all().delete()
    return cohort, there


def plan(cast, cohort, starts_at, by=None):
    return plan_session(cohort=cohort, title="Part 1", starts_at=starts_at, minutes=60, by=by or cast.trainer)


def place(session, membership):
    return SessionPlace.objects.get(session=session, participation__membership=membership)


def test_the_session_is_planned_and_the_busy_learner_is_entered_as_not_coming(cast, busy):
    cohort, there = busy
    session = plan(cast, cohort, there.starts_at)
    theirs = place(session, cast.participant)
    assert (theirs.blocks, theirs.reply) == (False, "not_coming")
    assert place(session, cast.member).blocks
    assert place(session, cast.trainer).blocks
    assert place(there, cast.participant).blocks, "what they had before stays"


def test_the_busy_learner_is_told_so_and_the_others_are_not(cast, busy):
    cohort, there = busy
    plan(cast, cohort, there.starts_at)
    relay()
    assert told("session-scheduled") == {"Tiago Mendes"}
    assert told("session-scheduled-busy") == {"Amara Okafor"}
    mail.outbox.clear()
    send_due_mail()
    (theirs,) = [message for message in mail.outbox if message.to == ["amara@people.example"]]
    assert "You have another session then." in theirs.body
    assert "entered as not coming" in " ".join(theirs.body.split())


def test_a_busy_trainer_still_stops_it(cast, busy):
    _, there = busy
    another = make_cohort(cast, make_course(cast, "Third"), trainer=cast.coach)
    with pytest.raises(DomainError, match="another session at that time"):
        plan(cast, another, there.starts_at, by=cast.administrator)


def test_a_move_onto_a_learners_other_session_goes_through(cast, busy):
    cohort, there = busy
    session = plan(cast, cohort, there.starts_at + timedelta(days=1))
    relay()
    move_session(session=session, starts_at=there.starts_at, minutes=60, by=trainer_of(cohort))
    theirs = place(session, cast.participant)
    assert (theirs.blocks, theirs.reply) == (False, "not_coming")
    assert theirs.period.lower == there.starts_at
    assert place(session, cast.member).blocks
    relay()
    assert told("session-moved") == {"Tiago Mendes"}
    assert told("session-moved-busy") == {"Amara Okafor"}


def test_a_move_away_from_the_clash_gives_the_learner_their_place_back(cast, busy):
    cohort, there = busy
    session = plan(cast, cohort, there.starts_at)
    move_session(session=session, starts_at=there.starts_at + timedelta(days=1), minutes=60, by=trainer_of(cohort))
    theirs = place(session, cast.participant)
    assert (theirs.blocks, theirs.reply) == (True, "")


def test_who_is_busy_can_come_once_the_other_time_is_free(cast, busy):
    cohort, there = busy
    session = plan(cast, cohort, there.starts_at)
    mine = place(session, cast.participant).participation
    with pytest.raises(DomainError, match="You have another session"):
        reply_to_session(session=session, by=mine, coming=True)
    reply_to_session(session=there, by=place(there, cast.participant).participation, coming=False)
    reply_to_session(session=session, by=mine, coming=True)
    assert place(session, cast.participant).blocks


def test_who_enrols_with_a_clash_reads_it_in_the_mail(cast, busy):
    _, there = busy
    cohort = make_cohort(cast, make_course(cast, "Late"), trainer=cast.mentor)
    plan(cast, cohort, there.starts_at, by=cast.administrator)
    relay()
    Notification.objects.all().delete()
    mail.outbox.clear()
    enroll(cohort=cohort, membership=cast.participant, by=cast.participant)
    relay()
    send_due_mail()
    bodies = [" ".join(message.body.split()) for message in mail.outbox if message.to == [cast.participant.user.email]]
    assert [body for body in bodies if "one of its sessions you have another one" in body]


def test_a_trainer_hears_of_a_session_that_somebody_else_planned_for_them(cast, busy):
    cohort, there = busy
    plan(cast, cohort, there.starts_at + timedelta(days=2), by=cast.administrator)
    relay()
    assert told("session-scheduled") == {"Marta Quist", "Amara Okafor", "Tiago Mendes"}


def test_a_trainer_who_opens_the_general_booking_page_comes_to_the_runs_own(cast, busy, as_):
    cohort, _ = busy
    answer = as_(cast.trainer).get(f"/o/harbour/engagements/{cohort.pk}/sessions/new/")
    assert answer.status_code == 302
    assert answer.url.endswith(f"/cohorts/{cohort.pk}/sessions/new/")
