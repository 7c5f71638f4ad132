"""Many people press at the same moment: one session, one poll, and no answer is lost."""

import pytest
from django.db import transaction

from portal.outbox.models import OutboxEvent
from programs.scheduling.actions import decide_poll, drop_poll, remind_poll, schedule_session, vote
from programs.scheduling.lifecycle import PollState
from programs.scheduling.models import Poll, PollOption, Session, Vote
from programs.scheduling.tasks import move_due_polls_everywhere
from tests.cast import make_cast
from tests.factories.scheduling import (
    answer_poll,
    at,
    in_days,
    make_circle,
    make_contract,
    make_poll,
    options_of,
    place_in,
)
from tests.programs.scheduling.test_races import inside, race

pytestmark = pytest.mark.django_db(transaction=True)
RACERS = 6


@pytest.fixture
def cast(transactional_db):
    """Rows are written in transactions, which tell the database for whom they are."""
    with transaction.atomic():
        return make_cast()


@pytest.fixture
def poll(cast):
    with inside(cast):
        return make_poll(make_circle(cast), cast.mentor)


def fresh(poll):
    """The poll as a request of its own reads it."""
    return Poll.objects.select_related("engagement__program").get(pk=poll.pk)


def deciding(cast, poll, number):
    with inside(cast):
        option_id = options_of(poll)[number].pk

    def decide():
        with inside(cast):
            own = fresh(poll)
            decide_poll(poll=own, option=PollOption.objects.get(pk=option_id), by=place_in(own.engagement, cast.mentor))

    return decide


@pytest.mark.parametrize("numbers", [[0] * RACERS, [0, 1, 2] * (RACERS // 3)])
def test_all_who_decide_at_once_make_one_session(cast, poll, numbers):
    assert race([deciding(cast, poll, number) for number in numbers]) == {"won": 1, "refused": RACERS - 1}
    with inside(cast):
        assert Session.objects.count() == 1
        assert Poll.objects.get().session == Session.objects.get()


def test_deciding_and_dropping_at_once_leave_one_outcome(cast, poll):
    def drop():
        with inside(cast):
            own = fresh(poll)
            drop_poll(poll=own, by=place_in(own.engagement, cast.mentor))

    assert race([deciding(cast, poll, 0), drop, deciding(cast, poll, 1), drop]) == {"won": 1, "refused": 3}
    with inside(cast):
        assert Session.objects.count() == (Poll.objects.get().state == PollState.DECIDED)


def test_a_time_that_is_booked_elsewhere_at_this_moment_is_booked_once(cast, poll):
    with inside(cast):
        answer_poll(poll, cast.participant, "yes", "yes", "yes")
        contract = make_contract(cast)

    def book():
        with inside(cast):
            schedule_session(engagement=contract, starts_at=in_days(7), minutes=60, by=place_in(contract, cast.coach))

    assert race([deciding(cast, poll, 0), book]) == {"won": 1, "refused": 1}
    with inside(cast):
        assert Session.objects.count() == 1


def test_everybody_answers_at_once_and_nothing_is_lost(cast, poll):
    def answering(membership, answer):
        def answer_all():
            with inside(cast):
                own = fresh(poll)
                answers = {option.pk: answer for option in options_of(own)}
                vote(poll=own, answers=answers, by=place_in(own.engagement, membership))

        return answer_all

    people = (cast.mentor, cast.participant, cast.member)
    jobs = [answering(person, answer) for person in people for answer in ("yes", "no")]
    assert race(jobs) == {"won": len(jobs)}
    with inside(cast):
        assert Vote.objects.count() == 9
        for person in people:
            said = set(Vote.objects.filter(participation__membership=person).values_list("answer", flat=True))
            assert len(said) == 1, "one of the two, whole"


def test_a_form_that_is_sent_twice_at_once_opens_one_poll(cast):
    with inside(cast):
        circle = make_circle(cast)
    when = {"starts": [in_days(7)], "closes_at": in_days(5)}

    def ask():
        with inside(cast):
            make_poll(circle, cast.mentor, **when)

    assert race([ask] * RACERS) == {"won": RACERS}
    with inside(cast):
        assert Poll.objects.count() == 1
        assert OutboxEvent.objects.filter(name="scheduling.PollOpened").count() == 1


def test_two_reminders_at_once_are_one(cast, poll):
    def remind():
        with inside(cast):
            own = fresh(poll)
            remind_poll(poll=own, by=place_in(own.engagement, cast.mentor))

    assert race([remind] * 4) == {"won": 1, "refused": 3}


def test_two_beats_at_once_chase_and_close_once(cast, poll):
    for moment in (poll.closes_at, poll.due_at):
        with inside(cast):
            Poll.objects.update(state=PollState.OPEN, due_at=moment, chased_at=None)
        with at(moment):
            race([move_due_polls_everywhere] * 4)
    with inside(cast):
        assert OutboxEvent.objects.filter(name="scheduling.PollClosed").count() == 1
        assert OutboxEvent.objects.filter(name="scheduling.PollChased").count() == 1
