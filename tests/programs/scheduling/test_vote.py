"""Saying which times suit."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from portal.audit.models import AuditEntry
from portal.errors import DomainError, NotAllowed
from programs.engagements.actions import add_participant, end_participation
from programs.scheduling.actions import cancel_session, drop_poll, vote
from programs.scheduling.models import Vote
from programs.scheduling.queries import sitting_people, standing_of
from tests.factories.scheduling import (
    answer_poll,
    at,
    in_days,
    make_circle,
    make_contract,
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
    return make_poll(circle, cast.mentor)


def said(poll, membership):
    """Their answers in the order of the times."""
    votes = Vote.objects.filter(participation__membership=membership)
    found = dict(votes.values_list("option_id", "answer"))
    return [found.get(option.pk, "") for option in options_of(poll)]


def stands(poll, membership):
    return standing_of(poll, sitting_people(poll.engagement), place_in(poll.engagement, membership), timezone.now())


def test_all_times_are_answered_in_one_go(cast, poll):
    answer_poll(poll, cast.participant, "yes", "if_need_be", "no")
    assert said(poll, cast.participant) == ["yes", "if_need_be", "no"]


def test_a_time_that_is_left_out_is_not_answered_also_when_it_was_before(cast, poll):
    answer_poll(poll, cast.participant, "yes", "", "no")
    assert said(poll, cast.participant) == ["yes", "", "no"]
    answer_poll(poll, cast.participant, "no", "yes", "")
    assert said(poll, cast.participant) == ["no", "yes", ""]


def test_the_audit_tells_that_somebody_answered_and_not_what(cast, poll):
    answer_poll(poll, cast.participant, "yes", "if_need_be", "no")
    entry = AuditEntry.objects.get(verb="voted")
    assert entry.data == {"options": "3"}


def test_an_answer_can_be_changed_until_the_last_moment_and_not_after(cast, poll):
    answer_poll(poll, cast.participant, "yes", "yes", "yes")
    with at(poll.closes_at - timedelta(seconds=1)):
        answer_poll(poll, cast.participant, "no", "yes", "yes")
    with at(poll.closes_at), pytest.raises(DomainError, match="what you said before counts"):
        answer_poll(poll, cast.participant, "no", "no", "no")
    assert said(poll, cast.participant) == ["no", "yes", "yes"]


def test_a_dropped_poll_takes_no_answers(cast, poll):
    stale = place_in(poll.engagement, cast.participant)
    options = options_of(poll)
    drop_poll(poll=poll, by=place_in(poll.engagement, cast.mentor))
    with pytest.raises(DomainError, match="settled already"):
        vote(poll=poll, answers={options[0].pk: "yes"}, by=stale)


def test_nothing_at_all_is_no_answer(cast, poll):
    answer_poll(poll, cast.participant, "yes", "", "")
    with pytest.raises(DomainError, match="at least one time"):
        answer_poll(poll, cast.participant, "", "", "")
    assert said(poll, cast.participant) == ["yes", "", ""]


def test_times_of_another_poll_and_made_up_answers_are_refused(cast, circle, poll):
    by = place_in(circle, cast.participant)
    other = options_of(make_poll(circle, cast.member))[0]
    for answers in ({other.pk: "yes"}, {uuid4(): "yes"}, {options_of(poll)[0].pk: "perhaps"}):
        with pytest.raises(DomainError, match="Load the page again"):
            vote(poll=poll, answers=answers, by=by)
    assert not Vote.objects.exists()


def test_who_does_not_sit_in_the_sessions_has_no_say(cast, poll):
    contract = make_contract(cast)
    for outsider in (place_in(contract, cast.sponsor), place_in(contract, cast.coach)):
        with pytest.raises(NotAllowed):
            vote(poll=poll, answers={options_of(poll)[0].pk: "yes"}, by=outsider)


def test_nobody_promises_to_be_in_two_places(cast, poll):
    session = make_session(make_contract(cast), cast.coach, starts_at=in_days(8))
    for answer in ("yes", "if_need_be"):
        with pytest.raises(DomainError, match="You have another session then") as refused:
            answer_poll(poll, cast.participant, "yes", answer, "yes")
        assert refused.value.field == str(options_of(poll)[1].pk)
    answer_poll(poll, cast.participant, "yes", "no", "yes")
    cancel_session(session=session, by=place_in(session.engagement, cast.coach))
    answer_poll(poll, cast.participant, "yes", "yes", "yes")
    assert said(poll, cast.participant) == ["yes", "yes", "yes"]


def test_a_session_that_ends_when_the_time_begins_is_no_clash(cast, poll):
    make_session(make_contract(cast), cast.coach, starts_at=in_days(8) - timedelta(hours=1))
    answer_poll(poll, cast.participant, "yes", "yes", "yes")


def test_who_joins_later_is_asked_and_who_leaves_no_longer_counts(cast, circle, poll):
    answer_poll(poll, cast.participant, "yes", "yes", "no")
    answer_poll(poll, cast.member, "yes", "no", "no")
    add_participant(engagement=circle, membership=cast.bystander, role="mentee", by=cast.administrator)
    standing = stands(poll, cast.mentor)
    assert [person.name for person in standing.waiting] == ["Helen Byrne", "Nuno Alves"]
    answer_poll(poll, cast.bystander, "no", "yes", "yes")
    assert [choice.can_come for choice in stands(poll, cast.mentor).choices] == [2, 2, 1]
    end_participation(participation=place_in(circle, cast.participant), by=cast.administrator)
    standing = stands(poll, cast.mentor)
    assert [choice.can_come for choice in standing.choices] == [1, 1, 1]
    assert [person.name for person in standing.answered] == ["Nuno Alves", "Tiago Mendes"]
