"""Agendas before a session: kinds of topics, one’s own, what was sent ahead, looks, and whose topics they are."""

import pytest
from django.db import connection
from django.urls import reverse

from portal.errors import DomainError, NotAllowed
from programs.engagements.actions import give_program
from programs.notifications.models import Notification, Sweep
from programs.notifications.nudges import sweep
from programs.notifications.queries import is_still_true
from programs.scheduling.actions import back_topic, look_at_agenda, propose_topic
from programs.scheduling.models import AgendaLook, Topic
from programs.scheduling.queries import kinds_in_program
from tests.cast import make_member
from tests.factories.scheduling import at, in_days, make_circle, make_contract, make_engagement, make_session, place_in

pytestmark = pytest.mark.django_db


def url(name, **kwargs):
    return reverse(name, kwargs={"organization": "harbour", **kwargs})


def page(session):
    return url("scheduling:session-detail", session_id=session.pk)


@pytest.fixture
def circle(cast, harbour):
    return make_circle(cast)


@pytest.fixture
def contract(cast, harbour):
    return make_contract(cast)


def propose(engagement, who, text="canary-topic", **fields) -> Topic:
    return propose_topic(engagement=engagement, text=text, by=place_in(engagement, who), **fields)


CHALLENGE = {"text": "canary-situation", "kind": "challenge", "tried": "canary-tried", "hoped": "canary-hoped"}


def test_a_challenge_tells_more_and_is_sealed_and_other_kinds_keep_no_more(cast, circle, as_):
    session = make_session(circle, cast.mentor)
    address = url("scheduling:topic-propose", engagement_id=circle.pk)
    browser = as_(cast.participant)
    long = browser.post(address, {**CHALLENGE, "hoped": "c" * 1001})
    assert long.status_code == 422
    assert all(word in long.text for word in ("canary-situation", "canary-tried", "c" * 1001)), "nothing typed is lost"
    assert browser.post(address, {**CHALLENGE, "kind": "wish"}).status_code == 422
    assert browser.post(address, CHALLENGE).status_code == 302
    propose(circle, cast.member, "a goal", kind="goal", tried="not asked for")
    assert Topic.objects.get(kind="goal").tried is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT tried, hoped FROM scheduling_topic WHERE kind = 'challenge'")
        assert not any(b"canary" in bytes(text) for text in cursor.fetchone())
    seen = as_(cast.mentor).get(page(session)).text
    assert all(word in seen for word in ("canary-situation", "canary-tried", "canary-hoped", "A good outcome"))
    only = as_(cast.mentor).get(page(session) + "?kind=goal").text
    assert "a goal" in only and "canary" not in only
    assert "canary-situation" in as_(cast.mentor).get(page(session) + "?kind=opportunity").text, "none of it: all"


def test_ones_own_topic_is_changed_and_taken_back_until_the_session_begins(cast, circle, as_):
    session = make_session(circle, cast.mentor)
    topic = propose(circle, cast.participant)
    back_topic(topic=topic, by=place_in(circle, cast.member), back=True)
    address = url("scheduling:topic-change", topic_id=topic.pk)
    withdraw = url("scheduling:topic-withdraw", topic_id=topic.pk)
    for other in (cast.member, cast.mentor):
        browser = as_(other)
        assert [browser.get(address).status_code, browser.post(address, {"text": "x"}).status_code] == [409, 409]
        assert browser.post(withdraw).status_code == 409
    mine = as_(cast.participant)
    assert "canary-topic" in mine.get(address).text
    refused = mine.post(address, {"text": "", "kind": "challenge", "tried": "kept words"})
    assert refused.status_code == 422 and "kept words" in refused.text
    assert mine.post(address, {"text": "other words", "kind": "question"}).status_code == 302
    topic.refresh_from_db()
    assert (topic.text, topic.kind, topic.backings.count()) == ("other words", "question", 1)
    with at(session.starts_at):
        late = as_(cast.participant)
        assert [late.post(address, {"text": "x"}).status_code, late.post(withdraw).status_code] == [409, 409]
    assert as_(cast.participant).post(withdraw).status_code == 302
    assert not Topic.objects.exists()


def test_a_coaching_agenda_is_ready_when_both_have_looked_and_a_change_takes_the_others_look_back(cast, contract, as_):
    session = make_session(contract, cast.coach)
    topic = propose(contract, cast.participant)
    look = url("scheduling:agenda-look", session_id=session.pk)
    assert "Nobody has looked yet" in as_(cast.coach).get(page(session)).text
    for _ in range(2):
        assert as_(cast.coach).post(look).status_code == 302
    assert "One of you has looked" in as_(cast.participant).get(page(session)).text
    as_(cast.participant).post(look)
    for person in (cast.coach, cast.participant):
        assert "The agenda is ready" in as_(person).get(page(session)).text
    as_(cast.participant).post(url("scheduling:topic-change", topic_id=topic.pk), {"text": "other words"})
    assert AgendaLook.objects.get().participation == place_in(contract, cast.participant)
    look_at_agenda(session=session, by=place_in(contract, cast.coach))
    propose(contract, cast.coach, "from the coach")
    assert AgendaLook.objects.get().participation == place_in(contract, cast.coach)
    propose(contract, cast.participant, "a third")
    assert not AgendaLook.objects.exists()
    assert as_(cast.participant).post(url("scheduling:topic-withdraw", topic_id=topic.pk)).status_code == 302
    with pytest.raises(NotAllowed):
        look_at_agenda(session=session, by=place_in(contract, cast.sponsor))
    with at(session.starts_at), pytest.raises(DomainError):
        look_at_agenda(session=session, by=place_in(contract, cast.coach))


def test_only_a_coaching_agenda_is_looked_at(cast, circle):
    session = make_session(circle, cast.mentor)
    with pytest.raises(NotAllowed):
        look_at_agenda(session=session, by=place_in(circle, cast.mentor))


def test_it_is_said_when_one_side_brings_nearly_all_of_five_topics(cast, contract, as_):
    session = make_session(contract, cast.coach)
    for number in range(4):
        propose(contract, cast.participant, f"mine {number}")
    assert "of the last" not in as_(cast.participant).get(page(session)).text, "four are too few"
    propose(contract, cast.participant, "mine 5")
    propose(contract, cast.coach, "one")
    assert "You brought 5 of the last 6 topics" in as_(cast.participant).get(page(session)).text
    assert "Amara Okafor brought 5 of the last 6 topics" in as_(cast.coach).get(page(session)).text
    propose(contract, cast.coach, "two")
    assert "of the last" not in as_(cast.coach).get(page(session)).text


def told(moment) -> Notification | None:
    Sweep.objects.update_or_create(kind="agenda", defaults={"until": moment - 10 * (in_days(1) - in_days(0)) / 1440})
    with at(moment):
        sweep(kinds=["agenda"])
    return Notification.objects.filter(kind__startswith="agenda").order_by("created_at", "id").last()


def test_who_leads_hears_a_day_ahead_what_was_sent_and_both_sides_see_it(cast, circle, as_):
    session, day = make_session(circle, cast.mentor), in_days(1) - in_days(0)
    assert told(session.starts_at - 1.1 * day) is None
    propose(circle, cast.mentor, "of the mentor")
    row = told(session.starts_at - day)
    assert (row.kind, row.membership) == ("agenda-empty", cast.mentor)
    with at(session.starts_at - day):
        assert is_still_true(row, session.starts_at - day)
        assert "Nothing yet" in as_(cast.mentor).get(page(session)).text
        propose(circle, cast.participant)
        assert not is_still_true(row, session.starts_at - day)
        assert "Received: 1 topic, the last on" in as_(cast.mentor).get(page(session)).text
        assert "Helen Byrne sees your topic since" in as_(cast.participant).get(page(session)).text
        assert "sees your topic" not in as_(cast.member).get(page(session)).text
    Notification.objects.all().delete()
    row = told(session.starts_at - day)
    assert (row.kind, row.facts["count"]) == ("agenda-there", 1)
    assert "canary" not in str(row.facts)
    assert is_still_true(row, session.starts_at - day)
    Topic.objects.exclude(proposed_by=place_in(circle, cast.mentor)).delete()
    assert not is_still_true(row, session.starts_at - day)


def test_a_program_learns_kinds_from_five_topics_of_five_people_and_no_word(cast, harbour, as_):
    people = [make_member(f"Person{number} New") for number in range(6)]
    circle = make_engagement(by=cast.administrator, people={"mentor": cast.mentor, "mentee": people})
    give_program(program=circle.program, managers=[cast.manager], by=cast.administrator)
    for person in people[:4]:
        propose(circle, person, "canary one", kind="challenge")
        propose(circle, person, "canary two", kind="challenge")
    propose(circle, people[4], "canary three", kind="goal")
    assert [(row.name, row.topics) for row in kinds_in_program(circle.program)] == [("Another kind, or none", 9)]
    propose(circle, people[4], "canary four", kind="challenge")
    assert [(row.name, row.topics) for row in kinds_in_program(circle.program)] == [("Challenge", 9)], "not one goal"
    seen = as_(cast.manager).get(url("engagements:program-detail", program_id=circle.program_id)).text
    assert "What people talk about" in seen
    assert "canary" not in seen
    assert "Goal" not in seen
