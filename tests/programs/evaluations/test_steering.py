"""A round in the hands of who leads it: reminders, a later day, an earlier end. Who has not answered stays unknown."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import AuditEntry
from portal.errors import DomainError, NotAllowed
from programs.engagements.actions import end_participation
from programs.engagements.lifecycle import State
from programs.evaluations.actions import (
    change_anonymity,
    close_early,
    extend_round,
    plan_round,
    remind_now,
    withdraw_request,
)
from programs.evaluations.models import Request, Round
from programs.evaluations.queries import rounds_of
from programs.evaluations.tasks import remind_due_rounds
from programs.notifications.models import Notification
from tests.factories.evaluations import answer, make_cohort, make_round, request_of
from tests.factories.goals import make_contract, place_of, today
from tests.factories.mails import mails_to, send_all

pytestmark = pytest.mark.django_db


def url(name, **kwargs):
    return reverse(f"evaluations:{name}", kwargs={"organization": "harbour", **kwargs})


@pytest.fixture
def round(cast, harbour):
    return make_round(make_cohort(cast, 5, state=State.ACTIVE), anonymous=True)


@pytest.fixture
def named(cast, harbour):
    return make_round(make_contract(cast, state=State.ACTIVE), "coaching-end")


def reminders():
    return list(Notification.objects.filter(kind="request-reminder").values_list("membership__user__name", flat=True))


def test_each_reminder_goes_once_and_only_to_who_has_not_answered(cast, round):
    send_all()
    answer(round, cast.participant)
    for days, told in ((4, 0), (2.9, 5), (2.5, 5), (0.9, 10)):
        with time_machine.travel(round.closes_at - timedelta(days=days)):
            for _ in range(2):
                remind_due_rounds()
                mails = send_all()
            assert len(reminders()) == told, days
    assert "Amara Okafor" not in reminders()
    assert "Marta Quist" in reminders()
    last = mail.outbox[-1]
    assert "Only you are told this" in last.body
    assert mails == []


def test_nothing_tells_who_was_reminded(cast, round, as_):
    answer(round, cast.participant)
    remind_now(round=round, by=cast.trainer)
    send_all()
    entry = AuditEntry.objects.get(verb="reminded")
    assert (entry.subject_id, entry.data) == (round.pk, {})
    page = as_(cast.trainer).get(url("round-manage", round_id=round.pk)).text
    assert "1 of 6" in page
    for person in ("Amara Okafor", "Priya Nair", "Sven Lund"):
        assert person not in page
    other = as_(cast.administrator).get(url("round-manage", round_id=round.pk)).text
    assert "Priya Nair" not in other


def test_somebody_presses_the_button_once_a_day(cast, round, as_):
    browser, address = as_(cast.trainer), url("round-remind", round_id=round.pk)
    assert "Those who have not answered hear from us" in browser.post(address, follow=True).text
    assert "heard from us within the last day" in browser.get(url("round-manage", round_id=round.pk)).text
    with pytest.raises(DomainError, match="within the last day"):
        remind_now(round=round, by=cast.trainer)
    send_all()
    assert len(reminders()) == 6
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        remind_now(round=round, by=cast.trainer)


def test_a_later_day_brings_the_reminders_again(cast, round):
    with time_machine.travel(round.closes_at - timedelta(hours=20)):
        remind_due_rounds()
        with pytest.raises(DomainError, match="after the one on which it closes now"):
            extend_round(round=round, closes_on=today(-1), by=cast.trainer)
        extended = extend_round(round=round, closes_on=today(9), by=cast.trainer)
        assert extended.reminder_days == [3, 1]
    send_all()
    with time_machine.travel(extended.closes_at - timedelta(days=2)):
        remind_due_rounds()
        assert any("questions about" in message.subject for message in mails_to("amara", send_all()))
    assert len(reminders()) == 12


def test_closed_is_closed(cast, round, as_):
    address = url("round-close", round_id=round.pk)
    assert "1 of 6" not in as_(cast.trainer).get(address).text
    as_(cast.trainer).post(address)
    assert Round.objects.get().closed_at
    for step in (close_early, remind_now):
        with pytest.raises(DomainError, match="closed"):
            step(round=round, by=cast.trainer)
    with pytest.raises(DomainError, match="closed"):
        extend_round(round=round, closes_on=today(20), by=cast.trainer)


@pytest.mark.parametrize("part", ["participant", "coach", "bystander", "manager"])
def test_only_who_leads_or_runs_it_steers(cast, round, as_, part):
    person = getattr(cast, part)
    for name in ("round-manage", "round-close"):
        assert as_(person).get(url(name, round_id=round.pk)).status_code == 404
    for step in (close_early, remind_now):
        with pytest.raises(NotAllowed):
            step(round=round, by=person)


def test_names_are_frozen_by_the_first_answer_and_a_promise_is_kept(cast, named, round):
    change_anonymity(round=named, anonymous=True, by=cast.coach)
    with pytest.raises(DomainError, match="have been told"):
        change_anonymity(round=named, anonymous=False, by=cast.coach)
    Round.objects.filter(pk=named.pk).update(anonymous=False)
    answer(Round.objects.get(pk=named.pk), cast.participant)
    with pytest.raises(DomainError, match="Somebody has answered"):
        change_anonymity(round=named, anonymous=True, by=cast.coach)


def test_somebody_is_taken_out_as_long_as_it_tells_nothing(cast, round, named, as_):
    page = as_(cast.trainer).get(url("round-manage", round_id=round.pk)).text
    assert "Priya Nair" in page, "nobody has answered, so the list tells nothing"
    asked = request_of(round, cast.participant)
    as_(cast.trainer).post(url("request-withdraw", request_id=asked.pk))
    assert not Request.objects.filter(pk=asked.pk).exists()
    answer(round, cast.trainer)
    other = round.requests.exclude(respondent=cast.trainer).first()
    with pytest.raises(DomainError, match="it would tell who has answered"):
        withdraw_request(request=other, by=cast.trainer)
    answer(named, cast.participant)
    with pytest.raises(DomainError, match="They stay"):
        withdraw_request(request=request_of(named, cast.participant), by=cast.coach)
    withdraw_request(request=request_of(named, cast.sponsor), by=cast.coach)
    withdraw_request(request=request_of(named, cast.coach), by=cast.coach)
    assert Round.objects.get(pk=named.pk).closed_at, "everybody who is still asked has answered"


def test_those_who_run_the_program_do_not_read_whom_a_360_asks(cast, harbour, as_):
    contract = make_contract(cast, state=State.ACTIVE)
    asked = [(cast.member, "peer"), (cast.mentor, "peer")]
    round = make_round(contract, "feedback-360", subject=place_of(contract, cast.participant), respondents=asked)
    address = url("round-manage", round_id=round.pk)
    assert "Tiago Mendes" in as_(cast.coach).get(address).text
    assert "Tiago Mendes" not in as_(cast.administrator).get(address).text
    request = request_of(round, cast.member)
    assert as_(cast.administrator).post(url("request-withdraw", request_id=request.pk)).status_code == 404


def test_who_leaves_is_waited_for_no_more(cast, round):
    end_participation(participation=place_of(round.engagement, cast.participant), by=cast.participant)
    (row,) = rounds_of(round.engagement, cast.trainer)
    assert (row.answered, row.asked) == (0, 5)
    remind_now(round=round, by=cast.trainer)
    send_all()
    assert "Amara Okafor" not in reminders()


def test_a_round_that_has_not_opened_can_be_dropped(cast, harbour, as_):
    cohort = make_cohort(cast, 2, state=State.ACTIVE)
    later = timezone.now() + timedelta(days=3)
    round = plan_round(engagement=cohort, code="session-pulse", stage="middle", by=cast.trainer, opens_at=later)
    as_(cast.trainer).post(url("round-close", round_id=round.pk))
    assert not Round.objects.exists()
