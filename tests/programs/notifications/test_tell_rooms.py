"""What coaching, training, mentoring and evaluations say to people."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from portal.outbox.relay import relay
from programs.evaluations.actions import close_round
from programs.mentoring.actions import change_agreement, leave_circle
from programs.notifications.models import Notification
from programs.notifications.tasks import send_due_mail
from programs.training.actions import cancel_cohort, enroll, withdraw
from tests.factories import coaching, evaluations, training
from tests.factories.mentoring import make_circle, place_in
from tests.factories.notifications import told

pytestmark = pytest.mark.django_db


def forget():
    """What was said so far."""
    relay()
    Notification.objects.all().delete()


def mailed(kind: str) -> list[str]:
    """Who got a mail of this kind, by first name."""
    relay()
    Notification.objects.exclude(kind=kind).delete()
    mail.outbox.clear()
    send_due_mail()
    return sorted(message.to[0].split("@")[0] for message in mail.outbox)


def test_the_other_parties_are_asked_to_sign(cast, harbour):
    coaching.sent(cast)
    assert mailed("contract-for-signing") == ["amara", "lucia"]


def test_who_has_signed_before_the_mail_goes_out_gets_none(cast, harbour):
    _, version = coaching.sent(cast)
    relay()
    coaching.sign(version, cast.participant)
    assert mailed("contract-for-signing") == ["lucia"]


def test_the_others_hear_of_a_signature_and_everybody_of_the_agreement(cast, harbour):
    _, version = coaching.sent(cast)
    forget()
    coaching.sign(version, cast.participant)
    relay()
    assert told("contract-signed") == {"Rafael Moreira", "Lucía Ferrer"}
    coaching.sign(version, cast.coach)
    coaching.sign(version, cast.sponsor)
    relay()
    assert told("contract-agreed") == {"Amara Okafor", "Rafael Moreira", "Lucía Ferrer"}


def test_nothing_of_the_contract_is_in_a_mail(cast, harbour):
    _, version = coaching.sent(cast)
    for party in (cast.participant, cast.coach, cast.sponsor):
        coaching.sign(version, party)
    relay()
    send_due_mail()
    said = " ".join(str(message.message()) for message in mail.outbox)
    assert len(mail.outbox) > 3
    for words in (coaching.PURPOSE, coaching.TITLE, "Delegating"):
        assert words not in said


def test_a_learner_hears_of_a_seat_once_although_two_events_tell_of_it(cast, harbour):
    cohort = training.make_cohort(cast)
    forget()
    enroll(cohort=cohort, membership=cast.participant, by=cast.participant)
    relay()
    assert list(Notification.objects.values_list("kind", flat=True)) == ["learner-enrolled"]
    assert mailed("learner-enrolled") == ["amara"]


def test_who_waits_hears_of_it_and_of_the_place_that_comes_free(cast, harbour):
    cohort = training.make_cohort(cast, seats=1)
    forget()
    first = enroll(cohort=cohort, membership=cast.participant, by=cast.participant)
    enroll(cohort=cohort, membership=cast.member, by=cast.member)
    relay()
    assert told("learner-waitlisted") == {"Tiago Mendes"}
    withdraw(enrollment=first, by=cast.participant)
    relay()
    assert told("place-opened") == {"Tiago Mendes"}
    send_due_mail()
    subjects = [message.subject for message in mail.outbox if message.to == ["tiago@people.example"]]
    assert len(subjects) == 1, "no mail says that they wait, since they do not any more"
    assert subjects[0].startswith("You have a place in")


def test_a_cancelled_run_is_told_once_not_once_per_session(cast, harbour):
    cohort = training.make_cohort(cast, seats=1, sessions=3)
    for learner in (cast.participant, cast.member):
        enroll(cohort=cohort, membership=learner, by=learner)
    forget()
    cancel_cohort(cohort=training.fresh(cohort), by=cast.administrator, reason="a canary of a reason")
    relay()
    rows = Notification.objects.all()
    assert sorted(rows.filter(membership=cast.participant).values_list("kind", flat=True)) == ["engagement-cancelled"]
    assert list(rows.filter(membership=cast.member).values_list("kind", flat=True)) == ["waiting-list-closed"]
    assert "canary" not in str(list(rows.values()))


def test_a_certificate_is_told_to_whoever_earned_it(cast, harbour):
    training.make_completed(cast)
    relay()
    assert told("certificate-issued") == {"Amara Okafor"}


def test_everybody_else_in_a_circle_is_asked_to_agree_again(cast, harbour):
    circle = make_circle(cast)
    forget()
    change_agreement(circle=circle, agreement="a canary in the agreement", by=place_in(circle, cast.participant))
    relay()
    assert told("agreement-changed") == {"Helen Byrne", "Tiago Mendes"}
    change_agreement(circle=circle, agreement="another canary", by=place_in(circle, cast.mentor))
    assert mailed("agreement-changed") == ["amara", "tiago"], "only of the newest version"
    assert "canary" not in str([str(message.message()) for message in mail.outbox])


def test_the_mentor_hears_that_somebody_left(cast, harbour):
    circle = make_circle(cast)
    forget()
    leave_circle(circle=circle, by=place_in(circle, cast.member))
    relay()
    assert told("member-left") == {"Helen Byrne"}


def test_who_is_asked_to_evaluate_hears_of_it_and_not_after_answering(cast, harbour):
    engagement = evaluations.make_cohort(cast, learners=2)
    forget()
    round = evaluations.make_round(engagement)
    relay()
    asked = told("request-asked")
    assert "Amara Okafor" in asked
    evaluations.answer(round, cast.participant)
    assert "amara" not in mailed("request-asked")
    assert len(mail.outbox) == len(asked) - 1
    assert evaluations.SECRET not in str([str(message.message()) for message in mail.outbox])


def test_a_closed_round_is_not_asked_for_any_more(cast, harbour):
    engagement = evaluations.make_cohort(cast, learners=2)
    round = evaluations.make_round(engagement)
    relay()
    close_round(round=round)
    assert mailed("request-asked") == []


def test_feedback_about_somebody_names_the_person_but_not_their_contract(cast, harbour):
    contract = coaching.agreed(cast)
    forget()
    client = coaching.place_of(contract, cast.participant)
    evaluations.make_round(
        contract.engagement,
        code="feedback-360",
        stage="baseline",
        subject=client,
        anonymous=True,
        respondents=[(cast.participant, "self"), (cast.member, "peer")],
    )
    relay()
    assert told("feedback-asked") == {"Tiago Mendes"}
    assert told("request-asked") == {"Amara Okafor"}
    send_due_mail()
    (message,) = [message for message in mail.outbox if message.to == ["tiago@people.example"]]
    assert message.subject == "Amara Okafor asks for your feedback"
    assert contract.engagement.title not in message.body.replace("Amara Okafor asks", "")
    assert "Rafael" not in message.body


def test_the_day_until_which_answers_are_asked_is_the_readers(cast, harbour):
    engagement = evaluations.make_cohort(cast, learners=1)
    evaluations.make_round(engagement, opens_at=timezone.now() - timedelta(minutes=1))
    relay()
    send_due_mail()
    assert any("until" in message.body for message in mail.outbox)
