"""Sessions that a change of hours leaves outside are named before anything is saved, and decided about at once."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from portal.errors import DomainError
from portal.outbox.models import OutboxEvent
from programs.scheduling.actions import (
    SessionsAffected,
    cancel_session,
    change_hours,
    remove_day,
    reply_to_session,
    set_availability,
    set_day,
    take_days_off,
)
from programs.scheduling.models import Session
from programs.scheduling.queries import own_days, wishes_of
from programs.scheduling.timetable import Obstacle
from tests.factories.hours import OFFICE, alone, say_hours, wishes
from tests.factories.scheduling import make_circle, make_cohort, make_contract, make_session, place_in

LISBON = ZoneInfo("Europe/Lisbon")
AFTERNOONS = {weekday: [(13 * 60, 18 * 60)] for weekday in range(5)}


def monday(weeks=2, hour=10, days=0) -> datetime:
    """A time on a Monday to come, or `days` later, on Lisbon's clock; Dublin's is the same."""
    today = timezone.localdate(timezone=LISBON)
    day = today + timedelta(days=7 * weeks - today.weekday() + days)
    return datetime.combine(day, datetime.min.time(), tzinfo=LISBON).replace(hour=hour)


def change(person, step=set_availability, answers=None, message="", **values):
    if step is set_availability:
        values = wishes(person, **values)
    with alone(person):
        return change_hours(step=step, by=person, answers=answers or {}, message=message, **values)


def affected_by(person, step=set_availability, **values):
    """Session and obstacles of everything that is asked about."""
    with pytest.raises(SessionsAffected) as question:
        change(person, step, **values)
    return [(each.own.session, list(each.obstacles)) for each in question.value.affected]


@pytest.fixture
def circle(cast, harbour):
    return make_circle(cast)


@pytest.fixture
def morning(cast, circle):
    return make_session(circle, cast.mentor, starts_at=monday(hour=10))


def test_nothing_is_saved_before_the_person_has_decided(cast, morning):
    say_hours(cast.mentor, OFFICE)
    assert affected_by(cast.mentor, hours=AFTERNOONS) == [(morning, [Obstacle.HOURS])]
    with alone(cast.mentor):
        assert wishes_of(cast.mentor.user).hours == OFFICE


def test_what_is_kept_stays_and_the_hours_are_saved(cast, morning):
    settled = change(cast.mentor, answers={morning.pk: "keep"}, hours=AFTERNOONS)
    assert (settled.cancelled, settled.away, settled.to_move, settled.refusals) == (0, 0, [], [])
    with alone(cast.mentor):
        assert wishes_of(cast.mentor.user).hours == AFTERNOONS
    morning.refresh_from_db()
    assert morning.is_planned


def test_a_cancelled_one_tells_the_others_with_the_message(cast, morning):
    settled = change(cast.mentor, answers={morning.pk: "cancel"}, message="I teach then.", hours=AFTERNOONS)
    assert settled.cancelled == 1
    morning.refresh_from_db()
    assert morning.is_cancelled
    assert morning.change_reason == "I teach then."
    assert OutboxEvent.objects.filter(name="scheduling.SessionCancelled", subject_id=morning.pk).exists()


def test_new_times_are_proposed_afterwards(cast, morning):
    settled = change(cast.mentor, answers={morning.pk: "move"}, hours=AFTERNOONS)
    assert settled.to_move == [morning.pk]
    morning.refresh_from_db()
    assert morning.is_planned


def test_who_stays_away_is_free_then_and_the_session_takes_place(cast, morning):
    settled = change(cast.member, answers={morning.pk: "away"}, hours=AFTERNOONS)
    assert settled.away == 1
    place = morning.places.get(user=cast.member.user)
    assert (place.reply, place.blocks) == ("not_coming", False)
    morning.refresh_from_db()
    assert morning.is_planned


def test_what_never_fitted_or_does_not_block_is_not_asked_about(cast, circle):
    evening = make_session(circle, cast.mentor, starts_at=monday(hour=20))
    missed = make_session(circle, cast.mentor, starts_at=monday(hour=11))
    cancelled = make_session(circle, cast.mentor, starts_at=monday(hour=15))
    place = place_in(circle, cast.mentor)
    with alone(cast.mentor):
        reply_to_session(session=missed, by=place, coming=False)
        cancel_session(session=cancelled, by=place)
    change(cast.mentor, hours={1: [(540, 600)]})
    assert Session.objects.get(pk=evening.pk).is_planned


def test_a_shorter_horizon_or_longer_notice_leaves_what_is_planned_alone(cast, circle):
    make_session(circle, cast.mentor, starts_at=monday(weeks=1))
    make_session(circle, cast.mentor, starts_at=monday(weeks=9))
    change(cast.mentor, notice_hours=400, horizon_days=21)


def test_buffers_and_limits_count_too(cast, circle):
    first, second, third = (make_session(circle, cast.mentor, starts_at=monday(hour=hour)) for hour in (10, 11, 14))
    assert affected_by(cast.mentor, buffer_after=15) == [(first, [Obstacle.BUFFER]), (second, [Obstacle.BUFFER])]
    full = [Obstacle.DAY_FULL]
    assert affected_by(cast.mentor, most_per_day=2) == [(first, full), (second, full), (third, full)]
    assert affected_by(cast.mentor, most_per_week=2)[0][1] == [Obstacle.WEEK_FULL]
    change(cast.mentor, most_per_day=3)


def test_another_clock_moves_the_hours(cast, morning):
    assert affected_by(cast.mentor, time_zone=ZoneInfo("America/New_York")) == [(morning, [Obstacle.HOURS])]


def test_days_off_ask_in_the_same_way(cast, circle, morning):
    later = make_session(circle, cast.mentor, starts_at=monday(days=1))
    days = {"since": monday().date(), "until": monday(days=3).date()}
    with pytest.raises(SessionsAffected) as question:
        change(cast.mentor, take_days_off, **days)
    assert [(each.own.session, each.day_off) for each in question.value.affected] == [(morning, True), (later, True)]
    with alone(cast.mentor):
        assert own_days(cast.mentor.user, timezone.localdate()) == []
    answers = {morning.pk: "cancel", later.pk: "keep"}
    assert change(cast.mentor, take_days_off, answers=answers, **days).cancelled == 1
    with alone(cast.mentor):
        assert own_days(cast.mentor.user, timezone.localdate())[0].number == 4
    assert Session.objects.get(pk=later.pk).is_planned


def test_a_days_own_hours_and_their_removal_ask_too(cast, circle):
    saturday = monday(days=5)
    change(cast.mentor, set_day, day=saturday.date(), stretches=[(540, 720)])
    session = make_session(circle, cast.mentor, starts_at=saturday)
    assert affected_by(cast.mentor, set_day, day=saturday.date(), stretches=[(660, 720)])[0][0] == session
    assert affected_by(cast.mentor, remove_day, day=saturday.date())[0][0] == session


def test_a_session_that_appeared_meanwhile_is_asked_about(cast, circle, morning):
    another = make_session(circle, cast.mentor, starts_at=monday(hour=11))
    found = affected_by(cast.mentor, hours=AFTERNOONS, answers={morning.pk: "cancel"})
    assert [session for session, _ in found] == [morning, another]
    assert Session.objects.get(pk=morning.pk).is_planned, "all or nothing"


def test_sessions_of_the_other_organization_are_found_and_cancelled_there(cast):
    with cast.inside("harbour"):
        here = make_session(make_contract(cast), cast.coach, starts_at=monday(hour=14))
    with cast.inside("northwind"):
        people = {"coach": cast.coach_at_northwind, "client": cast.stranger_member}
        from tests.factories.scheduling import make_engagement  # noqa: PLC0415 - its own organization

        there = make_session(
            make_engagement(by=cast.stranger, people=people), cast.coach_at_northwind, starts_at=monday(hour=16)
        )
    with cast.inside("harbour"):
        with pytest.raises(SessionsAffected) as question:
            change(cast.coach, hours={6: [(0, 60)]})
        assert [(each.own.session.pk, each.own.organization.slug) for each in question.value.affected] == [
            (here.pk, "harbour"),
            (there.pk, "northwind"),
        ]
        answers = {here.pk: "keep", there.pk: "cancel"}
        assert change(cast.coach, answers=answers, hours={6: [(0, 60)]}).cancelled == 1
        assert Session.objects.get(pk=here.pk).is_planned
    with cast.inside("northwind"):
        found = Session.objects.get(pk=there.pk)
        assert (found.is_cancelled, found.cancelled_by) == (True, cast.coach_at_northwind)
        assert OutboxEvent.objects.filter(subject_id=there.pk, name="scheduling.SessionCancelled").exists()


def test_a_refusal_is_said_and_holds_up_nothing_else(cast, circle, morning):
    course = make_session(make_cohort(cast), cast.trainer, starts_at=monday(hour=12))
    answers = {morning.pk: "cancel", course.pk: "cancel"}
    settled = change(cast.participant, answers=answers, hours=AFTERNOONS)
    assert settled.cancelled == 1
    (refusal,) = settled.refusals
    assert refusal.startswith("Difficult conversations, Monday ")
    assert refusal.endswith(" 12:00 Lisbon time: This session cannot be cancelled any more.")
    assert Session.objects.get(pk=course.pk).is_planned
    with alone(cast.participant):
        assert wishes_of(cast.participant.user).hours == AFTERNOONS


def test_a_refused_step_changes_nothing_and_cancels_nothing(cast, morning):
    with pytest.raises(DomainError, match="ends before it begins"):
        change(cast.mentor, answers={morning.pk: "cancel"}, hours={0: [(1020, 540)]})
    assert Session.objects.get(pk=morning.pk).is_planned


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_for_more_sessions_that_stay(cast, circle, number, django_assert_num_queries):
    sessions = [make_session(circle, cast.mentor, starts_at=monday(hour=9 + row)) for row in range(number)]
    with alone(cast.mentor), django_assert_num_queries(QUERIES):
        change_hours(
            step=set_availability,
            by=cast.mentor,
            answers=dict.fromkeys([session.pk for session in sessions], "keep"),
            **wishes(cast.mentor, hours=AFTERNOONS),
        )


QUERIES = 25  # most of them the savepoints of the steps; the sessions are one query for each organization
