"""Times that somebody proposes: who is asked, who hears what became of it, and that no time of them is mailed."""

import pytest

from portal.outbox.relay import relay
from programs.notifications.models import Notification
from programs.scheduling.actions import (
    accept_time,
    cancel_session,
    decline_times,
    expire_due_proposals,
    propose_times,
    withdraw_times,
)
from programs.scheduling.queries import held_times_of
from tests.factories.mails import entries_in, mails_to, send_all, words_of
from tests.factories.notifications import told
from tests.factories.scheduling import at, in_days, make_circle, make_contract, make_session, place_in

pytestmark = pytest.mark.usefixtures("harbour")


@pytest.fixture
def contract(cast, harbour):
    made = make_contract(cast)
    send_all()
    return made


@pytest.fixture
def proposal(cast, contract):
    """Rafael offers Amara two times."""
    return propose(contract, cast.coach)


def propose(engagement, membership, **fields):
    by = place_in(engagement, membership)
    return propose_times(engagement=engagement, starts=[in_days(3), in_days(4)], minutes=60, by=by, **fields)


def names(mails) -> list[str]:
    return sorted(message.to[0].split("@")[0] for message in mails)


def test_who_answers_is_asked_and_no_time_goes_out(cast, proposal):
    mails = send_all()
    assert names(mails) == ["amara"]
    assert told("times-proposed") == {"Amara Okafor"}
    assert f"/o/harbour/proposals/{proposal.pk}/" in mails[0].body
    assert entries_in(mails[0]) == []
    assert "10:00" not in mails[0].body


def test_in_a_circle_the_mentor_is_asked(cast):
    circle = make_circle(cast)
    send_all()
    propose(circle, cast.participant)
    assert names(send_all()) == ["helen"]


def test_a_taken_time_is_in_both_calendars(cast, contract, proposal):
    send_all()
    session = held_times_of(proposal).first()
    accept_time(proposal=proposal, session=session, by=place_in(contract, cast.participant))
    mails = send_all()
    assert names(mails) == ["amara", "rafael"]
    for name, partstat, words in (
        ("amara", "ACCEPTED", "You took one"),
        ("rafael", "NEEDS-ACTION", "Amara Okafor took one"),
    ):
        (message,) = mails_to(name, mails)
        assert words in message.body
        assert {(one.method, one.sequence, one.partstat) for one in entries_in(message)} == {("REQUEST", 0, partstat)}
    assert Notification.objects.get(kind="time-accepted-own").read_at


def test_another_time_for_a_session_is_asked_for_and_then_moved(cast, contract):
    session = make_session(contract, cast.coach)
    send_all()
    proposal = propose(contract, cast.coach, moves=session)
    (asked,) = send_all()
    assert asked.to == ["amara@people.example"]
    assert "asks for another time" in asked.body
    assert entries_in(asked) == []
    chosen = held_times_of(proposal).first()
    accept_time(proposal=proposal, session=chosen, by=place_in(contract, cast.participant))
    mails = send_all()
    assert names(mails) == ["amara", "rafael"]
    assert {(one.method, one.sequence) for message in mails for one in entries_in(message)} == {("REQUEST", 1)}
    assert told("time-accepted") == set()


def test_who_proposed_hears_that_none_suits(cast, contract, proposal):
    send_all()
    decline_times(proposal=proposal, by=place_in(contract, cast.participant))
    (message,) = send_all()
    assert message.to == ["rafael@people.example"]
    assert "suits Amara Okafor" in message.body


def test_who_proposed_hears_that_nobody_answered(cast, proposal):
    send_all()
    with at(in_days(10)):
        expire_due_proposals()
        (message,) = send_all()
    assert message.to == ["rafael@people.example"]
    assert "Nobody answered in time" in message.body


def test_who_was_asked_hears_that_it_is_off(cast, contract, proposal):
    send_all()
    withdraw_times(proposal=proposal, by=place_in(contract, cast.coach))
    (message,) = send_all()
    assert message.to == ["amara@people.example"]
    assert "need not answer" in message.body


def test_who_never_heard_of_it_does_not_hear_that_it_is_off(cast, contract, proposal):
    withdraw_times(proposal=proposal, by=place_in(contract, cast.coach))
    assert send_all() == []


def test_who_made_the_times_useless_knows(cast, contract):
    session = make_session(contract, cast.coach)
    propose(contract, cast.coach, moves=session)
    send_all()
    cancel_session(session=session, by=place_in(contract, cast.participant))
    send_all()
    assert told("times-withdrawn") == set()
    assert told("session-cancelled") == {"Rafael Moreira"}


def test_a_question_that_was_settled_before_its_mail_went_out_is_not_mailed(cast, contract, proposal):

    relay()
    decline_times(proposal=proposal, by=place_in(contract, cast.participant))
    assert names(send_all()) == ["rafael"]


def test_nothing_that_people_wrote_is_mailed(cast, contract):
    session = make_session(contract, cast.coach)
    send_all()
    propose(contract, cast.coach, moves=session, reason="canary-reason", topic="canary-topic")
    mails = send_all()
    assert mails
    assert not [message for message in mails if "canary" in words_of(message)]
    assert "canary" not in str(list(Notification.objects.values()))
