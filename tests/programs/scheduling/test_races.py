"""Many people book the same person's time at the same moment: one wins, the others get an answer."""

import threading
import time
from collections import Counter
from contextlib import contextmanager

import pytest
from django.db import connection, connections, transaction

from accounts.models import Membership
from portal.errors import DomainError
from programs.engagements.models import Engagement
from programs.scheduling.actions import move_session, schedule_session
from programs.scheduling.models import Session
from tests.cast import make_cast
from tests.factories.scheduling import in_days, make_circle, make_contract, make_engagement, make_session, place_in

pytestmark = pytest.mark.django_db(transaction=True)
RACERS = 8


@pytest.fixture
def cast(transactional_db):
    """Rows are written in transactions, which tell the database for whom they are."""
    with transaction.atomic():
        return make_cast()


@contextmanager
def inside(cast, slug="harbour"):
    """Work in one organization, in one transaction."""
    with cast.inside(slug), transaction.atomic():
        yield


def race(jobs):
    """Run all jobs at once, each in a thread with its own connection.

    Returns:
        Their results: "won", the class of a refusal, or of an error that nobody should see.
    """
    barrier, results = threading.Barrier(len(jobs)), []

    def run(job):
        try:
            connection.ensure_connection()
            barrier.wait(timeout=10)
            job()
            results.append("won")
        except DomainError:
            results.append("refused")
        except Exception as error:
            results.append(repr(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=10)
    assert time.monotonic() - began < 10
    return Counter(results)


def booking(cast, slug, engagement_id, membership_id, starts_at):
    """A job that books in one organization, with rows of its own as a request has them."""

    def book():
        with inside(cast, slug):
            engagement = Engagement.objects.select_related("program").get(pk=engagement_id)
            by = place_in(engagement, Membership.objects.get(pk=membership_id))
            schedule_session(engagement=engagement, starts_at=starts_at, minutes=60, by=by)

    return book


def test_eight_bookings_of_one_person_in_two_engagements_make_one_session(cast):
    with inside(cast):
        circle, contract = make_circle(cast), make_contract(cast)
    at = in_days(5)
    jobs = [booking(cast, "harbour", circle.pk, cast.mentor.pk, at) for _ in range(RACERS // 2)]
    jobs += [booking(cast, "harbour", contract.pk, cast.coach.pk, at) for _ in range(RACERS // 2)]
    assert race(jobs) == {"won": 1, "refused": RACERS - 1}
    with inside(cast):
        assert Session.objects.count() == 1


def test_a_coach_of_two_organizations_is_booked_once(cast):
    with inside(cast):
        contract = make_contract(cast)
    with inside(cast, "northwind"):
        people = {"coach": cast.coach_at_northwind, "client": cast.stranger_member}
        other = make_engagement(by=cast.stranger, people=people)
    at = in_days(5)
    jobs = []
    for _ in range(RACERS // 2):
        jobs.append(booking(cast, "harbour", contract.pk, cast.participant.pk, at))
        jobs.append(booking(cast, "northwind", other.pk, cast.stranger_member.pk, at))
    assert race(jobs) == {"won": 1, "refused": RACERS - 1}
    counts = []
    for slug in ("harbour", "northwind"):
        with inside(cast, slug):
            counts.append(Session.objects.count())
    assert sorted(counts) == [0, 1]


def test_two_who_move_the_same_session_do_not_overwrite_each_other(cast):
    with inside(cast):
        circle = make_circle(cast)
        session = make_session(circle, cast.mentor)

    def moving(days):
        with inside(cast):
            stale = Session.objects.select_related("engagement__program").get(pk=session.pk)
            by = place_in(circle, cast.mentor)

        def move():
            with inside(cast):
                move_session(session=stale, starts_at=in_days(days), minutes=60, by=by)

        return move

    assert race([moving(days) for days in (8, 9, 10, 11)]) == {"won": 1, "refused": 3}
    with inside(cast):
        assert Session.objects.get().sequence == 1
