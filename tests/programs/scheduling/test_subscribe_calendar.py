"""Subscribing a calendar: which addresses, how many, and that nobody else learns of it."""

import pytest
from django.db import connection
from django.utils import timezone

from portal.audit.models import AuditEntry
from portal.errors import DomainError
from programs.scheduling.actions import read_again, subscribe_calendar, unsubscribe_calendar
from programs.scheduling.models import BusyCalendar, BusyPeriod
from tests.factories.hours import alone
from tests.factories.scheduling import in_days

ADDRESS = "https://calendar.example/canary-address/basic.ics"


def subscribe(membership, address=ADDRESS, name="Work") -> BusyCalendar:
    with alone(membership):
        return subscribe_calendar(name=name, address=address, by=membership)


def calendars_of(cast, membership, slug="harbour") -> list[BusyCalendar]:
    with cast.inside(slug, membership.user):
        return list(BusyCalendar.objects.all())


def test_it_is_the_persons_in_all_their_organizations_and_due_at_once(cast, harbour):
    subscribe(cast.coach, " webcal://Calendar.example/canary-address/basic.ics ")
    (found,) = calendars_of(cast, cast.coach, "northwind")
    assert (found.name, found.address) == ("Work", ADDRESS)
    assert found.read_due_at <= timezone.now()
    assert found.read_at is None


def test_nobody_else_sees_it_and_no_organization(cast, harbour):
    subscribe(cast.coach)
    assert calendars_of(cast, cast.coach)
    for other in (cast.administrator, cast.manager, cast.participant):
        assert calendars_of(cast, other) == []
    assert list(BusyCalendar.objects.all()) == [], "nor does an organization without a person"


def test_the_database_holds_no_address(cast, harbour):
    subscribe(cast.coach)
    with alone(cast.coach), connection.cursor() as cursor:
        cursor.execute("SELECT c::text, encode(address, 'escape') FROM scheduling_busycalendar c")
        (row,) = cursor.fetchall()
    assert "canary" not in str(row)
    assert "Work" in str(row), "the row was really looked at"


def test_the_same_address_is_one_calendar_with_the_new_name(cast, harbour):
    subscribe(cast.coach)
    with alone(cast.coach):
        BusyCalendar.objects.update(read_due_at=in_days(1))
    subscribe(cast.coach, "WEBCAL://calendar.example:443/canary-address/basic.ics", name="Practice")
    (found,) = calendars_of(cast, cast.coach)
    assert found.name == "Practice"
    assert found.read_due_at > timezone.now(), "it is read when its time has come"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("calendar.example/basic.ics", "not a whole address"),
        ("http://calendar.example/basic.ics", "not encrypted"),
        ("https://me:secret@calendar.example/basic.ics", "name or password"),
        ("https://calendar.example:22/basic.ics", "port"),
        ("https://portal.example/feeds/mine.ics", "an address of this portal"),
        ("webcal://Portal.example./feeds/mine.ics", "an address of this portal"),
    ],
)
def test_an_address_that_is_not_read_is_refused_at_its_field(cast, harbour, settings, address, words):
    settings.SITE_URL = "https://portal.example"
    with pytest.raises(DomainError, match=words) as refusal:
        subscribe(cast.coach, address)
    assert refusal.value.field == "address"
    assert calendars_of(cast, cast.coach) == []


@pytest.mark.parametrize("name", ["  ", "x" * 61])
def test_a_calendar_has_a_name(cast, harbour, name):
    with pytest.raises(DomainError, match="name") as refusal:
        subscribe(cast.coach, name=name)
    assert refusal.value.field == "name"


def test_there_are_five_at_most(cast, harbour):
    for number in range(5):
        subscribe(cast.coach, f"https://calendar.example/{number}.ics")
    with pytest.raises(DomainError, match="5 calendars already"):
        subscribe(cast.coach)
    subscribe(cast.coach, "https://calendar.example/3.ics", name="Renamed")
    subscribe(cast.mentor)
    assert len(calendars_of(cast, cast.coach)) == 5


def test_removing_it_forgets_its_busy_times(cast, harbour):
    calendar = subscribe(cast.coach)
    with alone(cast.coach):
        BusyPeriod.objects.create(calendar=calendar, period=(in_days(1), in_days(2)))
    with alone(cast.participant):
        unsubscribe_calendar(calendar=calendar, by=cast.participant)
    assert calendars_of(cast, cast.coach), "somebody else’s stays"
    with alone(cast.coach):
        unsubscribe_calendar(calendar=calendar, by=cast.coach)
        assert not BusyCalendar.objects.exists()
        assert not BusyPeriod.objects.exists()


def test_trying_again_makes_it_due_once(cast, harbour):
    calendar = subscribe(cast.coach)
    with alone(cast.coach):
        why = "There is no server of this name."
        BusyCalendar.objects.update(failures=3, failure=why, read_due_at=in_days(1), awaited=False)
        read_again(calendar=calendar, by=cast.coach)
        calendar.refresh_from_db()
        assert calendar.read_due_at <= timezone.now()
        assert (calendar.failures, calendar.failure, calendar.awaited) == (3, why, True)
        BusyCalendar.objects.update(read_due_at=in_days(1))  # a worker has it
        read_again(calendar=calendar, by=cast.coach)
        calendar.refresh_from_db()
        assert calendar.read_due_at > timezone.now(), "its lease is left alone"


def test_what_was_just_read_is_not_read_again(cast, harbour):
    calendar = subscribe(cast.coach)
    with alone(cast.coach):
        BusyCalendar.objects.update(read_at=timezone.now(), read_due_at=in_days(1), awaited=False)
        read_again(calendar=calendar, by=cast.coach)
        calendar.refresh_from_db()
    assert calendar.read_due_at > timezone.now()


def test_the_audit_says_that_and_never_what(cast, harbour):
    calendar = subscribe(cast.coach, name="canary-name")
    with alone(cast.coach):
        unsubscribe_calendar(calendar=calendar, by=cast.coach)
    entries = list(AuditEntry.objects.filter(by_user=cast.coach.user_id))
    assert {entry.verb for entry in entries} >= {"subscribed a calendar", "removed a calendar"}
    assert "canary" not in str([entry.__dict__ for entry in entries])
