"""Subscribed calendars are read by a task from a real server: leases, failures, and what is kept of them."""

import logging
import threading
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from portal.errors import DomainError
from portal.tenancy.context import user_context
from portal.tenancy.due import people_due
from programs.scheduling import tasks
from programs.scheduling.actions import (
    AgainstWishes,
    move_session,
    reading,
    schedule_session,
    subscribe_calendar,
    unsubscribe_calendar,
)
from programs.scheduling.ical import file, uid_of
from programs.scheduling.models import BusyCalendar, BusyPeriod
from programs.scheduling.queries import entry_for, get_own_place
from tests.factories.hours import alone, say_hours
from tests.factories.outside import SECRET, Provider, calendar_of
from tests.factories.scheduling import at, in_days, make_contract, make_session, place_in

HOUR = timedelta(hours=1)
EVERY_HOUR = {weekday: [(0, 24 * 60)] for weekday in range(7)}


@pytest.fixture
def provider(settings):
    settings.FETCH_ALLOW_LOOPBACK = True
    settings.SITE_URL = "https://portal.example"
    made = Provider(calendar_of((in_days(7), in_days(7) + HOUR)))
    yield made
    made.end()


@pytest.fixture
def calendar(cast, provider):
    """The coach's calendar, not read yet."""
    with cast.inside("harbour", cast.coach.user), transaction.atomic():
        return subscribe_calendar(name="Work", address=provider.address, by=cast.coach)


def read(cast, person=None):
    tasks.read_due_calendars_everywhere()
    return now_of(cast, person)


def now_of(cast, person=None) -> BusyCalendar:
    with user_context((person or cast.coach).user_id), transaction.atomic():
        return BusyCalendar.objects.first()


def periods(cast) -> list:
    with user_context(cast.coach.user_id), transaction.atomic():
        return [(row.period.lower, row.period.upper) for row in BusyPeriod.objects.order_by("period")]


def make_due(cast, **changes) -> None:
    with user_context(cast.coach.user_id), transaction.atomic():
        BusyCalendar.objects.update(**{"read_due_at": timezone.now(), **changes})


def test_it_is_read_by_the_task_and_then_every_ten_minutes(cast, calendar, provider):
    found = read(cast)
    assert periods(cast) == [(in_days(7), in_days(7) + HOUR)]
    assert (found.failures, found.failure) == (0, "")
    assert timedelta(minutes=9) < found.read_due_at - found.read_at <= timedelta(minutes=10)
    read(cast)
    assert len(provider.asked) == 1, "it is not due any more"


def test_what_changed_outside_changes_here_and_the_rest_is_left_alone(cast, calendar, provider):
    stays, goes, comes = ((in_days(days), in_days(days) + HOUR) for days in (7, 8, 9))
    provider.content = calendar_of(stays, goes)
    read(cast)
    with user_context(cast.coach.user_id), transaction.atomic():
        kept = BusyPeriod.objects.get(period=stays).pk
    provider.content = calendar_of(stays, comes)
    make_due(cast)
    read(cast)
    assert periods(cast) == [stays, comes]
    with user_context(cast.coach.user_id), transaction.atomic():
        assert BusyPeriod.objects.get(period=stays).pk == kept


def test_only_a_window_is_kept(cast, calendar, provider):
    provider.content = calendar_of(
        (in_days(-5), in_days(-5) + HOUR), (in_days(390), in_days(390) + HOUR), (in_days(402), in_days(402) + HOUR)
    )
    read(cast)
    assert periods(cast) == [(in_days(390), in_days(390) + HOUR)]


def test_nothing_but_busy_is_kept_and_nothing_is_logged(cast, calendar, provider, caplog):
    caplog.set_level(logging.DEBUG)
    provider.content = calendar_of((in_days(7), in_days(7) + HOUR))
    read(cast)
    provider.status = 500
    make_due(cast)
    read(cast)
    provider.status, provider.content = 200, b"canary-event-title"
    make_due(cast)
    found = read(cast)
    with user_context(cast.coach.user_id), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT c::text, p::text FROM scheduling_busycalendar c JOIN scheduling_busyperiod p ON true")
        rows = str(cursor.fetchall())
    assert found.failure == "What is at this address is not a calendar."
    for text in (rows, caplog.text):
        assert "canary" not in text
        assert SECRET not in text
    assert "Work" in rows


def test_unchanged_keeps_what_is_known_and_counts_as_read(cast, calendar, provider):
    provider.etag = '"v1"'
    noon = (timezone.now() + timedelta(days=1)).replace(hour=12, minute=0)
    with at(noon):
        read(cast)
        known = periods(cast)
    provider.content = b"never sent"
    with at(noon + timedelta(minutes=30)):
        found = read(cast)
        assert found.read_at >= noon + timedelta(minutes=30)
    assert periods(cast) == known != []
    assert provider.asked[1]["if-none-match"] == '"v1"'


def test_once_a_day_it_is_read_in_whole_since_the_window_moves(cast, calendar, provider):
    provider.etag = '"v1"'
    far = in_days(402).replace(hour=12)
    provider.content = calendar_of((far, far + HOUR))
    noon = (timezone.now() + timedelta(days=1)).replace(hour=12, minute=0)
    with at(noon):
        read(cast)
    assert periods(cast) == []
    with at(noon + timedelta(days=3)):
        read(cast)
    assert "if-none-match" not in provider.asked[1]
    assert periods(cast) == [(far, far + HOUR)]


def test_another_zone_of_the_person_reads_it_anew(cast, calendar, provider):
    provider.etag = '"v1"'
    noon = (timezone.now() + timedelta(days=1)).replace(hour=12, minute=0)
    with at(noon):
        read(cast)
    cast.coach.user.time_zone = "Europe/Dublin"
    cast.coach.user.save()
    with at(noon + timedelta(minutes=20)):
        found = read(cast)
    assert "if-none-match" not in provider.asked[1]
    assert found.zone == "Europe/Dublin"


def test_failures_wait_longer_each_time_and_the_last_known_times_count(cast, calendar, provider):
    read(cast)
    known, provider.status = periods(cast), 404
    pauses = []
    for _ in range(9):
        make_due(cast)
        found = read(cast)
        pauses.append(round((found.read_due_at - timezone.now()) / timedelta(minutes=1)))
    assert pauses == [5, 10, 20, 40, 80, 160, 320, 360, 360]
    assert (found.failures, found.failure) == (9, "Nothing is at this address.")
    assert periods(cast) == known != []
    provider.status = 200
    make_due(cast)
    found = read(cast)
    assert (found.failures, found.failure) == (0, "")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html>canary</html>", "What is at this address is not a calendar."),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "The calendar breaks off before its end."),
    ],
)
def test_what_is_no_calendar_says_so_in_words(cast, calendar, provider, content, words):
    provider.content = content
    found = read(cast)
    assert found.failure == words
    assert found.read_at is None


def test_a_reader_that_stumbles_fails_and_the_next_calendar_is_read(cast, calendar, provider, monkeypatch, caplog):
    with cast.inside("harbour", cast.mentor.user), transaction.atomic():
        subscribe_calendar(name="Home", address=provider.address, by=cast.mentor)
    real = reading.busy_periods

    def stumbling(content, **arguments):
        if arguments["mine"] == {cast.coach.user.email}:
            raise RuntimeError("canary-content")
        return real(content, **arguments)

    monkeypatch.setattr(reading, "busy_periods", stumbling)
    assert read(cast).failure == "The calendar could not be understood."
    assert now_of(cast, cast.mentor).read_at
    assert "canary" not in caplog.text
    assert "RuntimeError" in caplog.text


def test_an_address_that_leads_back_to_the_portal_is_refused(cast, calendar, provider, settings):
    other = Provider(provider.content)
    settings.SITE_URL = "http://localhost:1"
    provider.leads_to = other.address.replace("127.0.0.1", "localhost")
    found = read(cast)
    other.end()
    assert "an address of this portal" in found.failure
    assert periods(cast) == []


def test_no_transaction_is_open_while_a_server_takes_its_time(transactional_db, cast, calendar, monkeypatch):
    open_then = []
    real = reading.fetch

    def watched(*args, **kwargs):
        open_then.append(connection.in_atomic_block)
        return real(*args, **kwargs)

    monkeypatch.setattr(reading, "fetch", watched)
    found = read(cast)
    assert open_then == [False]
    assert found.read_at


def test_a_claim_is_a_lease_and_who_lost_it_changes_nothing(cast, calendar, provider, monkeypatch):
    """While one worker waits for the server the lease ends and another one claims the calendar."""
    real = reading.fetch
    seen = []

    def slow(*args, **kwargs):
        seen.append(now_of(cast).read_due_at)
        tasks.read_due_calendars_everywhere()  # another worker, while the lease is on
        found = real(*args, **kwargs)
        make_due(cast, read_due_at=in_days(2))  # the lease is over, and somebody else has it
        return found

    monkeypatch.setattr(reading, "fetch", slow)
    found = read(cast)
    assert len(seen) == 1, "the lease kept the other worker away"
    assert seen[0] > timezone.now() + timedelta(minutes=4)
    assert found.read_due_at == in_days(2)
    assert found.read_at is None
    assert periods(cast) == []


def test_a_calendar_that_was_removed_meanwhile_stays_removed(cast, calendar, monkeypatch):
    real = reading.fetch

    def removed(*args, **kwargs):
        found = real(*args, **kwargs)
        with user_context(cast.coach.user_id), transaction.atomic():
            BusyCalendar.objects.all().delete()
        return found

    monkeypatch.setattr(reading, "fetch", removed)
    assert read(cast) is None
    assert periods(cast) == []


def test_who_removes_it_while_its_times_are_written_waits_and_takes_them_along(
    transactional_db, cast, calendar, monkeypatch
):
    real, written, going_on = reading._replace_periods, threading.Event(), threading.Event()

    def slow(*args):
        real(*args)
        written.set()
        going_on.wait(10)

    def work():
        try:
            tasks.read_due_calendars_everywhere()
        finally:
            connections.close_all()

    monkeypatch.setattr(reading, "_replace_periods", slow)
    worker = threading.Thread(target=work)
    worker.start()
    assert written.wait(10)
    threading.Timer(0.5, going_on.set).start()
    with cast.inside("harbour", cast.coach.user), transaction.atomic():
        unsubscribe_calendar(calendar=calendar, by=cast.coach)
    worker.join()
    assert now_of(cast) is None
    assert periods(cast) == []


@pytest.mark.parametrize("gone", ["user", "memberships"])
def test_who_takes_part_nowhere_is_not_read(cast, calendar, provider, gone):
    if gone == "user":
        cast.coach.user.is_active = False
        cast.coach.user.save()
    else:
        for slug, membership in (("harbour", cast.coach), ("northwind", cast.coach_at_northwind)):
            with cast.inside(slug), transaction.atomic():
                membership.is_active = False
                membership.save()
    found = read(cast)
    assert provider.asked == []
    assert found.read_due_at > timezone.now(), "nor asked about at each beat"


def test_who_left_one_of_two_organizations_is_read(cast, calendar, provider):
    with cast.inside("harbour"), transaction.atomic():
        cast.coach.is_active = False
        cast.coach.save()
    read(cast)
    assert len(provider.asked) == 1


def test_a_run_has_an_end_and_the_rest_waits(cast, calendar, provider, monkeypatch):
    with cast.inside("harbour", cast.mentor.user), transaction.atomic():
        subscribe_calendar(name="Home", address=provider.address, by=cast.mentor)
    monkeypatch.setattr(tasks, "LONGEST_RUN", timedelta(seconds=0.3))
    provider.seconds = 0.5
    tasks.read_due_calendars_everywhere()
    assert len(provider.asked) == 1
    tasks.read_due_calendars_everywhere()
    assert len(provider.asked) == 2


def test_a_busy_time_outside_is_in_the_way_of_a_booking(cast, harbour, calendar):
    say_hours(cast.coach, EVERY_HOUR, notice_hours=0)
    engagement = make_contract(cast)
    read(cast)
    booking = {"engagement": engagement, "minutes": 60, "by": place_in(engagement, cast.participant)}
    with alone(cast.participant):
        with pytest.raises(AgainstWishes) as refusal:
            schedule_session(starts_at=in_days(7), heeding=True, **booking)
        assert isinstance(refusal.value, DomainError)
        assert "canary" not in refusal.value.message
        assert "Work" not in refusal.value.message
        schedule_session(starts_at=in_days(7) + 2 * HOUR, heeding=True, **booking)


def test_a_session_of_ours_in_the_calendar_is_not_in_its_own_way(cast, harbour, calendar, provider):
    """Invitations put sessions into people's calendars. These must not be busy with what they are to be moved from."""
    say_hours(cast.coach, EVERY_HOUR, notice_hours=0)
    engagement = make_contract(cast)
    session = make_session(engagement, cast.coach, starts_at=in_days(8))
    invited = file(entry_for(get_own_place(session, cast.coach), timezone.now()))
    provider.content = invited.replace(b"END:VCALENDAR", b"") + provider.content.partition(b"VERSION:2.0\r\n")[2]
    read(cast)
    assert periods(cast) == [(in_days(7), in_days(7) + HOUR)]
    moved = {"minutes": 60, "by": place_in(engagement, cast.participant), "heeding": True}
    with alone(cast.participant):
        move_session(session=session, starts_at=in_days(8) + HOUR / 2, **moved)


def test_a_session_of_another_portal_counts(cast, calendar, provider):
    uid = uid_of(calendar.pk, "https://another.example")
    provider.content = provider.content.replace(b"UID:0", f"UID:{uid}".encode())
    read(cast)
    assert periods(cast) == [(in_days(7), in_days(7) + HOUR)]


def test_who_watches_comes_first_and_then_who_has_waited_longest(cast, calendar, provider):
    now = timezone.now()
    for number, person in enumerate((cast.mentor, cast.participant, cast.member)):
        with cast.inside("harbour", person.user), transaction.atomic():
            subscribe_calendar(name="Work", address=provider.address, by=person)
            BusyCalendar.objects.update(awaited=False, read_due_at=now - timedelta(minutes=(5, 9, 7)[number]))
    waiting = people_due("calendars_due", timezone.now())
    people = (cast.coach, cast.participant, cast.member, cast.mentor)
    assert waiting == [person.user_id for person in people]
