"""Cancelling."""

import pytest
from django.urls import reverse

from portal.errors import DomainError, NotAllowed
from portal.outbox.relay import relay
from programs.engagements.actions import move_engagement
from programs.engagements.lifecycle import End, State
from programs.scheduling.actions import cancel_session, reply_to_session
from programs.scheduling.models import Session, Topic
from tests.factories.scheduling import in_days, make_circle, make_contract, make_session, place_in


def test_everybody_is_free_again_and_the_topics_wait(cast, harbour):
    circle = make_circle(cast)
    session = make_session(circle, cast.mentor, topic="Saying no")
    cancel_session(session=session, by=place_in(circle, cast.mentor), reason="I am ill")
    fresh = Session.objects.get()
    assert fresh.is_cancelled
    assert fresh.change_reason == "I am ill"
    assert fresh.remind_at is None
    assert Topic.objects.get().session is None
    make_session(make_contract(cast), cast.coach)  # Amara is free at that time


def test_topics_go_to_the_next_session_if_there_is_one(cast, harbour):
    circle = make_circle(cast)
    first = make_session(circle, cast.mentor, topic="Saying no")
    second = make_session(circle, cast.mentor, starts_at=in_days(14))
    cancel_session(session=first, by=place_in(circle, cast.mentor))
    assert Topic.objects.get().session == second


def test_nobody_can_come_back_to_a_cancelled_session(cast, harbour):
    circle = make_circle(cast)
    session = make_session(circle, cast.mentor)
    stale = Session.objects.get()
    cancel_session(session=session, by=place_in(circle, cast.mentor))
    with pytest.raises(DomainError):
        reply_to_session(session=stale, by=place_in(circle, cast.participant), coming=True)
    assert not session.places.filter(blocks=True).exists()
    with pytest.raises(NotAllowed):
        cancel_session(session=session, by=place_in(circle, cast.mentor))


def test_the_page_asks_and_says_who_is_told(cast, as_):
    with cast.inside("harbour"):
        session = make_session(make_circle(cast), cast.mentor)
    address = reverse("scheduling:session-cancel", kwargs={"organization": "harbour", "session_id": session.pk})
    client = as_(cast.mentor)
    page = client.get(address)
    assert "Amara Okafor and Tiago Mendes are told" in page.text
    with cast.inside("harbour"):
        assert Session.objects.get().is_planned
    answer = client.post(address, {"reason": "A fire drill"}, follow=True)
    assert "This session was cancelled" in answer.text
    assert "A fire drill" in answer.text
    assert client.post(address, {"reason": "again"}).status_code == 409


def test_the_end_of_an_engagement_frees_everybodys_time(cast, harbour):
    circle = make_circle(cast)
    session = make_session(circle, cast.mentor)
    move_engagement(
        engagement=circle,
        to=State.CLOSED,
        table={State.ACTIVE: {State.CLOSED}},
        by=cast.administrator,
        end=End.NO_FAULT,
    )
    relay()
    session.refresh_from_db()
    assert session.is_cancelled
    assert session.cancelled_by_id == cast.administrator.pk
    assert not session.places.filter(blocks=True).exists()
