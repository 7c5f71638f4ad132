"""Moving and cancelling several sessions of a series in one step."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from portal.audit.models import AuditEntry
from portal.errors import DomainError, NotAllowed
from portal.outbox.models import OutboxEvent
from programs.scheduling.actions import (
    AgainstWishes,
    cancel_session,
    cancel_sessions_of_series,
    move_session,
    move_sessions_of_series,
    propose_times,
    propose_topic,
    reply_to_session,
    schedule_series,
)
from programs.scheduling.lifecycle import ProposalState, Scope, SessionState
from programs.scheduling.models import Proposal, Session, SessionPlace
from programs.scheduling.queries import place_in_series
from tests.factories.scheduling import (
    at,
    in_days,
    make_circle,
    make_cohort,
    make_contract,
    make_series,
    make_session,
    place_in,
    weekly_from,
)

AN_HOUR = timedelta(hours=1)


def starts() -> list[datetime]:
    return list(Session.objects.filter(series__isnull=False).order_by("starts_at").values_list("starts_at", flat=True))


def fresh(session) -> Session:
    return Session.objects.select_related("engagement__program").get(pk=session.pk)


def move(session, by, *, scope=Scope.ALL, shift=AN_HOUR, minutes=60, **fields) -> int:
    place = place_in(session.engagement, by)
    values = {"starts_at": session.starts_at + shift, "minutes": minutes, **fields}
    return move_sessions_of_series(session=fresh(session), scope=scope, by=place, **values)


def events(name: str):
    return OutboxEvent.objects.filter(name=f"scheduling.{name}")


@pytest.mark.parametrize(
    ("scope", "moved"), [(Scope.ONE, [1]), (Scope.FOLLOWING, [1, 2, 3]), (Scope.ALL, [0, 1, 2, 3])]
)
def test_as_many_move_as_are_meant(cast, harbour, scope, moved):
    sessions = make_series(make_circle(cast), cast.mentor)
    assert move(sessions[1], cast.mentor, scope=scope, reason="The room is taken") == len(moved)
    for number, session in enumerate(sessions):
        now = fresh(session)
        is_moved = number in moved
        assert now.starts_at == session.starts_at + (AN_HOUR if is_moved else timedelta())
        assert (now.sequence, now.moved_from) == ((1, session.starts_at) if is_moved else (0, None))
        assert now.change_reason == ("The room is taken" if is_moved else None)
        assert {row.period.lower for row in now.places.all()} == {now.starts_at}
        assert now.remind_at == now.starts_at - timedelta(hours=24)


def test_one_event_says_which_moved_and_from_where(cast, harbour):
    sessions = make_series(make_circle(cast), cast.mentor)
    move(sessions[2], cast.participant, scope=Scope.FOLLOWING)
    event = events("SeriesMoved").get()
    assert event.subject_id == sessions[0].series_id
    assert event.payload["sessions"] == [
        {"id": str(row.pk), "sequence": 1, "was": row.starts_at.isoformat()} for row in sessions[2:]
    ]
    assert event.payload["moved_by"] == str(cast.participant.pk)
    assert not events("SessionMoved").exists()
    assert AuditEntry.objects.filter(verb="moved", subject_id=sessions[0].series_id).count() == 1


def test_one_may_go_to_where_the_next_one_was(cast, harbour):
    sessions = make_series(make_circle(cast), cast.mentor)
    move(sessions[0], cast.mentor, shift=timedelta(weeks=1))
    assert starts() == weekly_from(in_days(14), 4)
    assert SessionPlace.objects.filter(blocks=True).count() == 12


def test_replies_are_asked_again_and_topics_stay(cast, harbour):
    circle = make_circle(cast)
    sessions = make_series(circle, cast.mentor)
    reply_to_session(session=sessions[1], by=place_in(circle, cast.member), coming=False)
    propose_topic(engagement=circle, session=sessions[1], text="Saying no", by=place_in(circle, cast.member))
    move(sessions[0], cast.mentor)
    assert set(SessionPlace.objects.values_list("reply", "blocks")) == {("", True)}
    assert sessions[1].topics.count() == 1


def test_those_that_were_moved_alone_shift_by_the_same_change(cast, harbour):
    circle = make_circle(cast)
    sessions = make_series(circle, cast.mentor)
    by = place_in(circle, cast.mentor)
    move_session(session=fresh(sessions[2]), starts_at=sessions[2].starts_at + 3 * AN_HOUR, minutes=60, by=by)
    move(sessions[0], cast.mentor)
    assert fresh(sessions[2]).starts_at == sessions[2].starts_at + 4 * AN_HOUR


def test_held_and_cancelled_ones_stay_as_they_are(cast, harbour):
    circle = make_circle(cast)
    sessions = make_series(circle, cast.mentor)
    cancel_session(session=sessions[3], by=place_in(circle, cast.mentor))
    with at(sessions[0].ends_at):
        assert move(sessions[2], cast.mentor) == 2
    assert [fresh(row).sequence for row in sessions] == [0, 1, 1, 1]  # the last by its cancellation
    assert fresh(sessions[3]).starts_at == sessions[3].starts_at


@pytest.mark.parametrize(
    ("zone", "first"),
    [
        ("Europe/Lisbon", datetime(2027, 3, 18, 18)),  # noqa: DTZ001 - on the wall
        ("Europe/Lisbon", datetime(2027, 10, 21, 18)),  # noqa: DTZ001
        ("America/New_York", datetime(2027, 3, 4, 18)),  # noqa: DTZ001
        ("America/New_York", datetime(2027, 10, 28, 18)),  # noqa: DTZ001
    ],
)
def test_they_move_on_the_wall_also_after_clocks_have_changed(cast, harbour, zone, first):
    """A day later and at 17:30: that is so before and after, whoever moves it from wherever."""
    zone = ZoneInfo(zone)
    cast.mentor.user.time_zone = zone
    cast.mentor.user.save()
    with time_machine.travel(datetime(2027, 1, 4, 9, tzinfo=UTC), tick=False):
        circle = make_circle(cast)
        walls = [first + timedelta(weeks=week) for week in range(4)]
        times = [wall.replace(tzinfo=zone).astimezone(UTC) for wall in walls]
        sessions = schedule_series(engagement=circle, starts=times, minutes=60, by=place_in(circle, cast.mentor))
        move(sessions[0], cast.participant, shift=timedelta(hours=23, minutes=30))
    expected = [wall + timedelta(hours=23, minutes=30) for wall in walls]
    assert [moment.astimezone(zone).replace(tzinfo=None) for moment in starts()] == expected
    assert {str(row.time_zone) for row in Session.objects.all()} == {str(zone)}
    assert [row.wall_time for row in Session.objects.order_by("starts_at")] == [
        wall.isoformat(timespec="minutes") for wall in expected
    ]


def test_a_time_that_clocks_skip_or_show_twice_moves_nothing_and_is_named(cast, harbour):
    zone = ZoneInfo("Europe/Lisbon")
    cast.mentor.user.time_zone = zone
    cast.mentor.user.save()
    with time_machine.travel(datetime(2027, 1, 4, 9, tzinfo=UTC), tick=False):
        circle = make_circle(cast)
        first = datetime(2027, 3, 21, 9, tzinfo=zone)
        times = [(first + timedelta(weeks=week)).astimezone(UTC) for week in range(3)]
        sessions = schedule_series(engagement=circle, starts=times, minutes=60, by=place_in(circle, cast.mentor))
        with pytest.raises(DomainError, match="clocks in Lisbon change, and these minutes are skipped") as refusal:
            move(sessions[0], cast.mentor, shift=timedelta(hours=-7, minutes=-30))
    assert "Sunday 28 March, 01:30" in refusal.value.message
    assert starts() == times


def test_one_clash_moves_nothing_and_all_clashes_are_named(cast, harbour):
    sessions = make_series(make_circle(cast), cast.mentor)
    contract = make_contract(cast)
    for week in (1, 3):
        make_session(contract, cast.coach, starts_at=sessions[week].starts_at + AN_HOUR)
    with pytest.raises(DomainError) as refusal:
        move(sessions[0], cast.mentor)
    assert refusal.value.message.count("Amara Okafor has another session") == 2
    assert refusal.value.message.endswith("Nothing was moved.")
    assert starts() == weekly_from(in_days(7), 4)
    assert not events("SeriesMoved").exists()


def test_learners_who_are_busy_then_do_not_hold_it_up(cast, harbour):
    cohort = make_cohort(cast)
    sessions = make_series(cohort, cast.trainer)
    make_session(make_circle(cast), cast.mentor, starts_at=sessions[1].starts_at + AN_HOUR)
    move(sessions[0], cast.trainer)
    busy = SessionPlace.objects.filter(session__in=sessions, blocks=False)
    assert {(row.session_id, row.reply) for row in busy} == {(sessions[1].pk, "not_coming")}
    assert events("SeriesMoved").get().payload["busy"] == {str(cast.participant.pk): 1, str(cast.member.pk): 1}


def test_length_place_and_call_go_over_only_where_they_are_changed(cast, harbour):
    circle = make_circle(cast)
    sessions = make_series(circle, cast.mentor, place="Room 4")
    by = place_in(circle, cast.mentor)
    move_session(
        session=fresh(sessions[1]), starts_at=sessions[1].starts_at, minutes=60, by=by, place="Room 9", join_url=""
    )
    move(sessions[0], cast.mentor, minutes=90, place="Room 4", join_url="https://call.example")
    assert [(row.minutes, row.place, row.join_url) for row in map(fresh, sessions)] == [
        (90, "Room 4", "https://call.example"),
        (90, "Room 9", "https://call.example"),
        (90, "Room 4", "https://call.example"),
        (90, "Room 4", "https://call.example"),
    ]


def test_another_room_for_all_leaves_the_times_and_replies(cast, harbour):
    circle = make_circle(cast)
    sessions = make_series(circle, cast.mentor)
    reply_to_session(session=sessions[1], by=place_in(circle, cast.member), coming=False)
    assert move(sessions[0], cast.mentor, shift=timedelta(), place="Room 9") == 4
    assert set(Session.objects.values_list("place", "sequence")) == {("Room 9", 1)}
    assert SessionPlace.objects.filter(blocks=False).count() == 1
    assert not events("SeriesMoved").exists()
    assert len(events("SeriesPlaceChanged").get().payload["sessions"]) == 4


def test_moving_them_to_where_they_are_says_so(cast, harbour):
    sessions = make_series(make_circle(cast), cast.mentor)
    with pytest.raises(DomainError, match="at these times already"):
        move(sessions[0], cast.mentor, shift=timedelta())


@pytest.mark.parametrize(
    ("shift", "minutes", "said"),
    [
        (timedelta(days=-30), 60, "past"),
        (timedelta(days=729), 60, "two years"),
        (timedelta(), -5, "between a minute"),
        (timedelta(), 721, "between a minute"),
    ],
)
def test_what_can_be_no_time_is_refused(cast, harbour, shift, minutes, said):
    sessions = make_series(make_circle(cast), cast.mentor)
    with pytest.raises(DomainError, match=said):
        move(sessions[0], cast.mentor, shift=shift, minutes=minutes)
    assert starts() == weekly_from(in_days(7), 4)


def test_a_length_at_which_they_would_overlap_is_refused(cast, harbour):
    circle = make_circle(cast)
    sessions = make_series(circle, cast.mentor, number=2)
    move(sessions[1], cast.mentor, scope=Scope.ONE, shift=timedelta(days=-7, hours=2))
    with pytest.raises(DomainError, match="overlap"):
        move(sessions[0], cast.mentor, shift=timedelta(), minutes=150)


def test_who_looks_at_an_old_page_is_told(cast, harbour):
    circle = make_circle(cast)
    stale = fresh(make_series(circle, cast.mentor)[1])
    by = place_in(circle, cast.mentor)
    move(stale, cast.mentor, scope=Scope.ONE)
    values = {"session": stale, "scope": Scope.ALL, "by": by}
    with pytest.raises(DomainError, match="Somebody else changed this"):
        move_sessions_of_series(starts_at=in_days(9), minutes=60, **values)
    with pytest.raises(DomainError, match="Somebody else changed this"):
        cancel_sessions_of_series(**values)


def test_sent_twice_they_move_once(cast, harbour):
    circle = make_circle(cast)
    sessions = make_series(circle, cast.mentor)
    seen = fresh(sessions[0])
    again = fresh(sessions[0])
    values = {"scope": Scope.ALL, "starts_at": in_days(7) + AN_HOUR, "minutes": 60, "by": place_in(circle, cast.mentor)}
    move_sessions_of_series(session=seen, **values)
    with pytest.raises(DomainError):
        move_sessions_of_series(session=again, **values)
    assert starts() == weekly_from(in_days(7) + AN_HOUR, 4)


def test_one_that_begins_too_soon_needs_a_yes_and_holds_the_others_back(cast, harbour):
    sessions = make_series(make_circle(cast), cast.mentor)
    with at(sessions[0].starts_at - timedelta(hours=3)):
        with pytest.raises(DomainError, match="begins too soon to be moved without the other’s yes") as refusal:
            move(sessions[0], cast.participant)
        assert refusal.value.field == "scope"
        assert starts() == [row.starts_at for row in sessions]
        assert move(sessions[1], cast.participant, scope=Scope.FOLLOWING) == 3


def test_with_heed_somebodys_wishes_hold_it_back(cast, harbour):
    contract = make_contract(cast)
    sessions = make_series(contract, cast.coach, starts_at=in_days(7, hour=14))
    night = timedelta(hours=10)
    with pytest.raises(AgainstWishes):
        move(sessions[0], cast.participant, shift=night, heeding=True)
    assert move(sessions[0], cast.participant, shift=night) == 4


def test_times_that_were_proposed_for_them_are_of_no_use_any_more(cast, harbour):
    contract = make_contract(cast)
    sessions = make_series(contract, cast.coach)
    propose_times(
        engagement=contract,
        moves=fresh(sessions[2]),
        starts=[in_days(40)],
        minutes=60,
        by=place_in(contract, cast.participant),
    )
    move(sessions[0], cast.coach)
    assert Proposal.objects.get().state == ProposalState.WITHDRAWN


@pytest.mark.parametrize("who", ["sponsor", "learner"])
def test_sponsors_and_learners_change_nothing(cast, harbour, who):
    engagement, lead = (make_contract(cast), cast.coach) if who == "sponsor" else (make_cohort(cast), cast.trainer)
    sessions = make_series(engagement, lead)
    person = cast.sponsor if who == "sponsor" else cast.participant
    with pytest.raises(NotAllowed):
        move(sessions[0], person)
    with pytest.raises(NotAllowed):
        cancel_sessions_of_series(session=sessions[0], scope=Scope.ALL, by=place_in(engagement, person))


@pytest.mark.parametrize(("scope", "left"), [(Scope.ONE, [0, 2, 3]), (Scope.FOLLOWING, [0]), (Scope.ALL, [])])
def test_as_many_are_cancelled_as_are_meant(cast, harbour, scope, left):
    circle = make_circle(cast)
    sessions = make_series(circle, cast.mentor)
    topic = propose_topic(
        engagement=circle, session=sessions[1], text="Saying no", by=place_in(circle, cast.participant)
    )
    number = cancel_sessions_of_series(
        session=fresh(sessions[1]), scope=scope, by=place_in(circle, cast.mentor), reason="I am ill"
    )
    assert number == 4 - len(left)
    planned = Session.objects.filter(state=SessionState.CONFIRMED).order_by("starts_at")
    assert [row.pk for row in planned] == [sessions[place].pk for place in left]
    gone = Session.objects.filter(state=SessionState.CANCELLED)
    assert {(row.sequence, row.change_reason, row.remind_at) for row in gone} == {(1, "I am ill", None)}
    assert not SessionPlace.objects.filter(session__in=gone, blocks=True).exists()
    topic.refresh_from_db()
    assert topic.session_id == (sessions[left[0]].pk if left else None)


def test_cancelling_the_rest_keeps_what_has_begun_and_is_one_event(cast, harbour):
    circle = make_circle(cast)
    sessions = make_series(circle, cast.mentor)
    with at(sessions[0].starts_at + timedelta(minutes=5)):
        by = place_in(circle, cast.mentor)
        assert cancel_sessions_of_series(session=fresh(sessions[1]), scope=Scope.ALL, by=by) == 3
    assert fresh(sessions[0]).is_planned
    event = events("SeriesCancelled").get()
    assert event.payload["sessions"] == [{"id": str(row.pk), "sequence": 1} for row in sessions[1:]]
    assert not events("SessionCancelled").exists()


def test_a_session_knows_where_it_stands_and_cancelled_ones_do_not_count(cast, harbour):
    circle = make_circle(cast)
    sessions = make_series(circle, cast.mentor)
    cancel_session(session=sessions[0], by=place_in(circle, cast.mentor))
    found = place_in_series(fresh(sessions[2]))
    assert (found.number, found.count, found.following, found.planned) == (2, 3, 1, 3)
    assert place_in_series(fresh(sessions[0])).number == 0
    assert place_in_series(make_session(circle, cast.mentor, starts_at=in_days(3))) is None
