"""Booking a series: all of it, or nothing."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.audit.models import AuditEntry
from portal.errors import DomainError, NotAllowed
from portal.outbox.models import OutboxEvent
from programs.engagements.models import Engagement
from programs.scheduling.actions import propose_topic, reply_to_session, schedule_series
from programs.scheduling.models import Series, Session, SessionPlace
from programs.scheduling.rules import TooMany
from tests.factories import coaching
from tests.factories.scheduling import (
    in_days,
    make_circle,
    make_cohort,
    make_contract,
    make_engagement,
    make_series,
    make_session,
    place_in,
    weekly_from,
)

STATEMENTS = 19  # two of them find where to meet: the lead’s own room, the organization’s template


def nothing_was_booked(besides: int = 0) -> bool:
    return not Series.objects.exists() and Session.objects.count() == besides


def test_everybody_who_sits_in_it_gets_a_place_in_each_session(cast, harbour):
    contract = make_contract(cast)
    sessions = make_series(contract, cast.participant, number=12, every=2, place="Room 4", join_url="https://a.example")
    series = Series.objects.get()
    assert series.rule == "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;COUNT=12"
    assert series.created_by == cast.participant
    assert [row.starts_at for row in sessions] == weekly_from(in_days(7), 12, every=2)
    assert {(row.series_id, row.place, row.join_url, row.minutes) for row in Session.objects.all()} == {
        (series.pk, "Room 4", "https://a.example", 60)
    }
    for user in (cast.coach.user, cast.participant.user):
        assert SessionPlace.objects.filter(user=user, blocks=True).count() == 12
    assert not SessionPlace.objects.filter(user=cast.sponsor.user).exists()


def test_each_session_keeps_the_wall_time_and_has_its_own_reminder(cast, harbour):
    contract = make_contract(cast)
    zone = ZoneInfo("America/Sao_Paulo")
    sessions = make_series(contract, cast.coach, starts_at=in_days(30, hour=15))
    assert {str(row.time_zone) for row in sessions} == {str(zone)}
    assert {row.wall_time[-6:] for row in sessions} == {"T12:00"}
    assert all(row.remind_at == row.starts_at - timedelta(hours=24) for row in Session.objects.all())


def test_one_event_names_all_sessions_and_there_is_none_for_each(cast, harbour):
    sessions = make_series(make_circle(cast), cast.mentor)
    event = OutboxEvent.objects.get(name="scheduling.SeriesScheduled")
    assert event.payload["sessions"] == [{"id": str(row.pk), "sequence": 0} for row in sessions]
    assert not OutboxEvent.objects.filter(name="scheduling.SessionScheduled").exists()
    assert AuditEntry.objects.filter(verb="scheduled", subject_id=sessions[0].series_id).count() == 1


@pytest.mark.parametrize("number", [4, 52])
def test_more_sessions_cost_no_more_statements(cast, harbour, number):
    circle = make_circle(cast)
    with CaptureQueriesContext(connection) as asked:
        make_series(circle, cast.mentor, number=number)
    assert len(asked) == STATEMENTS


def test_waiting_topics_move_to_the_first_session(cast, harbour):
    circle = make_circle(cast)
    topic = propose_topic(engagement=circle, text="Saying no", by=place_in(circle, cast.participant))
    sessions = make_series(circle, cast.mentor)
    topic.refresh_from_db()
    assert topic.session_id == sessions[0].pk


@pytest.mark.parametrize("who", ["sponsor", "learner", "bystander"])
def test_others_may_not_book(cast, harbour, who):
    if who == "learner":
        engagement = make_cohort(cast)
        place = place_in(engagement, cast.participant)
    else:
        engagement = make_contract(cast)
        place = place_in(engagement, getattr(cast, who))
    with pytest.raises(NotAllowed):
        schedule_series(engagement=engagement, starts=weekly_from(in_days(3), 3), minutes=60, by=place)
    assert nothing_was_booked()


@pytest.mark.parametrize(
    ("starts", "minutes", "said"),
    [
        ([], 60, "No time is chosen"),
        ([in_days(-1), in_days(6)], 60, "past"),
        ([in_days(6), in_days(731)], 60, "two years"),
        (weekly_from(in_days(3), 53), 60, "at most 52"),
        (weekly_from(in_days(3), 10_000), 60, "at most 52"),
        (weekly_from(in_days(3), 3), 0, "between a minute"),
        (weekly_from(in_days(3), 3), -30, "between a minute"),
        ([in_days(3), in_days(3) + timedelta(minutes=59)], 60, "overlap"),
    ],
)
def test_what_can_be_no_series_is_refused(cast, harbour, starts, minutes, said):
    circle = make_circle(cast)
    with pytest.raises(DomainError, match=said):
        schedule_series(engagement=circle, starts=starts, minutes=minutes, by=place_in(circle, cast.mentor))
    assert nothing_was_booked()


def test_one_time_makes_a_session_without_a_series(cast, harbour):
    circle = make_circle(cast)
    by = place_in(circle, cast.mentor)
    (session,) = schedule_series(engagement=circle, starts=[in_days(3), in_days(3)], minutes=60, by=by)
    assert session.series_id is None
    assert nothing_was_booked(besides=1)


def test_one_taken_time_books_nothing_and_is_named_with_who_is_busy(cast, harbour):
    make_session(make_circle(cast), cast.mentor, starts_at=in_days(21))
    contract = make_contract(cast)
    with pytest.raises(DomainError) as refusal:
        make_series(contract, cast.coach)
    assert "07:00: Amara Okafor has another session at that time." in refusal.value.message  # 10:00 in UTC
    assert refusal.value.message.endswith("Nothing was booked.")
    assert refusal.value.message.count("another session") == 1
    assert nothing_was_booked(besides=1)


def test_a_time_taken_in_another_organization_books_nothing_and_names_nobody(cast):
    with cast.inside("northwind"):
        people = {"coach": cast.coach_at_northwind, "client": cast.stranger_member}
        make_session(make_engagement(by=cast.stranger, people=people), cast.coach_at_northwind, starts_at=in_days(21))
    with cast.inside("harbour"):
        with pytest.raises(DomainError, match="somebody here has another session") as refusal:
            make_series(make_contract(cast), cast.participant)
        assert "Rafael" not in refusal.value.message
        assert nothing_was_booked()


def test_many_taken_times_are_listed_up_to_a_point(cast, harbour):
    make_series(make_circle(cast), cast.mentor, number=9)
    with pytest.raises(DomainError, match="And 3 more times") as refusal:
        make_series(make_contract(cast), cast.participant, number=9)
    assert refusal.value.message.count("you have another session") == 6
    assert len(refusal.value.lines) == 9


def test_a_reply_that_frees_the_time_lets_the_series_in(cast, harbour):
    circle = make_circle(cast)
    session = make_session(circle, cast.mentor, starts_at=in_days(14))
    reply_to_session(session=session, by=place_in(circle, cast.participant), coming=False)
    assert len(make_series(make_contract(cast), cast.coach)) == 4


def test_learners_who_are_busy_do_not_hold_it_up(cast, harbour):
    make_session(make_circle(cast), cast.mentor, starts_at=in_days(14))
    sessions = make_series(make_cohort(cast), cast.trainer)
    busy = SessionPlace.objects.filter(session__in=sessions, blocks=False)
    assert {(row.session_id, row.user_id, row.reply) for row in busy} == {
        (sessions[1].pk, cast.participant.user_id, "not_coming"),
        (sessions[1].pk, cast.member.user_id, "not_coming"),
    }
    event = OutboxEvent.objects.get(name="scheduling.SeriesScheduled")
    assert event.payload["busy"] == {str(cast.participant.pk): 1, str(cast.member.pk): 1}


def test_a_contract_takes_no_more_than_its_sessions(cast, harbour):
    contract = coaching.agreed(cast, budget=5)
    coaching.book(cast, contract, days=2)
    engagement = Engagement.objects.select_related("program").get(pk=contract.pk)
    with pytest.raises(TooMany, match="4 of them can still be booked") as refusal:
        make_series(engagement, cast.coach, number=5)
    assert refusal.value.left == 4
    assert nothing_was_booked(besides=1)
    assert len(make_series(engagement, cast.coach, number=4)) == 4
    with pytest.raises(TooMany, match="All 5 sessions"):
        make_series(engagement, cast.coach, number=2, starts_at=in_days(60))


def test_a_contract_that_is_not_signed_takes_none(cast, harbour):
    contract = coaching.designed(cast)
    engagement = Engagement.objects.select_related("program").get(pk=contract.pk)
    with pytest.raises(DomainError, match="once everybody has signed"):
        make_series(engagement, cast.coach)


def test_sent_twice_it_makes_one_series(cast, harbour):
    contract = coaching.agreed(cast, budget=4)
    engagement = Engagement.objects.select_related("program").get(pk=contract.pk)
    first = make_series(engagement, cast.coach, number=4)
    again = make_series(engagement, cast.coach, number=4)
    assert [row.pk for row in again] == [row.pk for row in first]
    assert Series.objects.count() == 1
    assert OutboxEvent.objects.filter(name="scheduling.SeriesScheduled").count() == 1


def test_the_same_times_of_somebody_else_or_of_another_length_are_a_clash(cast, harbour):
    circle = make_circle(cast)
    make_series(circle, cast.mentor)
    with pytest.raises(DomainError, match="booked here already"):
        make_series(circle, cast.participant)
    with pytest.raises(DomainError, match="booked here already"):
        make_series(circle, cast.mentor, minutes=90)
    assert Series.objects.count() == 1


def test_an_engagement_that_looks_back_takes_none(cast, harbour):
    contract = coaching.evaluating(cast)
    engagement = Engagement.objects.select_related("program").get(pk=contract.pk)
    with pytest.raises(DomainError):
        make_series(engagement, cast.coach)


@pytest.mark.parametrize(
    ("zone", "days"),
    [
        ("Europe/Lisbon", [date(2027, 3, 25), date(2027, 4, 1)]),
        ("Europe/Lisbon", [date(2027, 10, 28), date(2027, 11, 4)]),
        ("America/New_York", [date(2027, 3, 11), date(2027, 3, 18)]),
        ("America/New_York", [date(2027, 11, 4), date(2027, 11, 11)]),
    ],
)
def test_eighteen_is_eighteen_on_both_sides_of_a_change_of_clocks(cast, harbour, zone, days):
    cast.mentor.user.time_zone = ZoneInfo(zone)
    cast.mentor.user.save()
    starts = [datetime.combine(day, time(18), tzinfo=ZoneInfo(zone)) for day in days]
    circle = make_circle(cast)
    with time_machine.travel(datetime(2027, 1, 4, 9, tzinfo=UTC), tick=False):
        sessions = schedule_series(engagement=circle, starts=starts, minutes=60, by=place_in(circle, cast.mentor))
    assert [row.wall_time for row in sessions] == [f"{day}T18:00" for day in days]
    apart = sessions[1].starts_at.astimezone(UTC) - sessions[0].starts_at.astimezone(UTC)
    assert abs(apart - timedelta(weeks=1)) == timedelta(hours=1)
