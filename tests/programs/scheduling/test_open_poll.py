"""Asking everybody which time suits."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.audit.models import AuditEntry
from portal.errors import DomainError, NotAllowed
from portal.outbox.models import OutboxEvent
from programs.engagements.lifecycle import State
from programs.scheduling.actions import open_poll
from programs.scheduling.models import Poll
from tests.cast import make_member
from tests.factories.scheduling import (
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


def refusal(circle, by, **fields):
    with pytest.raises(DomainError) as refused:
        make_poll(circle, by, **fields)
    assert not Poll.objects.exists()
    return refused.value


def opened():
    return OutboxEvent.objects.filter(name="scheduling.PollOpened").count()


def test_its_times_stand_in_their_order_and_once_each(cast, circle):
    poll = make_poll(circle, cast.mentor, starts=[in_days(8), in_days(7), in_days(8) + timedelta(seconds=3)])
    assert [option.starts_at for option in options_of(poll)] == [in_days(7), in_days(8)]
    assert poll.is_open
    assert poll.opened_by == place_in(circle, cast.mentor)
    assert opened() == 1
    assert AuditEntry.objects.get(verb="opened").data["options"] == "2"


@pytest.mark.parametrize(
    ("closes_in", "due_before_that"),
    [
        (timedelta(days=5), timedelta(hours=24)),
        (timedelta(days=2, minutes=1), timedelta(hours=24)),
        (timedelta(days=2), timedelta()),
    ],
)
def test_a_longer_poll_asks_again_a_day_before_it_closes(cast, circle, closes_in, due_before_that):
    now = timezone.now()
    with at(now):
        poll = make_poll(circle, cast.mentor, closes_at=now + closes_in)
    assert poll.closes_at - poll.due_at == due_before_that


@pytest.mark.parametrize("number", [0, 11])
def test_no_times_or_too_many_are_refused_at_the_times(cast, circle, number):
    starts = [in_days(7) + timedelta(hours=hour) for hour in range(number)]
    with pytest.raises(DomainError) as refused:
        open_poll(
            engagement=circle,
            options=starts,
            minutes=60,
            closes_at=in_days(5),
            quorum=2,
            by=place_in(circle, cast.mentor),
        )
    assert refused.value.field == "options"


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"starts": [in_days(-1), in_days(7)]}, "options", "past"),
        ({"starts": [in_days(7), in_days(800)]}, "options", "two years"),
        ({"closes_at": in_days(-1)}, "closes_at", "past"),
        ({"closes_at": in_days(7)}, "closes_at", "Choose a day before it"),
        ({"closes_at": in_days(12)}, "closes_at", "Choose a day before it"),
        ({"quorum": 4}, "quorum", "from 1 to 3"),
        ({"quorum": 0}, "quorum", "from 1 to 3"),
        ({"minutes": 0}, "minutes", "between a minute and twelve hours"),
        ({"minutes": 721}, "minutes", "between a minute and twelve hours"),
    ],
)
def test_what_is_impossible_is_refused_at_its_field(cast, circle, fields, field, words):
    refused = refusal(circle, cast.mentor, **fields)
    assert refused.field == field
    assert words in refused.message


def test_sent_twice_it_is_one_poll(cast, circle):
    first, second = make_poll(circle, cast.mentor), make_poll(circle, cast.mentor)
    assert first == second
    assert opened() == 1


def test_another_question_is_another_poll(cast, circle):
    make_poll(circle, cast.mentor)
    make_poll(circle, cast.mentor, starts=[in_days(7), in_days(8)])
    make_poll(circle, cast.participant)
    assert Poll.objects.count() == 3


def test_a_time_at_which_who_leads_or_asks_is_busy_is_refused(cast, circle):
    other = make_engagement(
        by=cast.administrator, people={"mentor": cast.mentor, "mentee": cast.bystander}, title="Another circle"
    )
    make_session(other, cast.mentor, starts_at=in_days(8))
    refused = refusal(circle, cast.mentor)
    assert refused.field == "options"
    assert "You have another session then" in refused.message
    assert "Helen Byrne has another session then" in refusal(circle, cast.participant).message


def test_a_time_at_which_somebody_else_is_busy_can_be_asked_for(cast, circle):
    make_session(make_contract(cast), cast.coach, starts_at=in_days(8))
    assert len(options_of(make_poll(circle, cast.mentor))) == 3


def test_a_poll_takes_three_people(cast, harbour):
    for engagement, by in [
        (make_contract(cast), cast.coach),
        (
            make_engagement(by=cast.administrator, people={"mentor": cast.mentor, "mentee": cast.member}, title="Pair"),
            cast.mentor,
        ),
    ]:
        with pytest.raises(NotAllowed, match="for 3 people or more"):
            make_poll(engagement, by)


def test_learners_leave_it_to_the_trainer(cast, harbour):
    cohort = make_cohort(cast)
    with pytest.raises(NotAllowed):
        make_poll(cohort, cast.participant)
    assert make_poll(cohort, cast.trainer).is_open


def test_nobody_from_outside_and_nobody_who_has_left(cast, circle):
    other = make_engagement(
        by=cast.administrator, people={"mentor": cast.coach, "mentee": [cast.bystander, cast.sponsor]}, title="Other"
    )
    with pytest.raises(NotAllowed):
        open_poll(
            engagement=circle,
            options=[in_days(7)],
            minutes=60,
            closes_at=in_days(5),
            quorum=1,
            by=place_in(other, cast.bystander),
        )


def test_not_once_people_look_back(cast, harbour):
    circle = make_circle(cast, state=State.EVALUATING)
    with pytest.raises(NotAllowed):
        make_poll(circle, cast.mentor)


def test_a_third_person_makes_it_possible(cast, harbour):
    pair = {"mentor": cast.mentor, "mentee": [cast.member, make_member("Vera New")]}
    assert make_poll(make_engagement(by=cast.administrator, people=pair, title="Three"), cast.mentor).is_open
