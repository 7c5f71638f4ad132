"""The circle's page: for the people in it, in each of its states, at the same cost however much there is."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.outbox.relay import relay
from programs.engagements.actions import give_program
from programs.evaluations.actions import answer_request, ensure_library
from programs.evaluations.models import Request
from programs.goals.actions import agree_action
from programs.mentoring.actions import (
    add_member,
    agree,
    cancel_circle,
    change_agreement,
    close_circle,
    end_circle,
    pause_circle,
)
from programs.notes.actions import file_note
from programs.scheduling.actions import complete_session, propose_topic, reply_to_session, schedule_session
from programs.scheduling.models import Session, SessionPlace
from tests.cast import make_member
from tests.factories.covenant import sign_for_all
from tests.factories.mentoring import make_circle, place_in

TOPIC = "How do you give feedback to a former peer?"
# 15 queries and 4 savepoints. Session, person, organization and membership are the shell's four; the eleven others are
# the circle, its people, sessions, their places, polls, consents, topics, notes, their readers, actions and rounds: one
# for each part of the page, more than the twelve of other pages because this page joins the rooms in one place.
PAGE_QUERIES = 23


def address(circle):
    return reverse("mentoring:circle-detail", kwargs={"organization": "harbour", "engagement_id": circle.pk})


def read(as_, membership, circle):
    answer = as_(membership).get(address(circle))
    assert answer.status_code == 200
    return answer.content.decode()


def book(cast, circle, days=3, **fields):
    return schedule_session(
        engagement=circle.engagement,
        starts_at=timezone.now() + timedelta(days=days),
        minutes=75,
        by=place_in(circle, cast.mentor),
        **fields,
    )


def hold(cast, circle, days=3):
    """A session that took place some days ago and is marked as held; the mentor and the participant came."""
    session = book(cast, circle, days + 200)
    starts_at = timezone.now() - timedelta(days=days)
    ends_at = starts_at + timedelta(minutes=75)
    Session.objects.filter(pk=session.pk).update(starts_at=starts_at, ends_at=ends_at)
    SessionPlace.objects.filter(session=session).update(period=(starts_at, ends_at))
    session = Session.objects.select_related("engagement__program").get(pk=session.pk)
    came = {place_in(circle, person).pk: "present" for person in (cast.mentor, cast.participant)}
    complete_session(
        session=session,
        attendance={**came, place_in(circle, cast.member).pk: "absent"},
        by=place_in(circle, cast.mentor),
    )
    return session


def test_the_page_of_a_circle_with_nothing_in_it(cast, circle, as_):
    page = read(as_, cast.participant, circle)
    for words in ("No session is planned", "No topics yet", "No actions yet", "No sessions yet", "0 held, 0 to come"):
        assert words in page
    assert "A place to talk honestly" in page
    assert "Bring a real case, not a theory." in page


def test_the_next_session_names_other_peoples_times(cast, circle, as_):
    add_member(circle=circle, membership=cast.coach, by=cast.administrator)
    session = book(cast, circle)
    there = session.starts_at.astimezone(ZoneInfo("America/Sao_Paulo"))
    assert f"{there:%H:%M}" in read(as_, cast.participant, circle)
    assert "in São Paulo" in read(as_, cast.participant, circle)
    assert "in Lisbon" in read(as_, cast.coach, circle)


def test_who_cannot_come_is_named(cast, circle, as_):
    session = book(cast, circle)
    assert "Can’t come on" not in read(as_, cast.participant, circle)
    reply_to_session(session=session, by=place_in(circle, cast.member), coming=False)
    assert "Can’t come on" in read(as_, cast.participant, circle)


def test_held_sessions_say_how_many_came(cast, circle, as_):
    hold(cast, circle)
    page = read(as_, cast.participant, circle)
    assert "2 of 3" in page
    assert "1 held, 0 to come" in page


def test_cancelled_sessions_are_not_listed(cast, circle, as_):
    session = book(cast, circle, title="Never happens")
    assert session.title == "Never happens"
    end_circle(circle=circle, by=cast.mentor)
    assert "Never happens" not in read(as_, cast.participant, circle)


def test_topics_and_actions_stand_on_the_page(cast, circle, as_):
    place = place_in(circle, cast.participant)
    propose_topic(engagement=circle.engagement, text=TOPIC, by=place)
    agree_action(owner=place, text="Praise one person a week", due_on=None, by=place)
    for person in (cast.mentor, cast.member):
        page = read(as_, person, circle)
        assert TOPIC in page
        assert "Praise one person a week" in page


def test_notes_of_the_last_session_reach_their_readers_only(cast, circle, as_):
    earlier, last = hold(cast, circle, days=30), hold(cast, circle, days=2)
    mentor, member = place_in(circle, cast.mentor), place_in(circle, cast.participant)
    sign_for_all(circle.engagement)
    file_note(engagement=circle.engagement, session=last, text="Praise the act", audience="engagement", by=mentor)
    file_note(engagement=circle.engagement, session=last, text="I doubt myself", audience="private", by=member)
    file_note(engagement=circle.engagement, session=earlier, text="Long ago", audience="engagement", by=mentor)
    mine, others = read(as_, cast.participant, circle), read(as_, cast.mentor, circle)
    assert "Praise the act" in mine and "I doubt myself" in mine
    assert "Praise the act" in others and "I doubt myself" not in others
    assert "Long ago" not in mine


def test_the_lead_gets_the_steps_and_members_do_not(cast, circle, as_):
    lead, member = read(as_, cast.mentor, circle), read(as_, cast.participant, circle)
    for words in ("Pause the circle", "End the circle", "Change name and purpose"):
        assert words in lead
        assert words not in member
    assert "Leave this circle" in member
    assert "Leave this circle" not in lead


def test_a_session_that_is_over_waits_for_the_mentor_to_write_it_up(cast, circle, as_):
    session = book(cast, circle)
    was = timezone.now() - timedelta(hours=3)
    Session.objects.filter(pk=session.pk).update(starts_at=was, ends_at=was + timedelta(hours=1))
    assert "is over.</strong> Write down who came" in read(as_, cast.mentor, circle)
    assert "Write down who came" not in read(as_, cast.participant, circle)


def test_the_agreement_asks_those_who_have_not_agreed(cast, circle, as_):
    assert "Nobody has agreed yet" in read(as_, cast.participant, circle)
    agree(circle=circle, by=place_in(circle, cast.participant))
    assert "/agree/" not in read(as_, cast.participant, circle)
    page = read(as_, cast.member, circle)
    assert "/agree/" in page
    assert "Agreed by Amara Okafor" in page
    for person in (cast.mentor, cast.member):
        agree(circle=circle, by=place_in(circle, person))
    assert "Agreed by all 3" in read(as_, cast.member, circle)
    change_agreement(circle=circle, agreement="Cameras on.", by=place_in(circle, cast.member))
    assert "/agree/" in read(as_, cast.participant, circle)


def test_who_joins_late_is_asked_to_agree(cast, circle, as_):
    for person in (cast.mentor, cast.participant, cast.member):
        agree(circle=circle, by=place_in(circle, person))
    add_member(circle=circle, membership=cast.bystander, by=cast.administrator)
    assert "/agree/" in read(as_, cast.bystander, circle)
    assert "Not yet by Nuno Alves" in read(as_, cast.mentor, circle)


def test_forming(cast, forming, as_):
    assert "Start the circle" in read(as_, cast.mentor, forming)
    page = read(as_, cast.participant, forming)
    assert "Helen Byrne starts it" in page
    assert "Start the circle" not in page


def test_forming_without_a_member(cast, program, as_):
    circle = make_circle(cast, program=program, members=[], start=False)
    assert "It needs a member" in read(as_, cast.mentor, circle)


def test_paused(cast, circle, as_):
    pause_circle(circle=circle, by=cast.mentor)
    assert "Resume the circle" in read(as_, cast.mentor, circle)
    page = read(as_, cast.participant, circle)
    assert "has a break" in page
    assert "Resume the circle" not in page


def test_evaluating_and_closed(cast, circle, as_):
    ensure_library()
    book(cast, circle)
    end_circle(circle=circle, by=cast.mentor)
    relay()
    asked = Request.objects.get(respondent=cast.participant, round__engagement=circle.pk)
    page = read(as_, cast.participant, circle)
    assert f"/{asked.pk}/" in page
    assert "Answer the questions" in page
    assert "Book a" not in page
    assert "Close the circle" in read(as_, cast.mentor, circle)
    answers = {}
    for question in asked.round.questionnaire.questions:
        answers[question["key"]] = {"scale": 4, "yes_no": "yes"}.get(question["type"], "It was good")
    answer_request(request=asked, answers=answers, by=cast.participant)
    assert "Answer the questions" not in read(as_, cast.participant, circle)
    close_circle(circle=circle, by=cast.mentor)
    page = read(as_, cast.participant, circle)
    assert "This circle is closed" in page
    for words in ("Book a", "Propose a topic", "Add an action", "Change it", "Leave this circle", "Close the circle"):
        assert words not in page


def test_given_up(cast, forming, as_):
    cancel_circle(circle=forming, by=cast.mentor)
    page = read(as_, cast.participant, forming)
    assert "did not take place" in page
    assert "No session is planned" not in page


@pytest.mark.parametrize("part", ["administrator", "manager", "bystander", "stranger"])
def test_people_outside_get_404(cast, circle, as_, part):
    give_program(program=circle.engagement.program, managers=[cast.manager], by=cast.administrator)
    answer = as_(getattr(cast, part)).get(address(circle))
    assert answer.status_code == 404
    assert "First-time team leads" not in answer.content.decode()


def test_an_administrator_who_is_in_the_circle_sees_it(cast, circle, as_):
    add_member(circle=circle, membership=cast.administrator, by=cast.administrator)
    assert "Bring a real case" in read(as_, cast.administrator, circle)


def fill(cast, circle, start, stop):
    """A member, a session to come, a held one with notes, a topic and an action for each number."""
    for number in range(start, stop):
        person = make_member(f"Person{number} Extra", zone="Europe/Madrid")
        add_member(circle=circle, membership=person, by=cast.administrator)
        book(cast, circle, days=10 + number)
        session = hold(cast, circle, days=10 - number)
        place = place_in(circle, person)
        propose_topic(engagement=circle.engagement, text=f"Topic {number}", by=place)
        agree_action(owner=place, text=f"Action {number}", due_on=None, by=place)
        agree(circle=circle, by=place)
        mentor = place_in(circle, cast.mentor)
        sign_for_all(circle.engagement)
        for text in ("One note", "Another")[: number + 1]:
            file_note(engagement=circle.engagement, session=session, text=text, audience="engagement", by=mentor)


def test_one_of_everything_or_three_cost_the_same(cast, circle, as_, django_assert_num_queries):
    browser = as_(cast.participant)
    fill(cast, circle, 0, 1)
    browser.get(address(circle))
    with django_assert_num_queries(PAGE_QUERIES):
        browser.get(address(circle))
    fill(cast, circle, 1, 3)
    with django_assert_num_queries(PAGE_QUERIES):
        assert "Topic 2" in browser.get(address(circle)).content.decode()
