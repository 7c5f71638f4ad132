"""Coach and sponsor suggest people for a 360; the client decides, and sees a coach’s list before it goes out."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.errors import DomainError, NotAllowed
from portal.outbox.relay import relay
from programs.coaching.actions import start_feedback
from programs.coaching.actions.feedback import remind_raters, send_feedback_now, stop_feedback
from programs.coaching.actions.suggesting import suggest_raters
from programs.coaching.models import RaterSuggestion
from programs.evaluations.actions.rounds import move_due
from programs.evaluations.models import Request, Round
from programs.notifications.models import Notification
from tests.factories import coaching
from tests.factories.scheduling import at
from tests.programs.coaching.urls import url

LINES = {"peers": "Helen Byrne\nTiago Mendes", "reports": "Nuno Alves", "managers": ""}


@pytest.fixture
def contract(cast, harbour):
    return coaching.agreed(cast)


def test_the_client_takes_some_and_nobody_learns_which(cast, contract, as_):
    suggested = {"peers": "Marta Quist", "reports": "Rui Costa, rui@partner.example", "managers": "Paul Costa"}
    assert as_(cast.sponsor).post(url("rater-suggest", contract), suggested).status_code == 302
    suggest_raters(contract=contract, people=[(cast.trainer, "report")], by=cast.coach)
    assert RaterSuggestion.objects.count() == 3

    page = url("feedback-start", contract)
    client = as_(cast.participant)
    shown = client.get(page).text
    assert "Marta Quist" in shown
    assert "says Lucía Ferrer" in shown
    taken = [str(row.pk) for row in RaterSuggestion.objects.exclude(name="Paul Costa")]
    counted = client.post(page, {**LINES, "taken": taken, "count": "1"})
    assert (counted.status_code, Round.objects.count()) == (200, 0)
    assert "peers 3, reports 2, managers 0. 5 in all." in " ".join(counted.text.split())
    assert client.post(page, {**LINES, "taken": taken}).status_code == 302

    asked = Round.objects.get()
    groups = {row.guest_email or row.respondent_id: row.group for row in asked.requests.all()}
    assert (groups[cast.trainer.pk], groups["rui@partner.example"]) == ("peer", "report")
    assert cast.manager.pk not in groups
    assert set(RaterSuggestion.objects.values_list("name", "taken")) == {
        ("Marta Quist", True),
        ("Rui Costa", True),
        ("Paul Costa", False),
    }
    relay()
    told = Notification.objects.filter(membership__in=[cast.sponsor.pk, cast.manager.pk])
    assert set(told.values_list("kind", flat=True)) == {"participant-joined", "contract-agreed"}
    sponsor = as_(cast.sponsor)
    answer = sponsor.get(url("rater-suggest", contract)).text
    assert "Paul Costa" in answer
    late = sponsor.post(url("rater-suggest", contract), {"peers": "Helen Byrne"})
    assert (late.status_code, "have gone out" in late.text) == (422, True)


@pytest.mark.parametrize("part", ["participant", "administrator", "member"])
def test_only_coach_and_sponsor_suggest(cast, contract, as_, part):
    with pytest.raises(NotAllowed):
        suggest_raters(contract=contract, people=[(cast.mentor, "peer")], by=getattr(cast, part))
    assert as_(getattr(cast, part)).get(url("rater-suggest", contract)).status_code == 404


def test_the_wrong_people_are_refused(cast, contract):
    guest = ("Rui Costa", "rui@partner.example")
    wrong = {
        "asked anyway": {"people": [(cast.participant, "peer")]},
        "reads the results": {"people": [(cast.coach, "peer")]},
        "two groups": {"people": [(cast.mentor, "peer"), (cast.mentor, "report")]},
        "in two groups": {"guests": [(*guest, "peer"), (*guest, "report")]},
        "at least one": {},
    }
    for words, named in wrong.items():
        with pytest.raises(DomainError, match=words):
            suggest_raters(contract=contract, by=cast.sponsor, **named)
    with pytest.raises(DomainError, match="reads the results"):
        start_feedback(contract=contract, raters=[(cast.coach, "peer")] * 4, by=cast.participant)
    assert not RaterSuggestion.objects.exists()


def named(cast):
    return [(person, "peer") for person in (cast.mentor, cast.member, cast.trainer, cast.sponsor)]


def test_what_a_coach_sends_waits_for_the_client(cast, contract, as_):
    start_feedback(contract=contract, raters=named(cast), by=cast.coach)
    relay()
    assert Notification.objects.get(kind="feedback-planned").membership == cast.participant
    assert not Notification.objects.filter(kind="feedback-asked").exists()
    page = as_(cast.participant).get(url("feedback-start", contract)).text
    assert "Helen Byrne" in page
    assert "Stop it" in page
    with pytest.raises(NotAllowed):
        stop_feedback(contract=contract, by=cast.coach)
    with pytest.raises(DomainError, match="named already"):
        start_feedback(contract=contract, raters=named(cast), by=cast.participant)

    as_(cast.participant).post(url("feedback-answer", contract), {"answer": "stop"})
    assert not Request.objects.exists()
    start_feedback(contract=contract, raters=named(cast), by=cast.coach)
    send_feedback_now(contract=contract, by=cast.participant)
    relay()
    assert Notification.objects.filter(kind="feedback-asked").count() == 4


def test_it_goes_out_by_itself_after_a_day_and_is_reminded_once(cast, contract, as_):
    round = start_feedback(contract=contract, raters=named(cast), by=cast.coach)
    with at(timezone.now() + timedelta(hours=23)):
        move_due(timezone.now())
        assert Round.objects.get(pk=round.pk).opened_at is None
    with at(timezone.now() + timedelta(hours=25)):
        move_due(timezone.now())
        assert Round.objects.get(pk=round.pk).opened_at
        page = as_(cast.participant).get(url("feedback-start", contract)).text
        assert "0 of 5 people have answered" in page
        assert "Helen Byrne" not in page
        assert as_(cast.participant).post(url("feedback-remind", contract)).status_code == 302
        with pytest.raises(DomainError, match="within the last day"):
            remind_raters(contract=contract, by=cast.coach)
