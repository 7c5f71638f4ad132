"""Series that are booked at the same moment: one wins whole, and nobody has half of one."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections, transaction

from accounts.models import Membership
from portal.errors import DomainError
from programs.engagements.models import Engagement
from programs.scheduling.actions import move_sessions_of_series, schedule_series, schedule_session
from programs.scheduling.models import Series, Session
from tests.cast import make_cast
from tests.factories.scheduling import in_days, make_circle, make_contract, make_series, place_in, weekly_from

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db):
    """Rows are written in transactions, which tell the database for whom they are."""
    with transaction.atomic():
        return make_cast()


@pytest.fixture
def circle(cast):
    with cast.inside("harbour"), transaction.atomic():
        return make_circle(cast)


@pytest.fixture
def contract(cast):
    with cast.inside("harbour"), transaction.atomic():
        return make_contract(cast)


def race(cast, jobs) -> Counter:
    """Run the jobs at once, each in a transaction of its own: how many won, were refused, or broke."""
    barrier = Barrier(len(jobs))

    def run(job):
        try:
            with cast.inside("harbour"), transaction.atomic():
                barrier.wait(timeout=10)
                job()
        except DomainError:
            return "refused"
        finally:
            connections.close_all()
        return "won"

    with ThreadPoolExecutor(len(jobs)) as pool:
        return Counter(pool.map(run, jobs))


def by_of(engagement, membership):
    """A place, and its engagement, read afresh as a request does."""
    fresh = Engagement.objects.select_related("program").get(pk=engagement.pk)
    return fresh, place_in(fresh, Membership.objects.get(pk=membership.pk))


def booking(engagement, membership, starts):
    def book():
        fresh, by = by_of(engagement, membership)
        schedule_series(engagement=fresh, starts=starts, minutes=60, by=by)

    return book


def test_of_two_that_share_one_time_one_is_booked_whole(cast, circle, contract):
    first, second = weekly_from(in_days(5), 6), weekly_from(in_days(5) + timedelta(weeks=5), 6)
    jobs = [booking(circle, cast.mentor, first), booking(contract, cast.coach, second)] * 2
    results = race(cast, jobs)
    assert results["won"] >= 1
    with cast.inside("harbour"), transaction.atomic():
        counts = Counter(Session.objects.values_list("series", flat=True))
    assert list(counts.values()) == [6]


def test_a_form_that_was_sent_twice_at_once_makes_one_series(cast, circle):
    job = booking(circle, cast.mentor, weekly_from(in_days(5), 6))
    assert race(cast, [job] * 4) == {"won": 4}
    with cast.inside("harbour"), transaction.atomic():
        assert (Series.objects.count(), Session.objects.count()) == (1, 6)


def test_a_session_that_takes_one_of_the_times_leaves_all_or_nothing(cast, circle, contract):
    starts = weekly_from(in_days(5), 12)

    def single():
        fresh, by = by_of(contract, cast.participant)
        schedule_session(engagement=fresh, starts_at=starts[7], minutes=60, by=by)

    race(cast, [booking(circle, cast.mentor, starts), single, single])
    with cast.inside("harbour"), transaction.atomic():
        found = (Session.objects.filter(engagement=circle).count(), Session.objects.filter(engagement=contract).count())
    assert found in {(12, 0), (0, 1)}


def test_two_who_move_all_of_them_do_not_overwrite_each_other(cast, circle):
    with cast.inside("harbour"), transaction.atomic():
        sessions = make_series(circle, cast.mentor, number=5)

    def moving(hours):
        with cast.inside("harbour"), transaction.atomic():
            stale = Session.objects.select_related("engagement__program").get(pk=sessions[0].pk)

        def move():
            _, by = by_of(circle, cast.participant)
            starts_at = stale.starts_at + timedelta(hours=hours)
            move_sessions_of_series(session=stale, scope="all", starts_at=starts_at, minutes=60, by=by)

        return move

    assert race(cast, [moving(hours) for hours in (1, 2, 3, 4)]) == {"won": 1, "refused": 3}
    with cast.inside("harbour"), transaction.atomic():
        assert set(Session.objects.values_list("sequence", flat=True)) == {1}
        assert len({session.starts_at.hour for session in Session.objects.all()}) == 1
