"""Saying when one is free: the week and the wishes, once for all organizations, seen by nobody else."""

from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction

from portal.audit.models import AuditEntry
from portal.errors import DomainError
from programs.scheduling.actions import hours as hours_actions
from programs.scheduling.actions import set_availability, set_day
from programs.scheduling.models import Availability, DateOverride, WeeklyHours
from programs.scheduling.queries import asks_for_hours, wishes_of
from tests.factories.hours import OFFICE, alone, say_hours, wishes
from tests.factories.scheduling import in_days, make_circle, make_cohort, make_contract

MORNINGS = {0: [(480, 720)], 5: [(1200, 1440), (540, 600)]}


def test_it_stands_in_all_organizations_of_the_person(cast):
    with cast.inside("harbour"):
        say_hours(
            cast.coach, MORNINGS, time_zone=ZoneInfo("Europe/Madrid"), most_per_day=2, call_link="https://a.example/r"
        )
    with cast.inside("northwind", cast.coach.user):
        found = wishes_of(cast.coach.user)
    assert found.said
    assert found.hours == {0: [(480, 720)], 5: [(540, 600), (1200, 1440)]}
    assert (found.time_zone.key, found.most_per_day, found.most_per_week) == ("Europe/Madrid", 2, None)
    assert found.call_link == "https://a.example/r"


def test_until_something_is_said_working_hours_count(cast):
    with cast.inside("harbour", cast.mentor.user):
        found = wishes_of(cast.mentor.user)
    assert not found.said
    assert {day: list(stretches) for day, stretches in found.hours.items()} == OFFICE
    assert (found.notice_hours, found.horizon_days, found.time_zone.key) == (12, 90, "Europe/Dublin")


def test_saving_again_replaces_the_week(cast, harbour):
    say_hours(cast.mentor, OFFICE)
    say_hours(cast.mentor, {6: [(0, 1440)]})
    with alone(cast.mentor):
        assert wishes_of(cast.mentor.user).hours == {6: [(0, 1440)]}
        assert Availability.objects.count() == 1
    say_hours(cast.mentor, {})
    with alone(cast.mentor):
        found = wishes_of(cast.mentor.user)
    assert (found.said, found.hours) == (True, {}), "no hours at all is an answer, too"


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"hours": {1: [(600, 720), (660, 780)]}}, "hours_1", "Tuesday: 10:00 to 12:00 and 11:00 to 13:00 overlap."),
        ({"hours": {2: [(1020, 540)]}}, "hours_2", "ends before it begins"),
        ({"hours": {7: [(540, 600)]}}, None, "seven days"),
        ({"time_zone": "Europe/Atlantis"}, "time_zone", "no such time zone"),
        ({"time_zone": "../etc/passwd"}, "time_zone", "no such time zone"),
        ({"buffer_before": 241}, "buffer_before", "between 0 and 240"),
        ({"buffer_after": -5}, "buffer_after", "between 0 and 240"),
        ({"notice_hours": 1441}, "notice_hours", "at most 1440"),
        ({"horizon_days": 0}, "horizon_days", "between 1 and 730"),
        ({"horizon_days": 731}, "horizon_days", "between 1 and 730"),
        ({"most_per_day": 0}, "most_per_day", "at least one"),
        ({"most_per_week": 0}, "most_per_week", "at least one"),
        ({"notice_hours": 48, "horizon_days": 2}, "notice_hours", "nobody could book you"),
        ({"call_link": "http://calls.example/me"}, "call_link", "begins with https"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_changes(cast, harbour, changes, field, words):
    say_hours(cast.mentor, MORNINGS, buffer_before=10)
    with alone(cast.mentor):
        before = wishes_of(cast.mentor.user)
        with pytest.raises(DomainError, match=words) as refusal:
            set_availability(by=cast.mentor, **wishes(cast.mentor, **changes))
        assert wishes_of(cast.mentor.user) == before
    assert refusal.value.field == field


def test_the_table_itself_refuses_an_overlap_in_the_same_words(cast, harbour, monkeypatch):
    monkeypatch.setattr(hours_actions, "_stretches", lambda weekday, given: list(given))
    say_hours(cast.mentor, MORNINGS)
    with alone(cast.mentor):
        with pytest.raises(DomainError, match=r"Tuesday: 10:00 to 12:00 and 11:00 to 13:00 overlap\."):
            set_availability(by=cast.mentor, **wishes(cast.mentor, hours={1: [(600, 720), (660, 780)]}))
        assert sorted(wishes_of(cast.mentor.user).hours) == [0, 5]


def test_it_is_recorded_without_its_content(cast, harbour):
    say_hours(cast.mentor, MORNINGS, call_link="https://calls.example/canary")
    entry = AuditEntry.objects.get(verb="set hours")
    assert (entry.by_user, entry.subject_id, entry.data) == (cast.mentor.user_id, cast.mentor.user_id, {})


ROWS = [Availability, WeeklyHours, DateOverride]


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)
def test_nobody_else_can_read_a_row(cast, model):
    """Neither another member, nor an administrator here or of the other organization that the person is in."""
    with cast.inside("harbour"):
        say_hours(cast.coach, MORNINGS)
        with alone(cast.coach):
            set_day(by=cast.coach, day=in_days(5).date(), stretches=[])
            assert model.objects.exists()
    for slug, viewer in [
        ("harbour", cast.participant),
        ("harbour", cast.administrator),
        ("northwind", cast.stranger),
        ("northwind", cast.stranger_member),
    ]:
        with cast.inside(slug, viewer.user):
            assert not model.objects.exists(), viewer
            assert not model.objects.filter(user=cast.coach.user).update(user=viewer.user)
            assert not model.objects.all().delete()[0]
    with cast.inside("harbour"):
        assert not model.objects.exists(), "nor whoever works for the organization without a person"
    with cast.inside("northwind", cast.coach.user):
        assert model.objects.exists()


def test_nobody_can_write_for_somebody_else(cast, harbour):
    with alone(cast.administrator), pytest.raises(DatabaseError), transaction.atomic():
        set_availability(by=cast.mentor, **wishes(cast.mentor))
    with alone(cast.mentor):
        assert not Availability.objects.exists()


def test_who_is_booked_by_others_is_asked_until_they_have_said_it(cast, harbour):
    make_circle(cast)
    make_contract(cast)
    make_cohort(cast)
    for person, asked in [
        (cast.mentor, True),
        (cast.participant, True),
        (cast.coach, True),
        (cast.trainer, True),
        (cast.sponsor, False),
        (cast.bystander, False),
        (cast.administrator, False),
    ]:
        with alone(person):
            assert asks_for_hours(person) is asked, person
    say_hours(cast.mentor)
    with alone(cast.mentor):
        assert not asks_for_hours(cast.mentor)
