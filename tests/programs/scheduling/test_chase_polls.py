"""Asking again by hand, and what the portal does when a poll's time comes."""

from datetime import timedelta

import pytest
from django.core import mail

from portal.errors import DomainError, NotAllowed
from portal.outbox.models import OutboxEvent
from portal.outbox.relay import relay
from programs.engagements.actions import move_engagement
from programs.engagements.lifecycle import End, State
from programs.notifications.models import Notification
from programs.notifications.tasks import send_due_mail
from programs.scheduling.actions import chase_due_polls, close_due_polls, decide_poll, drop_poll, remind_poll
from programs.scheduling.lifecycle import PollState
from programs.scheduling.models import Poll
from programs.scheduling.tasks import move_due_polls_everywhere
from tests.factories.notifications import told
from tests.factories.scheduling import answer_poll, at, in_days, make_circle, make_poll, options_of, place_in

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def circle(cast, harbour):
    return make_circle(cast)


@pytest.fixture
def poll(cast, circle):
    poll = make_poll(circle, cast.mentor)
    answer_poll(poll, cast.mentor, "yes", "yes", "yes")
    return poll


def remind(poll, membership):
    return remind_poll(poll=poll, by=place_in(poll.engagement, membership))


def published(name):
    return OutboxEvent.objects.filter(name=f"scheduling.{name}").count()


def beat(moment):
    with at(moment):
        move_due_polls_everywhere()


def mailed():
    """Subjects by first name, of all mails that are due now."""
    mail.outbox.clear()
    send_due_mail()
    return sorted((message.to[0].split("@")[0], message.subject) for message in mail.outbox)


def test_who_opened_it_reminds_those_who_have_not_answered(cast, poll):
    answer_poll(poll, cast.participant, "yes", "no", "no")
    relay()
    assert remind(poll, cast.mentor) == 1
    relay()
    assert told("poll-chased") == {"Tiago Mendes"}


def test_at_most_once_a_day(cast, poll):
    remind(poll, cast.mentor)
    poll.refresh_from_db()
    with at(poll.chased_at + DAY - timedelta(seconds=1)), pytest.raises(DomainError, match="less than a day ago"):
        remind(poll, cast.mentor)
    with at(poll.chased_at + DAY):
        remind(poll, cast.mentor)
        relay()
    assert Notification.objects.filter(kind="poll-chased", membership=cast.member).count() == 2


def test_nobody_is_reminded_when_all_have_answered_or_nobody_can_any_more(cast, circle, poll):
    for person in (cast.participant, cast.member):
        answer_poll(poll, person, "yes", "no", "no")
    with pytest.raises(DomainError, match="Everybody has answered"):
        remind(poll, cast.mentor)
    other = make_poll(circle, cast.mentor, starts=[in_days(9)])
    with at(other.closes_at), pytest.raises(DomainError, match="no answers any more"):
        remind(other, cast.mentor)


def test_who_neither_opened_it_nor_leads_reminds_nobody(cast, circle, poll):
    with pytest.raises(NotAllowed):
        remind(poll, cast.participant)
    own = make_poll(circle, cast.participant)
    assert remind(own, cast.participant) == 3
    assert published("PollChased") == 1


def test_a_day_before_the_end_the_portal_asks_again_and_then_closes_each_once(poll):
    for moment, expected in [
        (poll.closes_at - DAY - timedelta(minutes=1), (0, 0)),
        (poll.closes_at - DAY, (1, 0)),
        (poll.closes_at - HOUR, (1, 0)),
        (poll.closes_at, (1, 1)),
        (poll.closes_at + DAY, (1, 1)),
    ]:
        beat(moment)
        beat(moment)
        assert (published("PollChased"), published("PollClosed")) == expected, moment
    poll.refresh_from_db()
    assert (poll.state, poll.due_at) == (PollState.CLOSED, None)


def test_a_short_poll_is_only_closed(cast, circle):
    poll = make_poll(circle, cast.mentor, closes_at=in_days(1))
    beat(poll.closes_at)
    assert (published("PollChased"), published("PollClosed")) == (0, 1)


def test_after_a_silence_past_the_end_it_is_only_closed(poll):
    beat(poll.closes_at + HOUR)
    assert (published("PollChased"), published("PollClosed")) == (0, 1)


def test_who_was_reminded_by_hand_is_not_asked_again_the_same_day(cast, poll):
    with at(poll.closes_at - DAY - HOUR):
        remind(poll, cast.mentor)
    beat(poll.closes_at - DAY)
    assert published("PollChased") == 1
    beat(poll.closes_at)
    assert published("PollClosed") == 1


def test_a_settled_poll_is_left_alone(cast, poll):
    decide_poll(poll=poll, option=options_of(poll)[0], by=place_in(poll.engagement, cast.mentor))
    beat(poll.closes_at)
    assert (published("PollChased"), published("PollClosed")) == (0, 0)


def test_batches_go_on_until_nothing_is_due(cast, circle, poll):
    make_poll(circle, cast.participant)
    with at(poll.closes_at - DAY):
        assert [chase_due_polls(batch=1) for _ in range(3)] == [1, 1, 0]
    with at(poll.closes_at):
        assert [close_due_polls(batch=1) for _ in range(3)] == [1, 1, 0]


def test_the_others_are_asked_and_the_mail_leads_to_the_page_without_a_time_or_an_answer(cast, circle):
    relay()
    Notification.objects.all().delete()
    poll = make_poll(circle, cast.mentor)
    relay()
    assert told("poll-opened") == {"Amara Okafor", "Tiago Mendes"}
    assert mailed() == [
        ("amara", "Which time suits you? First-time team leads"),
        ("tiago", "Which time suits you? First-time team leads"),
    ]
    body = mail.outbox[0].body
    assert f"/polls/{poll.pk}/" in body
    assert "Helen Byrne looks for a time" in body


def test_who_answered_meanwhile_gets_no_mail_and_a_settled_poll_asks_nobody(cast, circle, poll):
    relay()
    Notification.objects.exclude(kind__startswith="poll").delete()
    answer_poll(poll, cast.participant, "yes", "no", "no")
    remind(poll, cast.mentor)
    relay()
    assert [name for name, _ in mailed()] == ["tiago", "tiago"], "asked, and asked again; nobody who has answered"
    other = make_poll(circle, cast.mentor, starts=[in_days(9)])
    remind(other, cast.mentor)
    relay()
    drop_poll(poll=other, by=place_in(circle, cast.mentor))
    assert mailed() == []


def test_a_chase_that_was_overtaken_by_the_answer_reaches_nobody(cast, poll):
    remind(poll, cast.mentor)
    for person in (cast.participant, cast.member):
        answer_poll(poll, person, "yes", "no", "no")
    relay()
    assert told("poll-chased") == set()


def test_the_end_is_told_to_who_asked_and_who_leads(cast, circle):
    poll = make_poll(circle, cast.participant)
    relay()
    beat(poll.closes_at)
    with at(poll.closes_at):
        relay()
        assert told("poll-closed") == {"Amara Okafor", "Helen Byrne"}


def test_the_others_hear_that_it_was_dropped(cast, circle, poll):
    relay()
    drop_poll(poll=poll, by=place_in(circle, cast.mentor))
    relay()
    assert told("poll-dropped") == {"Amara Okafor", "Tiago Mendes"}
    assert Notification.objects.filter(kind="poll-dropped").first().facts["by"] == str(cast.mentor.pk)


def test_a_booked_time_is_told_as_of_any_session(cast, circle, poll):
    answer_poll(poll, cast.participant, "no", "yes", "yes")
    relay()
    decide_poll(poll=poll, option=options_of(poll)[0], by=place_in(circle, cast.mentor))
    relay()
    assert told("session-scheduled") == {"Amara Okafor", "Tiago Mendes"}


def test_with_the_engagement_its_polls_end_and_nobody_hears_of_each(cast, circle, poll):
    table = {State.ACTIVE: {State.CLOSED}}
    move_engagement(engagement=circle, to=State.CLOSED, table=table, by=cast.mentor, end=End.COMPLETED)
    relay()
    poll.refresh_from_db()
    assert (poll.state, poll.settled_by) == (PollState.DROPPED, cast.mentor)
    assert told("poll-dropped") == set()


def test_the_portal_asks_nobody_in_an_engagement_that_looks_back(circle, poll):
    table = {State.ACTIVE: {State.EVALUATING}}
    move_engagement(engagement=circle, to=State.EVALUATING, table=table, by=poll.opened_by.membership)
    beat(poll.closes_at - DAY)
    assert published("PollChased") == 0
    assert Poll.objects.get(pk=poll.pk).due_at == poll.closes_at
