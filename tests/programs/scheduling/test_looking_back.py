"""Once an engagement looks back, nothing new is planned in it; what is planned can still be called off."""

import pytest
from django.urls import reverse

from portal.errors import NotAllowed
from programs.engagements.actions import move_engagement
from programs.engagements.lifecycle import End, State
from programs.scheduling.actions import (
    cancel_session,
    cancel_sessions_of,
    move_session,
    propose_topic,
    schedule_session,
)
from programs.scheduling.models import Session, Topic
from programs.scheduling.permissions import can_propose_topic, can_schedule_session
from tests.factories.scheduling import in_days, make_circle, make_session, place_in

TABLE = {State.ACTIVE: {State.EVALUATING}}


def url(name, **kwargs):
    return reverse(f"scheduling:{name}", kwargs={"organization": "harbour", **kwargs})


def look_back(cast, engagement):
    move_engagement(engagement=engagement, to=State.EVALUATING, table=TABLE, by=cast.mentor, end=End.COMPLETED)
    return engagement


def test_neither_sessions_nor_topics_are_planned_any_more(cast, harbour):
    stale = make_circle(cast)
    place = place_in(stale, cast.mentor)
    look_back(cast, type(stale).objects.get(pk=stale.pk))
    with pytest.raises(NotAllowed, match="come to its end"):
        schedule_session(engagement=stale, starts_at=in_days(7), minutes=60, by=place)
    with pytest.raises(NotAllowed, match="come to its end"):
        propose_topic(engagement=stale, text="Too late", by=place)
    assert not Session.objects.exists()
    assert not Topic.objects.exists()


@pytest.mark.parametrize("state", [State.FORMING, State.ACTIVE, State.PAUSED])
def test_before_that_they_are(cast, harbour, state):
    circle = make_circle(cast, state=state)
    place = place_in(circle, cast.participant)
    assert can_schedule_session(place, circle)
    assert can_propose_topic(place, circle)


def test_the_pages_say_why(cast, harbour, as_):
    circle = look_back(cast, make_circle(cast))
    browser = as_(cast.mentor)
    for answer in (
        browser.get(url("session-create", engagement_id=circle.pk)),
        browser.post(url("topic-propose", engagement_id=circle.pk), {"text": "Too late"}),
    ):
        assert answer.status_code == 409
        assert "come to its end" in answer.content.decode()


def test_what_is_still_planned_can_be_moved_and_called_off(cast, harbour):
    circle = make_circle(cast)
    session = make_session(circle, cast.mentor)
    look_back(cast, circle)
    session = Session.objects.select_related("engagement__program").get(pk=session.pk)
    place = place_in(circle, cast.mentor)
    move_session(session=session, starts_at=in_days(9), minutes=60, by=place)
    cancel_session(session=session, by=place)
    assert Session.objects.get(pk=session.pk).is_cancelled


def test_a_session_that_went_with_its_circle_says_so(cast, harbour, as_):
    circle = make_circle(cast)
    called_off, gone = make_session(circle, cast.mentor), make_session(circle, cast.mentor, starts_at=in_days(14))
    cancel_session(session=called_off, by=place_in(circle, cast.mentor))
    Session.objects.filter(pk=called_off.pk).update(cancelled_at=in_days(-3))
    cancel_sessions_of(engagement=circle, by=cast.mentor)
    look_back(cast, circle)
    browser = as_(cast.participant)
    assert "came to its end, and with it this session" in browser.get(url("session-detail", session_id=gone.pk)).text
    earlier = browser.get(url("session-detail", session_id=called_off.pk)).text
    assert "came to its end" not in earlier
    assert "Its topics wait for the next session" in earlier
