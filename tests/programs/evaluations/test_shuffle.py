"""At closing, anonymous answers lose everything that joins them to who was asked."""

import pytest
from django.db import connection, transaction

from programs.engagements.lifecycle import State
from programs.evaluations.actions import close_round, shuffle_responses
from programs.evaluations.models import Request, Response
from tests.factories.evaluations import answer, make_cohort, make_round, respondents

pytestmark = pytest.mark.django_db


def stored(round):
    """(place of the row, transaction, day, answer) as whoever reads the database files sees them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ctid::text, xmin::text, answered_on, id FROM evaluations_response WHERE round_id = %s"
            " ORDER BY evaluations_response.ctid",
            [round.pk],
        )
        return cursor.fetchall()


@pytest.fixture
def cohort(cast, harbour):
    return make_cohort(cast, 7, state=State.ACTIVE)  # and the trainer: eight people


def answer_in_turn(round, count):
    for number, person in enumerate(respondents(round)[:count]):
        answer(round, person, better=f"Answer {number}")


def order_of(round):
    texts = {str(row.pk): row.answers for row in Response.objects.filter(round=round)}
    return [texts[str(row[3])].partition("Answer ")[2][0] for row in stored(round)]


def test_neither_places_nor_days_follow_the_order_of_answering(cast, cohort):
    round = make_round(cohort, anonymous=True)
    answer_in_turn(round, 7)
    before = order_of(round)
    assert before == list("0123456"), "that is what a file of the database shows while it is open"
    close_round(round=round)
    orders = set()
    for _ in range(6):
        orders.add(tuple(order_of(round)))
        shuffle_responses(round)
    assert len(orders) > 2
    assert all(sorted(order) == before for order in orders), "all answers are there, each as it was"
    assert {row[2] for row in stored(round)} == {round.closed_at.date()}
    assert len({row[1] for row in stored(round)}) == 1, "one statement wrote them all"
    assert not Response.objects.filter(round=round, request__isnull=False).exists()


@pytest.mark.django_db(transaction=True)
def test_the_transactions_of_answers_and_requests_have_nothing_in_common(cast, harbour):
    with transaction.atomic():
        round = make_round(make_cohort(cast, 4, state=State.ACTIVE), anonymous=True)
        people = respondents(round)[:4]
    for person in people:
        with transaction.atomic():
            answer(round, person)
    with transaction.atomic():
        open_ones = {row[1] for row in stored(round)}
        close_round(round=round)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT xmin::text FROM evaluations_request WHERE answered_on IS NOT NULL")
        requests = {row[0] for row in cursor.fetchall()}
        closed = {row[1] for row in stored(round)}
    assert len(requests) == 4
    assert open_ones == requests, "while it is open each answer is in its request’s transaction"
    assert len(closed) == 1
    assert not closed & requests


def test_nothing_else_is_touched(cast, cohort):
    """Not an open round, not one that knows its people, not another organization's."""
    open_one = make_round(cohort, anonymous=True)
    named = make_round(cohort, stage="middle")
    answer_in_turn(open_one, 3)
    answer_in_turn(named, 3)
    close_round(round=named)
    before = stored(open_one), stored(named)
    shuffle_responses(open_one)
    shuffle_responses(named)
    assert (stored(open_one), stored(named)) == before
    assert Response.objects.filter(round=named, request__isnull=False).count() == 3
    close_round(round=open_one)
    before = stored(open_one)
    with cast.inside("northwind"):
        shuffle_responses(open_one)
    assert stored(open_one) == before
    assert Request.objects.filter(round=open_one, answered_on__isnull=False).count() == 3
