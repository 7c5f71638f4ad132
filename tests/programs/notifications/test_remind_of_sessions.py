"""Reminders: a day and an hour before, each once, computed from the present state."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from programs.engagements.actions import add_participant
from programs.engagements.models import ReminderTimes
from programs.notifications import tasks
from programs.notifications.actions import remind_of_sessions
from programs.notifications.models import Notification
from programs.scheduling.actions import add_person_to_sessions, cancel_session, move_session, set_reminders_of_person
from programs.scheduling.models import Session
from programs.scheduling.reminders import due_lead, next_reminder
from tests.cast import make_cast
from tests.factories.scheduling import at, in_days, make_circle, make_session, place_in

DAY, HOUR = 24 * 60, 60


@pytest.fixture
def session(cast, harbour):
    return make_session(make_circle(cast), cast.mentor)


def sent(to="Helen Byrne", mail="due"):
    """(sequence, minutes) of the reminders that somebody has, in order."""
    rows = Notification.objects.filter(kind="session-reminder", mail=mail, membership__user__name=to).order_by("id")
    return [(row.facts["sequence"], row.facts["minutes"]) for row in rows]


def beat(moment):
    with at(moment):
        tasks.remind_of_sessions()


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


def test_after_a_silence_past_the_start_it_counts_as_missed_and_is_no_news(session):
    beat(session.starts_at + timedelta(minutes=1))
    assert sent() == []
    assert sent(mail="missed") == [(0, HOUR)]
    assert not Notification.objects.filter(kind="session-reminder", read_at__isnull=True).exists()
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
        assert remind_of_sessions(batch=1) == 1
        assert remind_of_sessions(batch=1) == 1
        assert remind_of_sessions(batch=1) == 0


def wants(member, *leads):
    """What the person's page of reminders does."""
    ReminderTimes.objects.update_or_create(membership=member, kind="session", defaults={"leads": list(leads)})
    set_reminders_of_person(membership=member)


def test_who_has_lead_times_of_their_own_hears_then_and_the_others_as_the_program_says(cast, harbour):
    session = make_session(make_circle(cast), cast.mentor, starts_at=in_days(5))
    wants(cast.participant, 3 * DAY, 30)
    beat(timezone.now())
    for hours in (72, 24, 1, 0.5):
        beat(before(session, hours=hours))
    assert sent("Amara Okafor") == [(0, 3 * DAY), (0, 30)]
    assert sent() == [(0, DAY), (0, HOUR)]


def test_a_session_booked_later_heeds_own_lead_times_and_who_wants_none_gets_none(cast, harbour):
    wants(cast.mentor)
    wants(cast.participant, 3 * DAY)
    session = make_session(make_circle(cast), cast.mentor, starts_at=in_days(5))
    assert session.remind_at == before(session, days=3)
    for days in (3, 1):
        beat(before(session, days=days))
    assert (sent("Amara Okafor"), sent()) == ([(0, 3 * DAY)], [])


def test_who_joins_hears_at_their_own_times(cast, harbour):
    circle = make_circle(cast)
    session = make_session(circle, cast.mentor, starts_at=in_days(5))
    wants(cast.coach, 2 * DAY)
    place = add_participant(engagement=circle, membership=cast.coach, role="mentee", by=cast.administrator)
    add_person_to_sessions(participation=place)
    beat(timezone.now())
    beat(before(session, days=2))
    assert sent("Rafael Moreira") == [(0, 2 * DAY)]
    assert sent() == []


def test_the_number_of_queries_does_not_follow_the_number_of_sessions(cast, harbour):
    circle = make_circle(cast)
    first = make_session(circle, cast.mentor)
    for number in range(1, 6):
        make_session(circle, cast.mentor, starts_at=first.starts_at + timedelta(hours=2 * number))
    with at(before(first, minutes=-15 * 60)), CaptureQueriesContext(connection) as many:
        assert remind_of_sessions() == 6
    other = make_session(circle, cast.mentor, starts_at=in_days(9))
    with at(before(other, hours=1)), CaptureQueriesContext(connection) as one:
        assert remind_of_sessions() == 1
    assert len(many) <= len(one), [query["sql"][:80] for query in many]


def test_the_sums():
    start = in_days(2)
    assert next_reminder(start, [DAY, HOUR], start - timedelta(hours=30)) == start - timedelta(hours=24)
    assert next_reminder(start, [DAY, HOUR], start - timedelta(hours=24)) == start - timedelta(hours=1)
    assert next_reminder(start, [], start - timedelta(hours=24)) is None
    a_day, an_hour = start - timedelta(hours=24), start - timedelta(hours=1)
    assert due_lead(start, [DAY, HOUR], a_day, start - timedelta(hours=25)) is None
    assert due_lead(start, [DAY, HOUR], a_day, start - timedelta(hours=2)) == DAY
    assert due_lead(start, [DAY, HOUR], a_day, an_hour) == HOUR
    assert due_lead(start, [DAY, HOUR], start - timedelta(hours=23), start - timedelta(hours=2)) is None


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
            tasks.remind_of_sessions()
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
