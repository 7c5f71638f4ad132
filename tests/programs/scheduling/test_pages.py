"""The calendar, a session's page, and the parts that other rooms' pages include."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from programs.covenant.queries import reading_of
from programs.engagements.actions import add_participant
from programs.scheduling.actions import complete_session, propose_topic, reply_to_session
from programs.scheduling.models import Session
from programs.scheduling.queries import (
    next_session,
    next_session_with_people,
    past_sessions_of,
    session_number,
    topics_of,
    unfiled_sessions_for,
)
from tests.cast import make_member
from tests.factories.scheduling import (
    at,
    in_days,
    make_circle,
    make_cohort,
    make_contract,
    make_session,
    place_in,
)

CALENDAR = "/o/harbour/calendar/"
CALENDAR_QUERIES = 17  # eight of them are the request itself: person, organization, membership, savepoints
SESSION_QUERIES = 31


def url(session):
    return reverse("scheduling:session-detail", kwargs={"organization": "harbour", "session_id": session.pk})


def held_sessions(cast, engagement, lead, number=1):
    """Sessions of past weeks, marked as held with everybody there."""
    sessions = []
    for week in range(number, 0, -1):
        with at(timezone.now() - timedelta(weeks=week, days=1)):
            session = make_session(engagement, lead, starts_at=timezone.now() + timedelta(hours=2))
            by = place_in(engagement, lead)
        with at(session.ends_at):
            came = {row.participation_id: "present" for row in session.places.all()}
            complete_session(session=session, attendance=came, by=by)
        sessions.append(session)
    return sessions


def test_the_calendar_shows_my_sessions_and_nobody_elses(cast, as_):
    with cast.inside("harbour"):
        make_session(make_circle(cast), cast.mentor, place="Room 4")
        make_session(make_contract(cast), cast.coach, starts_at=in_days(8))
    seen = as_(cast.member).get(CALENDAR).text
    assert "First-time team leads" in seen
    assert "with Helen Byrne and Amara Okafor" in seen
    assert "Amara with Rafael" not in seen
    assert "Amara with Rafael" in as_(cast.participant).get(CALENDAR).text
    assert "Amara with Rafael" not in as_(cast.sponsor).get(CALENDAR).text


def test_an_empty_calendar_says_where_to_go(cast, as_):
    page = as_(cast.bystander).get(CALENDAR)
    assert "No session is planned" in page.text
    assert "circle, contract or course" in page.text


def test_the_calendar_pages_what_is_past(cast, as_):
    with cast.inside("harbour"):
        held_sessions(cast, make_circle(cast), cast.mentor, number=12)
    client = as_(cast.member)
    first, second = client.get(CALENDAR), client.get(f"{CALENDAR}?page=2")
    assert len(first.context["past"].object_list) == 10
    assert len(second.context["past"].object_list) == 2
    assert "Held" in first.text


@pytest.mark.parametrize("number", [1, 3])
def test_the_calendar_costs_the_same_for_more_rows(cast, as_, number, django_assert_num_queries):
    with cast.inside("harbour"):
        circle = make_circle(cast)
        held_sessions(cast, circle, cast.mentor, number=number)
        for day in range(number):
            make_session(circle, cast.mentor, starts_at=in_days(3 + day))
    client = as_(cast.participant)
    client.get(CALENDAR)
    with django_assert_num_queries(CALENDAR_QUERIES):
        client.get(CALENDAR)


@pytest.mark.parametrize("number", [1, 3])
def test_a_session_costs_the_same_for_more_rows(cast, as_, number, django_assert_num_queries):
    with cast.inside("harbour"):
        circle = make_circle(cast)
        session = make_session(circle, cast.mentor)
        for row in range(number):
            newcomer = make_member(f"Person{row} New", zone="Europe/Madrid")
            add_participant(engagement=circle, membership=newcomer, role="mentee", by=cast.administrator)
            propose_topic(engagement=circle, text=f"Topic {row}", by=place_in(circle, newcomer))
    from tests.factories.notes import make_note  # noqa: PLC0415 - only here

    with cast.inside("harbour", cast.mentor.user):
        for row in range(number):
            make_note(circle, cast.mentor, text=f"note {row}", session=session)
    client = as_(cast.participant)
    client.get(url(session))
    with django_assert_num_queries(SESSION_QUERIES):
        page = client.get(url(session))
    assert page.text.count("note ") >= number


def test_the_page_shows_times_for_everybody(cast, as_):
    with cast.inside("harbour"):
        session = make_session(make_contract(cast), cast.coach, starts_at=in_days(30, hour=15))
    seen = as_(cast.participant).get(url(session)).text
    assert "Lisbon time" in seen
    assert "12:00 in São Paulo" in seen
    assert "I can’t come" in seen
    assert "Move" in seen


def test_the_call_is_the_first_thing_shortly_before_and_until_the_end(cast, as_):
    with cast.inside("harbour"):
        session = make_session(make_circle(cast), cast.mentor, join_url="https://meet.example/abc")
    client = as_(cast.participant)
    for moment, shown in [
        (session.starts_at - timedelta(minutes=16), False),
        (session.starts_at - timedelta(minutes=15), True),
        (session.ends_at - timedelta(seconds=1), True),
        (session.ends_at, False),
    ]:
        with at(moment):
            client.force_login(cast.participant.user)
            assert ("Join call" in client.get(url(session)).text) is shown, moment


def test_a_sponsor_sees_dates_and_counts_and_no_words(cast, as_):
    with cast.inside("harbour"):
        contract = make_contract(cast)
        session = make_session(contract, cast.coach, topic="Leaving the company", place="The quiet room")
    page = as_(cast.sponsor).get(url(session))
    assert page.status_code == 200
    for secret in ("Leaving the company", "The quiet room", "Move", "I can’t come", "Propose"):
        assert secret not in page.text
    with cast.inside("harbour"), at(session.ends_at):
        came = {row.participation_id: "present" for row in session.places.all()[:1]}
        complete_session(session=session, attendance=came, by=place_in(contract, cast.coach))
    with at(session.ends_at):
        assert "1 of 2 came" in as_(cast.sponsor).get(url(session)).text


def test_a_learner_sees_the_page_without_booking_rights(cast, as_):
    with cast.inside("harbour"):
        session = make_session(make_cohort(cast), cast.trainer, topic="Role play")
    page = as_(cast.participant).get(url(session)).text
    assert "Role play" in page
    assert "I can’t come" in page
    assert "/move/" not in page
    assert "/cancel/" not in page


def test_who_leads_is_asked_to_write_it_up_afterwards(cast, as_):
    with cast.inside("harbour"):
        session = make_session(make_circle(cast), cast.mentor)
    with at(session.ends_at):
        assert "/write-up/" in as_(cast.mentor).get(url(session)).text
        assert "/write-up/" not in as_(cast.participant).get(url(session)).text
        with cast.inside("harbour"):
            assert unfiled_sessions_for(cast.mentor, timezone.now()).get() == session
            assert not unfiled_sessions_for(cast.participant, timezone.now()).exists()


def test_sessions_are_numbered_by_time_and_cancelled_ones_do_not_count(cast, harbour):
    circle = make_circle(cast)
    second = make_session(circle, cast.mentor, starts_at=in_days(9))
    make_session(circle, cast.mentor, starts_at=in_days(7))
    assert session_number(second) == 2
    Session.objects.filter(pk=second.pk).update(starts_at=in_days(5))
    second.refresh_from_db()
    assert session_number(second) == 1
    assert next_session(circle, timezone.now()) == second


def render(name, viewer, organization, **context):
    """A part as another room's page includes it."""
    request = RequestFactory().get("/")
    request.user, request.membership, request.organization = viewer.user, viewer, organization
    return render_to_string(f"scheduling/{name}", {"membership": viewer, **context}, request=request)


def test_the_parts_for_other_pages_need_only_what_they_declare(cast, harbour):
    circle = make_circle(cast)
    held_sessions(cast, circle, cast.mentor)
    session = make_session(circle, cast.mentor, topic="Saying no")
    tiago = place_in(circle, cast.member)
    reply_to_session(session=session, by=tiago, coming=False)
    shared = {"engagement": circle, "place": tiago}
    banner = render(
        "_next_session.html",
        cast.member,
        harbour,
        session=next_session_with_people(circle, timezone.now()),
        **shared,
    )
    assert "Tiago Mendes can’t come." in banner
    assert "I can come" in banner
    reading = reading_of(place_in(circle, cast.member))
    table = render(
        "_sessions_table.html", cast.member, harbour, sessions=past_sessions_of(circle, timezone.now(), reading)
    )
    assert "3 of 3" in table
    topics = render(
        "_topics.html",
        cast.member,
        harbour,
        topics=topics_of(session, tiago),
        session=session,
        can_propose=True,
        can_choose=False,
        **shared,
    )
    assert "Saying no" in topics
    assert "Me too" in topics
    empty = render("_next_session.html", cast.member, harbour, session=None, can_schedule=True, **shared)
    assert "Book a session" in empty
    assert "Book a session" not in render("_next_session.html", cast.member, harbour, session=None, **shared)
