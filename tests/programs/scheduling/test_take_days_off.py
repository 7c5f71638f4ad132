"""Days off, dates with hours of their own, and back to the usual week."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from portal.audit.models import AuditEntry
from portal.errors import DomainError
from programs.scheduling.actions import hours as hours_actions
from programs.scheduling.actions import remove_day, set_day, take_days_off
from programs.scheduling.models import DateOverride
from programs.scheduling.queries import own_days
from tests.factories.hours import alone, say_hours
from tests.factories.scheduling import at

NOON = (600, 720)


@pytest.fixture
def helen(cast, harbour):
    with alone(cast.mentor):
        yield cast.mentor


def today():
    return timezone.localdate(timezone=ZoneInfo("Europe/Dublin"))


def in_days(days):
    return today() + timedelta(days=days)


def seen(person):
    return [(own.since, own.until, own.stretches) for own in own_days(person.user, today())]


def test_days_off_are_taken_in_one_step_and_shown_as_one(helen):
    assert take_days_off(by=helen, since=in_days(3), until=in_days(10)) == 8
    assert seen(helen) == [(in_days(3), in_days(10), ())]
    assert DateOverride.objects.count() == 8


def test_days_that_were_set_before_are_replaced(helen):
    set_day(by=helen, day=in_days(4), stretches=[NOON, (780, 840)])
    assert take_days_off(by=helen, since=in_days(3), until=in_days(5)) == 3
    take_days_off(by=helen, since=in_days(5), until=in_days(6))
    assert seen(helen) == [(in_days(3), in_days(6), ())]
    set_day(by=helen, day=in_days(5), stretches=[NOON])
    assert seen(helen) == [
        (in_days(3), in_days(4), ()),
        (in_days(5), in_days(5), (NOON,)),
        (in_days(6), in_days(6), ()),
    ]


def test_a_day_gets_hours_of_its_own_in_their_order(helen):
    set_day(by=helen, day=in_days(2), stretches=[(780, 1440), NOON])
    set_day(by=helen, day=in_days(3), stretches=[NOON])
    assert seen(helen) == [
        (in_days(2), in_days(2), (NOON, (780, 1440))),
        (in_days(3), in_days(3), (NOON,)),
    ], "only days off are said as one"


def test_days_are_removed_one_by_one_or_in_a_row(helen):
    take_days_off(by=helen, since=in_days(3), until=in_days(6))
    remove_day(by=helen, day=in_days(4))
    assert seen(helen) == [(in_days(3), in_days(3), ()), (in_days(5), in_days(6), ())]
    remove_day(by=helen, day=in_days(3), until=in_days(6))
    remove_day(by=helen, day=in_days(3), until=in_days(6))
    assert seen(helen) == []


@pytest.mark.parametrize(
    ("since", "until", "field", "words"),
    [
        (-1, 2, "since", "is past. Choose a day from today on."),
        (3, 2, "until", "The last day is before the first"),
        (3, 63, "until", "These are 61 days. Take up to 60 at once."),
        (740, 741, "since", "more than two years away"),
    ],
)
def test_days_off_that_cannot_be_are_refused(helen, since, until, field, words):
    with pytest.raises(DomainError, match=words) as refusal:
        take_days_off(by=helen, since=in_days(since), until=in_days(until))
    assert refusal.value.field == field
    assert seen(helen) == []


def test_sixty_days_from_today_are_not_too_many(helen):
    assert take_days_off(by=helen, since=today(), until=in_days(59)) == 60


@pytest.mark.parametrize(
    ("days", "stretches", "field", "words"),
    [
        (-1, [NOON], "day", "is past"),
        (731, [NOON], "day", "more than two years away"),
        (1, [(720, 600)], "stretches", "12:00 to 10:00 ends before it begins"),
        (1, [NOON, (660, 780)], "stretches", "10:00 to 12:00 and 11:00 to 13:00 overlap"),
    ],
)
def test_a_day_that_cannot_be_is_refused(helen, days, stretches, field, words):
    with pytest.raises(DomainError, match=words) as refusal:
        set_day(by=helen, day=in_days(days), stretches=stretches)
    assert refusal.value.field == field
    assert seen(helen) == []


def test_the_table_itself_refuses_an_overlap_in_the_same_words(helen, monkeypatch):
    monkeypatch.setattr(hours_actions, "in_order", lambda day, stretches: list(stretches))
    with pytest.raises(DomainError, match="overlap"):
        set_day(by=helen, day=in_days(1), stretches=[NOON, (660, 780)])
    assert seen(helen) == []


def test_today_is_the_day_on_the_clock_of_the_hours(cast, harbour):
    """At noon in Dublin it is tomorrow already on Kiritimati."""
    say_hours(cast.mentor, time_zone=ZoneInfo("Pacific/Kiritimati"))
    noon = datetime.combine(today() + timedelta(days=20), datetime.min.time(), ZoneInfo("Europe/Dublin")).replace(
        hour=12
    )
    with at(noon), alone(cast.mentor):
        with pytest.raises(DomainError, match="is past"):
            take_days_off(by=cast.mentor, since=noon.date(), until=noon.date())
        assert take_days_off(by=cast.mentor, since=in_days(21), until=in_days(21)) == 1


def test_it_is_recorded_without_saying_which_days(helen):
    take_days_off(by=helen, since=in_days(3), until=in_days(10))
    set_day(by=helen, day=in_days(3), stretches=[NOON])
    remove_day(by=helen, day=in_days(3))
    entries = AuditEntry.objects.filter(by_user=helen.user_id).order_by("at")
    assert [(entry.verb, entry.data) for entry in entries] == [
        ("took days off", {}),
        ("set a day", {}),
        ("removed a day", {}),
    ]
