"""Two workers, or two clicks, at the same moment."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from django.utils import timezone

from portal.errors import DomainError
from portal.outbox.models import OutboxEvent
from programs.engagements.lifecycle import State
from programs.evaluations.actions import change_anonymity
from programs.evaluations.models import Request, Response, Round
from programs.evaluations.tasks import move_due_rounds
from tests.cast import make_cast
from tests.factories.evaluations import answer, make_cohort, make_round

pytestmark = pytest.mark.django_db(transaction=True)  # committed, so that both threads see it


@pytest.fixture
def cast(transactional_db):
    """The cast, committed."""
    with transaction.atomic():
        return make_cast()


def at_once(*calls) -> list:
    """Run the calls in threads of their own that start together; returns what they returned or raised."""
    barrier, results = Barrier(len(calls)), []

    def run(call):
        barrier.wait()
        try:
            results.append(call())
        except DomainError as error:
            results.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_two_workers_open_each_round_once(cast):
    with cast.inside("harbour"), transaction.atomic():
        for number in range(3):
            cohort = make_cohort(cast, people=[], name=f"Course {number}", state=State.ACTIVE)
            make_round(cohort, opens_at=timezone.now() + timedelta(days=1))
        Round.objects.update(opens_at=timezone.now() - timedelta(minutes=1))
    assert at_once(move_due_rounds, move_due_rounds) == [None, None]
    move_due_rounds()
    with cast.inside("harbour"), transaction.atomic():
        assert Request.objects.count() == 6
        assert OutboxEvent.objects.filter(name="evaluations.RequestAsked").count() == 6


def test_two_clicks_hand_in_one_answer(cast):
    with cast.inside("harbour"), transaction.atomic():
        round = make_round(make_cohort(cast, people=[], state=State.ACTIVE), anonymous=True)

    def click():
        with cast.inside("harbour"), transaction.atomic():
            return answer(round, cast.participant)

    results = at_once(click, click)
    with cast.inside("harbour"), transaction.atomic():
        assert Response.objects.count() == 1
    assert sorted(isinstance(result, DomainError) for result in results) == [False, True]


def test_an_answer_and_a_change_of_names_have_one_winner(cast):
    with cast.inside("harbour"), transaction.atomic():
        round = make_round(make_cohort(cast, people=[], state=State.ACTIVE))

    def click():
        with cast.inside("harbour"), transaction.atomic():
            return answer(round, cast.participant)

    def change():
        with cast.inside("harbour"), transaction.atomic():
            return change_anonymity(round=round, anonymous=True, by=cast.trainer)

    results = at_once(click, change)
    refused = [result for result in results if isinstance(result, DomainError)]
    with cast.inside("harbour"), transaction.atomic():
        response, now = Response.objects.get(), Round.objects.get()
        assert (response.request is None) == now.anonymous, "kept as it was promised at that moment"
        assert len(refused) == (0 if now.anonymous else 1)
