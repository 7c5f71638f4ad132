"""Every action takes its locks in the order of actions/locks.py: so nobody waits in a circle."""

import re
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection

from programs.engagements.models import Participation
from programs.mentoring.actions import add_member, end_circle, leave_circle, replace_mentor
from programs.notes.actions import write_up_session
from programs.scheduling.actions import (
    accept_time,
    add_person_to_sessions,
    cancel_session,
    cancel_sessions_of_series,
    change_hours,
    decide_poll,
    decline_times,
    move_session,
    move_sessions_of_series,
    open_poll,
    propose_times,
    reply_to_session,
    schedule_series,
    schedule_session,
    take_days_off,
    vote,
    withdraw_times,
)
from programs.scheduling.lifecycle import Answer
from programs.training.actions import cancel_cohort, change_cohort, enroll, enroll_people, withdraw
from tests.cast import make_member
from tests.factories import coaching, mentoring, training
from tests.factories.covenant import sign_for_all
from tests.factories.hours import alone, say_hours
from tests.factories.scheduling import at, in_days, make_engagement, make_session, place_in, weekly_from

ORDER = {
    "coaching_contract": 0,
    "mentoring_circle": 0,
    "training_cohort": 0,
    "engagements_engagement": 1,
    "scheduling_poll": 1.5,
    "accounts_user": 2,
    "scheduling_session": 3,
    "scheduling_proposal": 4,  # after the session that it would move; its own times come after it
}
ALL = "all of an engagement"
LOCKS = re.compile(r'^SELECT .*? FROM "(?P<table>\w+)".* FOR (NO KEY )?UPDATE', re.DOTALL)
WRITES = re.compile(r'^UPDATE "(?P<table>\w+)"')


@contextmanager
def in_order(*, but: str = "", held=()):
    """Fail when a statement inside waits for a row that should have been taken earlier.

    Args:
        but: instead, such a statement is expected on this table.
        held: sessions that a proposal holds, which come after the proposal.
    """
    taken, wrong = [], []

    def watch(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        found = LOCKS.match(sql) or WRITES.match(sql)
        if found and found["table"] in ORDER and context["cursor"].rowcount > 0:
            rows = {str(value) for value in params or () if isinstance(value, UUID)}
            if found.re is LOCKS and found["table"] == "scheduling_session" and '"id" = ' not in sql:
                rows.add(ALL)
            if not rows & {str(session.pk) for session in held}:
                _take(found["table"], rows, taken, wrong)
        return result

    with connection.execute_wrapper(watch):
        yield
    assert taken, "nothing was locked"
    if but:
        assert any(line.startswith(but) for line in wrong), wrong
    else:
        assert wrong == []


def _take(table, rows, taken, wrong) -> None:
    held = {row for one, ids in taken if one == table for row in ids}
    if ALL in held or (rows & held and (table != "accounts_user" or rows <= held)):
        return  # it is ours already
    late = ORDER[table] < max((ORDER[one] for one, _ in taken), default=0)
    if late or (table == "accounts_user" and held):  # people are taken by one sorted statement, no more
        wrong.append(f"{table} after {taken[-1][0]}")
    taken.append((table, rows))


@pytest.fixture
def circle(cast, harbour):
    made = mentoring.make_circle(cast)
    sign_for_all(made.engagement)
    make_session(made.engagement, cast.mentor)
    return made


@pytest.fixture
def session(circle):
    return circle.engagement.sessions.select_related("engagement__program").get()


def test_the_watch_sees_a_person_locked_after_a_session(cast, circle, session):
    """The twin: what is wrong is found."""
    with in_order(but="accounts_user"):
        cancel_session(session=session, by=place_in(circle.engagement, cast.mentor))
        add_person_to_sessions(participation=place_in(circle.engagement, cast.member))


def test_sessions_of_a_circle(cast, circle, session):
    mentor, amara = place_in(circle.engagement, cast.mentor), place_in(circle.engagement, cast.participant)
    with in_order():
        schedule_session(engagement=circle.engagement, starts_at=in_days(3), minutes=60, by=amara, topic="Saying no")
    with in_order():
        reply_to_session(session=session, by=amara, coming=False)
    with in_order():
        move_session(session=session, starts_at=in_days(8), minutes=60, by=mentor)
    with in_order():
        cancel_session(session=session, by=mentor)


def test_series(cast, circle):
    amara = place_in(circle.engagement, cast.participant)
    with in_order():
        sessions = schedule_series(
            engagement=circle.engagement, starts=weekly_from(in_days(3), 4), minutes=60, by=amara
        )
    with in_order():
        move_sessions_of_series(session=sessions[1], scope="following", starts_at=in_days(11), minutes=60, by=amara)
    sessions[0].refresh_from_db()
    with in_order():
        cancel_sessions_of_series(session=sessions[0], scope="all", by=amara)


def test_hours_that_leave_sessions_outside(cast, circle, session):
    other = make_session(coaching.agreed(cast).engagement, cast.coach, starts_at=in_days(8))
    days = {"since": in_days(7).date(), "until": in_days(8).date()}
    answers = {session.pk: Answer.CANCEL, other.pk: Answer.AWAY}
    with cast.inside("harbour", cast.participant.user), in_order():
        change_hours(step=take_days_off, by=cast.participant, answers=answers, **days)
    other.refresh_from_db()
    assert not other.places.get(user=cast.participant.user).blocks


def test_polls(cast, circle):
    amara, mentor = place_in(circle.engagement, cast.participant), place_in(circle.engagement, cast.mentor)
    values = {"options": [in_days(10), in_days(11)], "minutes": 60, "closes_at": in_days(4), "quorum": 2}
    with in_order():
        poll = open_poll(engagement=circle.engagement, by=mentor, **values)
    option = poll.options.first()
    with in_order():
        vote(poll=poll, answers={option.pk: "yes"}, by=amara)
    with in_order():
        decide_poll(poll=poll, option=option, by=mentor)


def test_proposals(cast, circle, session):
    mentor, amara = place_in(circle.engagement, cast.mentor), place_in(circle.engagement, cast.participant)
    engagement, starts = circle.engagement, [in_days(10), in_days(11)]
    with in_order():
        first = propose_times(engagement=engagement, starts=starts, minutes=60, by=amara)
    chosen = first.times.first()
    with in_order(held=[chosen]):
        accept_time(proposal=first, session=chosen, by=mentor)
    for answer in (decline_times, withdraw_times):
        other = propose_times(engagement=engagement, starts=[in_days(12)], minutes=60, by=amara, moves=session)
        with in_order():
            answer(proposal=other, by=mentor if answer is decline_times else amara)
    last = propose_times(engagement=engagement, starts=[in_days(12)], minutes=60, by=amara, moves=session)
    with in_order():
        accept_time(proposal=last, session=last.times.get(), by=mentor)
    session.refresh_from_db()
    assert session.starts_at == in_days(12)
    propose_times(engagement=engagement, starts=[in_days(13)], minutes=60, by=amara, moves=session)
    with in_order():
        cancel_session(session=session, by=amara)


@pytest.mark.parametrize("answer", ["cancel", "away", "keep"])
def test_days_off_with_what_becomes_of_the_sessions(cast, circle, session, answer):
    """Two engagements, so that the second is not locked behind the person of the first."""
    say_hours(cast.participant, {weekday: [(0, 1440)] for weekday in range(7)})
    people = {"coach": cast.coach, "client": cast.participant}
    other = make_session(make_engagement(by=cast.administrator, people=people), cast.coach, starts_at=in_days(8))
    answers = dict.fromkeys([session.pk, other.pk], answer)
    day = session.starts_at.date()
    with alone(cast.participant), in_order():
        settled = change_hours(
            step=take_days_off, by=cast.participant, answers=answers, since=day, until=day + timedelta(days=3)
        )
    assert (settled.cancelled, settled.away) == {"cancel": (2, 0), "away": (0, 2), "keep": (0, 0)}[answer]


@pytest.mark.parametrize("held", [True, False])
def test_writing_up(cast, circle, session, held):
    mentor = place_in(circle.engagement, cast.mentor)
    with at(session.ends_at), cast.inside("harbour", cast.mentor.user), in_order():
        write_up_session(session=session, by=mentor, held=held, came=[mentor.pk], shared="Ask first", own="Quiet")


def test_who_is_in_a_circle(cast, circle):
    with in_order():
        add_member(circle=circle, membership=cast.bystander, by=cast.administrator)
    with in_order():
        leave_circle(circle=circle, by=place_in(circle.engagement, cast.member))
    with in_order():
        replace_mentor(circle=circle, membership=cast.participant, by=cast.administrator)
    assert place_in(circle.engagement, cast.participant).leads
    with in_order():
        end_circle(circle=circle, by=cast.administrator)


def test_a_contract(cast, harbour):
    contract = coaching.agreed(cast)
    coach = place_in(contract.engagement, cast.coach)
    with in_order():
        propose_times(engagement=contract.engagement, starts=[in_days(5)], minutes=60, by=coach)
    with in_order():
        session = schedule_session(engagement=contract.engagement, starts_at=in_days(3), minutes=60, by=coach)
    with at(session.ends_at), cast.inside("harbour", cast.coach.user), in_order():
        write_up_session(session=session, by=coach, held=True, came=[coach.pk], shared="", own="")


def test_a_cohort_with_people_who_wait(cast, harbour):
    cohort = training.make_cohort(cast, sessions=2, seats=1)
    crowd = [make_member(f"Guest{number} Crowd") for number in range(4)]
    with in_order():
        enroll_people(cohort=cohort, learners=crowd, by=cast.trainer)
    with in_order():
        enroll(cohort=cohort, membership=cast.member, by=cast.member)
    first = cohort.enrollments.get(membership=crowd[0])
    first.cohort = cohort
    with in_order():
        withdraw(enrollment=first, by=crowd[0])
    with in_order():
        change_cohort(
            cohort=cohort, name="Spring", seats=3, place="", needed_attendance=1, enrol_until=None, by=cast.trainer
        )
    assert Participation.objects.filter(engagement=cohort.pk, role="learner", left_at__isnull=True).count() == 3
    with in_order():
        cancel_cohort(cohort=cohort, by=cast.administrator)
