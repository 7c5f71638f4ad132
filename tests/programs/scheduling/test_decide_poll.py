"""From the answers to a session: booked by the rules of any booking, and nobody at a time that is no longer free."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from portal.errors import DomainError, NotAllowed
from portal.outbox.models import OutboxEvent
from programs.engagements.actions import end_participation
from programs.scheduling import rules
from programs.scheduling.actions import (
    cancel_session,
    cancel_sessions_of,
    decide_poll,
    drop_poll,
    propose_topic,
    reply_to_session,
)
from programs.scheduling.lifecycle import PollState
from programs.scheduling.models import Poll, Session, SessionPlace
from programs.scheduling.queries import get_option_of, sitting_people, standing_of
from tests.factories.scheduling import (
    answer_poll,
    at,
    in_days,
    make_circle,
    make_cohort,
    make_contract,
    make_engagement,
    make_poll,
    make_session,
    options_of,
    place_in,
)


@pytest.fixture
def circle(cast, harbour):
    return make_circle(cast)


@pytest.fixture
def poll(cast, circle):
    return make_poll(circle, cast.mentor, place="Room 4", join_url="https://meet.example/leads", minutes=75)


def decide(poll, membership, number=0):
    return decide_poll(poll=poll, option=options_of(poll)[number], by=place_in(poll.engagement, membership))


def stands(poll, membership):
    return standing_of(poll, sitting_people(poll.engagement), place_in(poll.engagement, membership), timezone.now())


def place_of(session, membership):
    return SessionPlace.objects.get(session=session, participation__membership=membership)


def test_the_session_is_what_the_poll_asked_for_and_the_poll_is_settled(cast, poll):
    answer_poll(poll, cast.participant, "yes", "no", "no")
    propose_topic(engagement=poll.engagement, text="Saying no", by=place_in(poll.engagement, cast.participant))
    session = decide(poll, cast.mentor)
    assert (session.starts_at, session.minutes) == (in_days(7), 75)
    assert (session.place, session.join_url) == ("Room 4", "https://meet.example/leads")
    assert session.topics.count() == 1
    poll.refresh_from_db()
    assert (poll.state, poll.session, poll.settled_by, poll.due_at) == (PollState.DECIDED, session, cast.mentor, None)
    assert OutboxEvent.objects.filter(name="scheduling.SessionScheduled", subject_id=session.pk).count() == 1


def test_what_people_said_becomes_their_reply(cast, poll):
    answer_poll(poll, cast.participant, "yes", "", "")
    answer_poll(poll, cast.member, "no", "", "")
    answer_poll(poll, cast.mentor, "if_need_be", "", "")
    session = decide(poll, cast.mentor)
    found = {person: (place_of(session, person).reply, place_of(session, person).blocks) for person in _three(cast)}
    assert found == {cast.participant: ("coming", True), cast.member: ("not_coming", False), cast.mentor: ("", True)}


def _three(cast):
    return cast.participant, cast.member, cast.mentor


def test_who_said_no_is_free_for_something_else_and_can_change_their_mind(cast, poll):
    answer_poll(poll, cast.participant, "no", "", "")
    session = decide(poll, cast.mentor)
    other = make_session(make_contract(cast), cast.coach, starts_at=in_days(7))
    mine = place_in(poll.engagement, cast.participant)
    with pytest.raises(DomainError, match="You have another session"):
        reply_to_session(session=session, by=mine, coming=True)
    cancel_session(session=other, by=place_in(other.engagement, cast.coach))
    reply_to_session(session=session, by=mine, coming=True)
    assert place_of(session, cast.participant).blocks


def test_who_said_no_because_they_are_busy_does_not_hold_it_up(cast, poll):
    make_session(make_contract(cast), cast.coach, starts_at=in_days(7))
    answer_poll(poll, cast.participant, "no", "", "")
    session = decide(poll, cast.mentor)
    assert not place_of(session, cast.participant).blocks


@pytest.mark.parametrize("answer", ["yes", "if_need_be"])
def test_a_time_that_is_no_longer_free_for_who_can_come_is_refused_and_marked(cast, poll, answer):
    answer_poll(poll, cast.participant, answer, "yes", "yes")
    assert [choice.is_taken for choice in stands(poll, cast.mentor).choices] == [False, False, False]
    make_session(make_contract(cast), cast.coach, starts_at=in_days(7))
    with pytest.raises(DomainError, match="Amara Okafor has another session at that time"):
        decide(poll, cast.mentor)
    poll.refresh_from_db()
    assert poll.is_open
    standing = stands(poll, cast.mentor)
    assert [choice.is_taken for choice in standing.choices] == [True, False, False]
    assert standing.best.option.starts_at == in_days(8)
    assert decide(poll, cast.mentor, 1).starts_at == in_days(8)


def test_who_has_not_answered_and_is_busy_by_now_is_entered_as_not_coming_and_told(cast, poll):
    make_session(make_contract(cast), cast.coach, starts_at=in_days(7))
    assert not stands(poll, cast.mentor).choices[0].is_taken
    session = decide(poll, cast.mentor)
    place = place_of(session, cast.participant)
    assert (place.reply, place.blocks) == ("not_coming", False)
    event = OutboxEvent.objects.get(name="scheduling.SessionScheduled", subject_id=session.pk)
    assert event.payload["busy"] == [str(cast.participant.pk)]


def test_no_session_without_who_leads_unless_they_said_no(cast, poll):
    other = make_engagement(
        by=cast.administrator, people={"mentor": cast.mentor, "mentee": cast.bystander}, title="Another circle"
    )
    make_session(other, cast.mentor, starts_at=in_days(7))
    assert stands(poll, cast.participant).choices[0].is_taken
    with pytest.raises(DomainError, match="You have another session"):
        decide(poll, cast.mentor)
    answer_poll(poll, cast.mentor, "no", "yes", "yes")
    assert not stands(poll, cast.participant).choices[0].is_taken
    assert decide(poll, cast.mentor)


def test_a_coach_elsewhere_is_busy_here_without_a_word_about_where(cast, harbour):
    people = {"mentor": cast.mentor, "mentee": [cast.participant, cast.coach]}
    poll = make_poll(make_engagement(by=cast.administrator, people=people), cast.mentor)
    answer_poll(poll, cast.coach, "yes", "yes", "yes")
    with cast.inside("northwind"):
        theirs = make_engagement(
            by=cast.stranger, people={"coach": cast.coach_at_northwind, "client": cast.stranger_member}, title="Secret"
        )
        make_session(theirs, cast.stranger_member, starts_at=in_days(7))
    assert stands(poll, cast.mentor).choices[0].is_taken
    with pytest.raises(DomainError, match="Somebody here has another session") as refused:
        decide(poll, cast.mentor)
    assert "Secret" not in refused.value.message


def test_a_past_time_is_refused(cast, poll):
    option = options_of(poll)[0]
    with at(option.starts_at + timedelta(minutes=1)):
        assert stands(poll, cast.mentor).choices[0].is_taken
        with pytest.raises(DomainError, match="past"):
            decide(poll, cast.mentor)
        assert decide(poll, cast.mentor, 1)


def test_it_can_be_decided_before_and_after_its_last_day_and_only_once(cast, circle, poll):
    later = make_poll(circle, cast.mentor, starts=[in_days(10)])
    with at(later.closes_at + timedelta(hours=1)):
        assert decide(later, cast.mentor)
    assert decide(poll, cast.mentor)
    stale = Poll.objects.get(pk=poll.pk)
    with pytest.raises(NotAllowed, match="settled already"):
        decide(stale, cast.mentor, 1)
    stale.state = PollState.OPEN
    with pytest.raises(DomainError, match="settled already"):
        decide(stale, cast.mentor, 1)
    assert Session.objects.count() == 2


def test_who_opened_it_or_leads_decides_and_nobody_else(cast, circle, poll):
    own = make_poll(circle, cast.participant)
    with pytest.raises(NotAllowed, match="Who opened this poll, or leads"):
        decide(poll, cast.participant)
    with pytest.raises(NotAllowed):
        decide(own, cast.member)
    assert decide(own, cast.participant)
    assert decide(poll, cast.mentor, 1)


def test_the_rules_of_the_kind_apply(cast, poll, monkeypatch):
    def refuse(engagement, sessions):
        raise DomainError("All sessions of this contract are used.")

    monkeypatch.setattr(rules, "_rules", [refuse])
    with pytest.raises(DomainError, match="are used"):
        decide(poll, cast.mentor)
    poll.refresh_from_db()
    assert poll.is_open


def test_a_course_does_not_wait_for_its_learners(cast, harbour):
    poll = make_poll(make_cohort(cast), cast.trainer)
    answer_poll(poll, cast.participant, "yes", "yes", "yes")
    make_session(make_contract(cast), cast.coach, starts_at=in_days(7))
    session = decide(poll, cast.trainer, 1)
    assert place_of(session, cast.participant).reply == "coming"


def test_an_answer_of_who_has_left_counts_for_nothing(cast, circle, poll):
    answer_poll(poll, cast.participant, "yes", "yes", "yes")
    end_participation(participation=place_in(circle, cast.participant), by=cast.administrator)
    make_session(make_contract(cast), cast.coach, starts_at=in_days(7))
    session = decide(poll, cast.mentor)
    assert session.places.count() == 2


def test_a_time_of_another_poll_is_refused(cast, circle, poll):
    other = make_poll(circle, cast.member, starts=[in_days(8)])
    with pytest.raises(DomainError, match="not in the poll"):
        decide_poll(poll=poll, option=options_of(other)[0], by=place_in(circle, cast.mentor))


def test_the_best_time_is_where_most_can_come_then_most_say_yes_then_the_first(cast, poll):
    assert stands(poll, cast.mentor).best is None
    answer_poll(poll, cast.participant, "yes", "yes", "no")
    assert stands(poll, cast.mentor).best.option.starts_at == in_days(7)
    answer_poll(poll, cast.member, "if_need_be", "yes", "yes")
    assert stands(poll, cast.mentor).best.option.starts_at == in_days(8)
    answer_poll(poll, cast.member, "if_need_be", "no", "yes")
    assert stands(poll, cast.mentor).best.option.starts_at == in_days(7)


def test_dropping_books_nothing_and_is_told(cast, circle, poll):
    with pytest.raises(NotAllowed):
        drop_poll(poll=poll, by=place_in(circle, cast.participant))
    drop_poll(poll=poll, by=place_in(circle, cast.mentor))
    poll.refresh_from_db()
    assert (poll.state, poll.settled_by, poll.due_at) == (PollState.DROPPED, cast.mentor, None)
    assert OutboxEvent.objects.filter(name="scheduling.PollDropped").count() == 1
    assert not Session.objects.exists()
    with pytest.raises(NotAllowed, match="settled already"):
        drop_poll(poll=poll, by=place_in(circle, cast.mentor))


def test_a_cancelled_session_leaves_the_poll_decided(cast, circle, poll):
    session = decide(poll, cast.mentor)
    cancel_sessions_of(engagement=circle, by=cast.mentor)
    poll.refresh_from_db()
    assert (poll.state, poll.session) == (PollState.DECIDED, session)


def test_a_made_up_option_is_not_there(poll):
    for made_up in ("", "7", "00000000-0000-7000-8000-000000000000"):
        with pytest.raises(Http404):
            get_option_of(poll, made_up)
