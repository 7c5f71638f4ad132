"""People whom the owner of an objective asks what they see: one question every few weeks, under their name."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.errors import DomainError, NotAllowed
from portal.logs import SECRETS
from programs.engagements.lifecycle import State
from programs.goals.actions import answer_pulse, ask_supporter, end_supporter
from programs.goals.models import Objective, Pulse, Supporter
from programs.goals.queries_support import get_own_support
from programs.goals.support_links import supporter_token
from programs.goals.tasks import ask_due_pulses_everywhere
from programs.notifications.models import Notification
from tests.cast import make_member
from tests.factories.goals import make_contract, make_objective, set_state
from tests.factories.mails import mails_to, send_all, words_of
from tests.factories.scheduling import at

pytestmark = pytest.mark.django_db
TITLE, COMMENT = "canary-title", "canary-comment"
RUI = {"guest_name": "Rui Costa", "guest_email": "rui@partner.example"}


def url(name, **kwargs):
    return reverse(name, kwargs={"organization": "harbour", **kwargs})


@pytest.fixture
def contract(cast, harbour):
    return make_contract(cast, state=State.ACTIVE)


@pytest.fixture
def objective(cast, contract) -> Objective:
    return make_objective(contract, cast.participant, title=TITLE)


def ask(cast, objective, **who) -> Supporter:
    return ask_supporter(objective=objective, every_weeks=2, by=cast.participant, **who)


def in_weeks(weeks):
    return at(timezone.now() + timedelta(weeks=weeks, hours=1))


def link_in(mails) -> str:
    (sent,) = [message for message in mails if message.to == [RUI["guest_email"]]]
    assert "canary" not in words_of(sent)
    return re.search(rf"{settings.SITE_URL}(/supporting/[^/\s]+/)", sent.body)[1]


def test_the_owner_alone_asks_and_says_what_is_shown(cast, contract, objective, as_):
    page = url("goals:supporter-create", objective_id=objective.pk)
    owner = as_(cast.participant)
    text = owner.get(page).text
    assert TITLE in text
    assert "Amara Okafor and Rafael Moreira can read what they write beside it." not in text, "leads come first"
    assert "Rafael Moreira and Amara Okafor can read what they write beside it." in text
    sent = {"person": str(cast.bystander.pk), "every_weeks": "4"}
    refused = owner.post(page, sent)
    assert (refused.status_code, "They may read this title" in refused.text) == (422, True)
    assert owner.post(page, {**sent, "shows_title": "on"}).status_code == 302
    assert as_(cast.coach).get(page).status_code == 409
    assert as_(cast.sponsor).post(page, {**sent, "shows_title": "on"}).status_code == 409
    assert as_(cast.bystander).get(page).status_code == 404
    for by in (cast.coach, cast.sponsor, cast.administrator):
        with pytest.raises(NotAllowed):
            ask_supporter(objective=objective, every_weeks=4, by=by, person=cast.member)


def test_who_cannot_be_asked_is_said_with_the_reason(cast, contract, objective):
    ask(cast, objective, person=cast.bystander)
    for who, words in (
        ({"person": cast.participant}, "yourself"),
        ({"person": cast.coach}, "leads this"),
        ({"person": cast.bystander}, "asked already"),
        ({"guest_name": "Nuno", "guest_email": cast.member.user.email.upper()}, "who is a member"),
        ({"guest_name": "", "guest_email": "a@b.example"}, "name"),
        ({"guest_name": "Rui", "guest_email": "nonsense"}, "address"),
        ({"person": cast.member, **RUI}, "not both"),
        ({}, "Choose a member"),
    ):
        with pytest.raises(DomainError, match=words):
            ask(cast, objective, **who)
    for number in range(6):
        ask(cast, objective, guest_name=f"Guest {number}", guest_email=f"guest{number}@partner.example")
    with pytest.raises(DomainError, match="7 people"):
        ask(cast, objective, person=cast.member)
    set_state(contract, State.PAUSED)
    objective.refresh_from_db()
    with pytest.raises(NotAllowed):
        ask(cast, objective, **RUI)


def test_a_guest_answers_by_the_link_and_says_no_and_a_get_changes_nothing(cast, contract, objective, client, as_):
    ask(cast, objective, **RUI)
    first = link_in(send_all())
    page = client.get(first)
    assert TITLE in page.text
    assert "Your name stands beside your answer" in page.text
    assert "next question comes on" in page.text
    assert not page.cookies or set(page.cookies) <= {"csrftoken"}
    with in_weeks(2):
        ask_due_pulses_everywhere()
        link = link_in(send_all())
        for _ in range(2):
            assert client.get(link).status_code == 200
        assert Pulse.objects.get().answered_at is None
        long = client.post(link, {"change": "2", "comment": "x" * 1001})
        assert (long.status_code, "x" * 1001 in long.text) == (422, True)
        assert client.post(link, {"comment": COMMENT}).status_code == 422
        assert client.post(link, {"change": "2", "comment": COMMENT}).status_code == 302
        twice = client.post(link, {"change": "-3"})
        assert (twice.status_code, "is there already" in twice.text) == (422, True)
        assert COMMENT not in client.get(link).text, "a forwarded link shows no answer"
        assert client.get(f"{link}no/").status_code == 200
        assert client.post(f"{link}no/").status_code == 302
        assert "You are not asked any more" in client.get(first).text
        assert client.post(link, {"change": "1"}).status_code == 422
    assert (Pulse.objects.get().change, Supporter.objects.get().ended_at is not None) == (2, True)
    with pytest.raises(DomainError, match="asked before"):
        ask(cast, objective, **RUI)
    token = first.split("/")[2]
    for forged in (token[:-2] + "xx", "nothing", supporter_token(cast.member.pk, cast.harbour.pk)):
        assert client.get(f"/supporting/{forged}/").status_code == 404
    with time_machine.travel(timezone.now() + timedelta(days=401)):
        assert client.get(first).status_code == 404, "too old"
    assert token not in SECRETS.sub(r"\1…", first)
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(encode(comment, 'escape'), '') FROM goals_pulse")
        assert "canary" not in cursor.fetchone()[0]


def test_questions_are_asked_once_from_the_present_state_and_never_pile_up(cast, contract, objective):
    supporter = ask(cast, objective, person=cast.bystander)
    send_all()
    for weeks in (2, 4):
        with in_weeks(weeks):
            for _ in range(3):
                ask_due_pulses_everywhere()
            mails = mails_to("nuno", send_all())
            assert len(mails) == 1
            assert "canary" not in words_of(mails[0])
            assert "Leading well" not in words_of(mails[0]), "nor what she takes part in"
            assert Pulse.objects.get().asked_on == timezone.localdate()
    answered = get_own_support(cast.bystander, supporter.pk)
    with in_weeks(5):
        answer_pulse(supporter=answered, change=1, by=cast.bystander)
    set_state(contract, State.PAUSED)
    with in_weeks(8):
        ask_due_pulses_everywhere()
        assert Pulse.objects.count() == 1, "nothing is asked in a pause"
        set_state(contract, State.ACTIVE)
        ask_due_pulses_everywhere()
        assert Pulse.objects.count() == 2, "and once when it goes on"
        end_supporter(supporter=answered, by=cast.participant)
    assert Pulse.objects.count() == 1, "what waits goes, what was answered stays"
    with in_weeks(12):
        ask_due_pulses_everywhere()
    assert Pulse.objects.count() == 1
    assert Notification.objects.filter(kind="pulse-asked").count() == 2


def test_numbers_are_read_as_measurements_and_comments_by_those_who_sit(cast, contract, objective, as_):
    supporter = ask(cast, objective, person=cast.bystander)
    page, mine = (
        url("goals:objective-support", objective_id=objective.pk),
        url("goals:pulse-answer", supporter_id=supporter.pk),
    )
    assert "No answers yet" in as_(cast.participant).get(page).text
    with in_weeks(2):
        ask_due_pulses_everywhere()
        assert TITLE in as_(cast.bystander).get(mine).text
        assert as_(cast.bystander).post(mine, {"change": "-1", "comment": COMMENT}).status_code == 302
    for who in (cast.participant, cast.coach):
        text = as_(who).get(page).text
        assert COMMENT in text
        assert "A little worse" in text
        assert "Nuno Alves" in text
        assert "−1.0" in text
    sponsor = as_(cast.sponsor).get(page).text
    assert "A little worse" in sponsor, "the number is a measurement"
    assert COMMENT not in sponsor
    for who in (cast.bystander, cast.administrator, cast.member):
        assert as_(who).get(page).status_code == 404
    for who in (cast.participant, cast.coach, cast.member):
        assert as_(who).get(mine).status_code == 404, "her question is hers"
    owner = as_(cast.participant)
    with CaptureQueriesContext(connection) as few:
        owner.get(page)
    for number in range(5):
        more = ask(cast, objective, person=make_member(f"Person{number} Watching"))
        Pulse.objects.create(supporter=more, asked_on=timezone.localdate(), change=1, answered_at=timezone.now())
    with CaptureQueriesContext(connection) as many:
        owner.get(page)
    assert len(many) == len(few)
    assert as_(cast.bystander).post(url("goals:pulse-decline", supporter_id=supporter.pk)).status_code == 302
    assert "not asked any more" in as_(cast.bystander).get(mine).text
    assert as_(cast.coach).post(url("goals:supporter-end", supporter_id=supporter.pk)).status_code == 404
