"""The one door to other people's time tells when, never what, where or with whom, and only those who may ask."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from psycopg.types.range import TimestamptzRange

from programs.scheduling.actions import set_day
from programs.scheduling.models import BusyCalendar, BusyPeriod
from programs.scheduling.queries.timetables import known_times
from tests.factories.hours import alone, say_hours
from tests.factories.scheduling import in_days, make_contract, make_engagement, make_session

CANARIES = ["canary-title", "canary-place", "canary-call", "canary-topic", "canary-name", "canary-calendar"]
MORNINGS = {0: [(480, 720)]}
JSON = ("availability", "hours", "overrides")
COLUMNS = ["user_id", "zone", "availability", "hours", "overrides", "sessions", "busy", "calendars", "read_at"]


@pytest.fixture
def rafael(cast):
    """A coach of both organizations, with everything that could be told of him."""
    with cast.inside("harbour"):
        say_hours(cast.coach, MORNINGS, call_link="https://calls.example/rafael")
        with alone(cast.coach):
            set_day(by=cast.coach, day=in_days(5).date(), stretches=[])
            calendar = BusyCalendar.objects.create(
                user=cast.coach.user,
                name="canary-name",
                address="https://calendar.example/canary-calendar",
                created_at=timezone.now(),
                read_due_at=timezone.now(),
            )
            period = (in_days(6), in_days(6) + timedelta(hours=2))
            BusyPeriod.objects.create(user=cast.coach.user, calendar=calendar, period=period)
        session = make_session(
            make_contract(cast),
            cast.coach,
            starts_at=in_days(7),
            title="canary-title",
            place="canary-place",
            join_url="https://meet.example/canary-call",
            topic="canary-topic",
        )
    return cast.coach.user, session


def ask(*people) -> list[dict]:
    """The whole answer, as the database gives it."""
    since, until = timezone.now(), timezone.now() + timedelta(days=20)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM app.free_busy(%s::uuid[], %s, %s, '{}')", [[p.pk for p in people], since, until])
        assert [column.name for column in cursor.description] == COLUMNS
        rows = [dict(zip(COLUMNS, row, strict=True)) for row in cursor.fetchall()]
    return [
        row | {name: json.loads(row[name] or "null") for name in ("availability", "hours", "overrides")} for row in rows
    ]


def test_somebody_of_the_same_organization_learns_when_and_nothing_else(cast, rafael):
    user, session = rafael
    with cast.inside("harbour", cast.bystander.user):
        (row,) = ask(user)
    assert row["sessions"] == [TimestamptzRange(session.starts_at, session.ends_at, "[)")]
    assert row["busy"] == [TimestamptzRange(in_days(6), in_days(6) + timedelta(hours=2), "[)")]
    assert row["hours"] == [[0, 480, 720]]
    assert row["overrides"] == [[f"{in_days(5):%Y-%m-%d}", None, None]]
    assert (row["calendars"], row["zone"]) == (1, "America/Sao_Paulo")
    told = json.dumps(row, default=str)
    assert not [secret for secret in CANARIES if secret in told]
    for row_id in (session.pk, session.engagement_id, session.organization_id, cast.participant.user_id):
        assert str(row_id) not in told


def test_the_other_organization_learns_of_our_session_that_somebody_is_busy(cast, rafael):
    user, session = rafael
    with cast.inside("northwind", cast.stranger_member.user):
        (row,) = ask(user)
    assert row["sessions"] == [TimestamptzRange(session.starts_at, session.ends_at, "[)")]
    told = json.dumps(row, default=str)
    assert not [secret for secret in CANARIES if secret in told]
    for row_id in (session.pk, session.engagement_id, session.organization_id, cast.harbour.pk, cast.participant.pk):
        assert str(row_id) not in told


def test_people_who_share_no_organization_are_not_answered_for(cast, rafael):
    with cast.inside("harbour"):
        for person in (cast.mentor, cast.participant):
            say_hours(person, MORNINGS)
    people = [cast.mentor.user, cast.participant.user, cast.coach.user]
    for viewer in (cast.stranger, cast.stranger_member):
        with cast.inside("northwind", viewer.user):
            assert [row["user_id"] for row in ask(*people)] == [cast.coach.user_id]
    with cast.inside("harbour", cast.mentor.user):
        assert {row["user_id"] for row in ask(*people, cast.stranger_member.user)} == {user.pk for user in people}


def test_their_shared_organization_must_be_the_one_of_the_context(cast, rafael):
    """Rafael is in both organizations; at Northwind he learns nothing of Harbour's people."""
    user, _ = rafael
    with cast.inside("northwind", user):
        assert [row["user_id"] for row in ask(user, cast.mentor.user, cast.participant.user)] == [user.pk]


def test_who_has_left_is_not_answered_for(cast, rafael):
    user, _ = rafael
    with cast.inside("harbour"):
        assert len(ask(user)) == 1
        cast.coach.is_active = False
        cast.coach.save()
        assert ask(user) == []
        assert known_times([user.pk], timezone.now(), in_days(20)) == {}
    with cast.inside("northwind"):
        assert len(ask(user)) == 1, "he is still there"
    with cast.inside("harbour", user):
        assert len(ask(user)) == 1, "his own time stays his to see"


def test_without_an_organization_only_ones_own_time_is_told(cast, rafael):
    user, _ = rafael
    assert ask(user, cast.mentor.user) == []
    from portal.tenancy.context import user_context  # noqa: PLC0415 - only here

    with user_context(user.pk):
        assert [row["user_id"] for row in ask(user, cast.mentor.user)] == [user.pk]


def test_what_a_booking_page_gets_holds_no_more(cast, rafael):
    user, session = rafael
    with cast.inside("northwind", cast.stranger.user):
        known = known_times([user.pk, cast.mentor.user_id], timezone.now(), in_days(20))
    assert list(known) == [user.pk]
    assert known[user.pk].said
    assert known[user.pk].timetable.sessions == [(session.starts_at, session.ends_at)]
    assert known[user.pk].timetable.hours == {0: [(480, 720)]}
    assert not [secret for secret in CANARIES if secret in repr(known)]


def test_nobody_can_reach_the_tables_behind_it(cast, rafael):
    for slug, viewer in [("harbour", cast.administrator), ("northwind", cast.stranger)]:
        with cast.inside(slug, viewer.user):
            assert not BusyCalendar.objects.exists()
            assert not BusyPeriod.objects.exists()


def test_a_circle_at_northwind_sees_a_session_at_harbour_only_as_taken_time(cast, rafael):
    user, session = rafael
    with cast.inside("northwind"):
        make_engagement(
            by=cast.stranger,
            people={"coach": cast.coach_at_northwind, "client": cast.stranger_member},
            title="Elsewhere",
        )
        (row,) = ask(user)
        assert row["sessions"][0].lower == session.starts_at
        assert session.__class__.objects.count() == 0
