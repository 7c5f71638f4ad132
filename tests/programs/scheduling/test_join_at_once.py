"""Somebody joins, leaves or answers in the middle of another person's move or cancellation."""

import threading
import time
from contextlib import contextmanager

import pytest
from django.db import connection, connections, transaction
from django.utils.module_loading import import_string

from portal.errors import DomainError
from programs.engagements.actions import add_participant
from programs.engagements.models import Participation
from programs.scheduling.actions import (
    add_person_to_sessions,
    cancel_session,
    move_session,
    remove_person_from_sessions,
    reply_to_session,
)
from programs.scheduling.models import Session, SessionPlace
from tests.cast import make_cast
from tests.factories.scheduling import in_days, make_circle, make_contract, make_session, place_in

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 20  # seconds


@pytest.fixture
def cast(transactional_db):
    with transaction.atomic():
        return make_cast()


@contextmanager
def inside(cast):
    with cast.inside("harbour"), transaction.atomic():
        yield


@pytest.fixture
def meanwhile(cast, monkeypatch):
    """`meanwhile("moving.move_places", job)`: `job` runs, with a connection of its own, when an action calls that.

    The action goes on when the other is through or waits for it. Gives the list of what the other came to.
    """
    threads = []

    def arrange(name, job):
        path = f"programs.scheduling.actions.{name}"
        results, original = [], import_string(path)

        def pause(*args, **kwargs):
            threads.append(start(job, results))
            return original(*args, **kwargs)

        monkeypatch.setattr(path, pause)
        return results

    def start(job, results):
        pids = []

        def run():
            try:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_backend_pid()")
                    pids.append(cursor.fetchone()[0])
                with inside(cast):
                    job()
                results.append("done")
            except DomainError as refusal:
                results.append(str(refusal))
            finally:
                connections.close_all()

        thread = threading.Thread(target=run)
        thread.start()
        until = time.monotonic() + PATIENCE
        while thread.is_alive() and not (pids and waits_for_us(pids[0])):
            assert time.monotonic() < until, "the other neither ended nor waits"
            time.sleep(0.01)
        return thread

    yield arrange
    for thread in threads:
        thread.join(PATIENCE)


def waits_for_us(pid) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid() = ANY (pg_blocking_pids(%s))", [pid])
        return cursor.fetchone()[0]


@pytest.fixture
def session(cast):
    with inside(cast):
        return make_session(make_circle(cast), cast.mentor)


def newcomer(cast, session) -> Participation:
    with inside(cast):
        return add_participant(
            engagement=session.engagement, membership=cast.bystander, role="mentee", by=cast.administrator
        )


def place_of(cast, membership) -> SessionPlace | None:
    with inside(cast):
        return SessionPlace.objects.filter(user=membership.user).first()


def move(cast, session, days=9):
    with inside(cast):
        move_session(
            session=Session.objects.select_related("engagement__program").get(pk=session.pk),
            starts_at=in_days(days),
            minutes=60,
            by=place_in(session.engagement, cast.mentor),
        )


def cancel(cast, session):
    with inside(cast):
        cancel_session(
            session=Session.objects.select_related("engagement__program").get(pk=session.pk),
            by=place_in(session.engagement, cast.mentor),
        )


def test_who_joins_while_a_session_is_moved_has_a_place_at_its_new_time(cast, session, meanwhile):
    nuno = newcomer(cast, session)
    other = meanwhile("moving.move_places", lambda: add_person_to_sessions(participation=nuno))
    move(cast, session)
    wait_for(other)
    assert other == ["done"]
    assert place_of(cast, cast.bystander).period.lower == in_days(9)


def test_who_joins_while_a_session_is_cancelled_keeps_that_time_free(cast, session, meanwhile):
    nuno = newcomer(cast, session)
    other = meanwhile("sessions.pass_topics_on", lambda: add_person_to_sessions(participation=nuno))
    cancel(cast, session)
    wait_for(other)
    assert other == ["done"]
    place = place_of(cast, cast.bystander)
    assert place is None or not place.blocks


def test_who_leaves_while_a_session_is_moved_is_gone_from_it(cast, session, meanwhile):
    with inside(cast):
        amara = place_in(session.engagement, cast.participant)
    other = meanwhile("moving.move_places", lambda: remove_person_from_sessions(participation=amara))
    move(cast, session)
    wait_for(other)
    assert other == ["done"]
    assert place_of(cast, cast.participant) is None
    assert place_of(cast, cast.member).period.lower == in_days(9)


@pytest.mark.parametrize(
    ("name", "change"), [("moving.move_places", move), ("sessions.pass_topics_on", cancel)], ids=["moved", "cancelled"]
)
def test_an_answer_to_the_old_time_is_refused(cast, session, meanwhile, name, change):
    with inside(cast):
        amara = place_in(session.engagement, cast.participant)
        reply_to_session(session=session, by=amara, coming=False)
    other = meanwhile(name, lambda: reply_to_session(session=session, by=amara, coming=True))
    change(cast, session)
    wait_for(other)
    assert "Somebody else changed this session" in other[0]
    place = place_of(cast, cast.participant)
    assert (place.reply, place.blocks) == (("", True) if change is move else ("not_coming", False))


def test_a_time_that_was_taken_since_is_not_taken_twice_by_an_answer(cast, session, meanwhile):
    """Amara can't come; while she is booked elsewhere at that time, she says that she comes after all."""
    with inside(cast):
        amara = place_in(session.engagement, cast.participant)
        reply_to_session(session=session, by=amara, coming=False)
        contract = make_contract(cast)
    other = meanwhile(
        "sessions.attach_waiting_topics", lambda: reply_to_session(session=session, by=amara, coming=True)
    )
    with inside(cast):
        make_session(contract, cast.coach, starts_at=in_days(7))
    wait_for(other)
    assert other == ["You have another session at that time. Your answer stays as it was."]
    with inside(cast):
        assert SessionPlace.objects.get(session=session, participation=amara).blocks is False


def wait_for(results) -> None:
    until = time.monotonic() + PATIENCE
    while not results:
        assert time.monotonic() < until
        time.sleep(0.01)
