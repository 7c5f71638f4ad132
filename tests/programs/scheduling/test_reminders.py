"""Reminders: a day and an hour before, each once, computed from the present state."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from portal.outbox.models import OutboxEvent
from programs.scheduling.actions import announce_due_sessions, cancel_session, move_session
from programs.scheduling.models import Session
from programs.scheduling.reminders import due_lead, next_reminder
from programs.scheduling.tasks import announce_due_sessions_everywhere
from tests.cast import make_cast
from tests.factories.scheduling import at, in_days, make_circle, make_session, place_in

DAY, HOUR = 24 * 60, 60


@pytest.fixture
def session(cast, harbour):
    return make_session(make_circle(cast), cast.mentor)


def sent():
    """(sequence, minutes) of the reminders that were published, in order."""
    rows = OutboxEvent.objects.filter(name="scheduling.SessionReminderDue").order_by("id")
    return [(row.payload["sequence"], row.payload["minutes"]) for row in rows]


def beat(moment):
    with at(moment):
        announce_due_sessions_everywhere()


def before(session, **delta):
    return session.starts_at - timedelta(**delta)


def test_a_day_and_an_hour_before_each_once_however_often_beat_runs(session):
    for moment, expected in [
        (before(session, hours=24, minutes=1), []),
        (before(session, hours=24), [(0, DAY)]),
        (before(session, hours=23, minutes=59), [(0, DAY)]),
        (before(session, hours=1), [(0, DAY), (0, HOUR)]),
        (before(session, minutes=59), [(0, DAY), (0, HOUR)]),
        (session.starts_at, [(0, DAY), (0, HOUR)]),
    ]:
        beat(moment)
        beat(moment)
        assert sent() == expected, moment


def test_after_a_move_the_new_time_gets_its_own(cast, session):
    beat(before(session, hours=24))
    by = place_in(session.engagement, cast.mentor)
    with at(before(session, hours=20)):
        move_session(session=session, starts_at=session.starts_at + timedelta(days=3), minutes=60, by=by)
    beat(before(session, days=2))
    assert sent() == [(0, DAY)]
    beat(before(session, hours=24))
    beat(before(session, hours=1))
    assert sent() == [(0, DAY), (1, DAY), (1, HOUR)]


def test_after_a_cancellation_none(cast, session):
    cancel_session(session=session, by=place_in(session.engagement, cast.mentor))
    beat(before(session, hours=1))
    assert sent() == []


def test_after_a_silence_only_the_useful_one(session):
    beat(before(session, minutes=40))
    assert sent() == [(0, HOUR)]


def test_after_a_silence_past_the_start_none_and_the_session_is_left_alone(session):
    beat(session.starts_at + timedelta(minutes=1))
    assert sent() == []
    assert Session.objects.get().remind_at is None


@pytest.mark.parametrize(("hours", "expected"), [(5, [(0, HOUR)]), (0.5, [])])
def test_booked_at_short_notice_gets_only_what_still_lies_ahead(cast, harbour, hours, expected):
    start = timezone.now() + timedelta(hours=hours)
    session = make_session(make_circle(cast), cast.mentor, starts_at=start)
    for lead in (timedelta(hours=1), timedelta(minutes=1)):
        beat(session.starts_at - lead)
    assert sent() == expected


def test_batches_go_on_until_nothing_is_due(cast, harbour):
    circle = make_circle(cast)
    first = make_session(circle, cast.mentor)
    make_session(circle, cast.mentor, starts_at=first.ends_at)
    with at(before(first, hours=1)):
        assert announce_due_sessions(batch=1) == 1
        assert announce_due_sessions(batch=1) == 1
        assert announce_due_sessions(batch=1) == 0


def test_the_sums():
    start = in_days(2)
    assert next_reminder(start, [DAY, HOUR], start - timedelta(hours=30)) == start - timedelta(hours=24)
    assert next_reminder(start, [DAY, HOUR], start - timedelta(hours=24)) == start - timedelta(hours=1)
    assert next_reminder(start, [], start - timedelta(hours=24)) is None
    assert due_lead(start, [DAY, HOUR], start - timedelta(hours=25)) is None
    assert due_lead(start, [DAY, HOUR], start - timedelta(hours=2)) == DAY
    assert due_lead(start, [DAY, HOUR], start) is None


@pytest.mark.django_db(transaction=True)
def test_two_beats_at_once_send_it_once():
    with transaction.atomic():
        cast = make_cast()
    with cast.inside("harbour"), transaction.atomic():
        session = make_session(make_circle(cast), cast.mentor)
    barrier, errors = threading.Barrier(4), []

    def run():
        try:
            barrier.wait()
            announce_due_sessions_everywhere()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    with at(before(session, hours=24)):
        threads = [threading.Thread(target=run) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=10)
    assert errors == []
    with cast.inside("harbour"), transaction.atomic():
        assert sent() == [(0, DAY)]
