"""A zone changes its rules after a session was booked: it stays at the time of day that people agreed on."""

import shutil
import zoneinfo
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import User
from portal.outbox.models import OutboxEvent
from portal.outbox.relay import relay
from programs.notifications.actions import send_due_mail
from programs.notifications.models import Notification
from programs.scheduling.actions import cancel_session, keep_wall_times
from programs.scheduling.models import Session, SessionPlace
from programs.scheduling.tasks import keep_wall_times_everywhere
from tests.factories.scheduling import at, make_circle, make_contract, make_engagement, make_session, place_in

SYSTEM = Path(str(files("tzdata"))) / "zoneinfo"


@contextmanager
def new_rules(folder: Path, **zones: str):
    """Real zone data in which a zone keeps the clock of another one from now on."""
    for key, like in zones.items():
        place = folder / key.replace("__", "/")
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(SYSTEM / like, place)
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath([str(folder), *before])
    ZoneInfo.clear_cache()
    try:
        yield
    finally:
        zoneinfo.reset_tzpath(before)
        ZoneInfo.clear_cache()


def at_ten(zone: str, days: int = 10) -> datetime:
    day = timezone.now().astimezone(ZoneInfo(zone)).date() + timedelta(days=days)
    return datetime.combine(day, time(10), tzinfo=ZoneInfo(zone)).astimezone(UTC)


def fresh(session) -> Session:
    return Session.objects.get(pk=session.pk)


def test_without_new_rules_nothing_happens(cast, harbour):
    session = make_session(make_circle(cast), cast.participant, starts_at=at_ten("Europe/Lisbon"))
    assert keep_wall_times() == 0
    assert fresh(session).sequence == 0


@pytest.mark.parametrize(
    ("who", "zone", "like"),
    [
        ("participant", "Europe/Lisbon", "Europe/Madrid"),
        ("mentor", "Europe/Dublin", "Atlantic/Azores"),
    ],
)
def test_the_session_stays_at_its_time_of_day_and_everybody_is_told(cast, harbour, tmp_path, who, zone, like):
    session = make_session(make_circle(cast), getattr(cast, who), starts_at=at_ten(zone))
    relay()
    send_due_mail()
    Notification.objects.all().delete()
    mail.outbox.clear()
    with new_rules(tmp_path, **{zone.replace("/", "__"): like}):
        assert keep_wall_times() == 1
        moved = fresh(session)
        assert f"{moved.starts_at.astimezone(ZoneInfo(zone)):%H:%M}" == "10:00"
        assert (moved.sequence, moved.moved_from) == (1, session.starts_at)
        assert moved.minutes == 60
        assert keep_wall_times() == 0
        relay()
        send_due_mail()
    place = SessionPlace.objects.filter(session=session).first()
    assert (place.period.lower, place.period.upper) == (moved.starts_at, moved.ends_at)
    assert Notification.objects.filter(kind="session-kept-wall-time").count() == 3
    assert len(mail.outbox) == 3
    assert "The rules of the clock have changed." in mail.outbox[0].body


def test_somebody_who_is_busy_then_keeps_the_session_where_it_is_and_people_hear_once(cast, harbour, tmp_path):
    start = at_ten("Europe/Lisbon")
    session = make_session(make_contract(cast), cast.participant, starts_at=start)
    circle = make_circle(cast)
    in_the_way = make_session(circle, cast.mentor, starts_at=start - timedelta(hours=1))  # meant on Dublin's clock
    with new_rules(tmp_path, Europe__Lisbon="Europe/Madrid"):
        assert keep_wall_times() == 1
        assert fresh(session).starts_at == start
        assert fresh(in_the_way).sequence == 0
        relay()
        assert keep_wall_times() == 0
    assert Notification.objects.filter(kind="session-lost-wall-time").count() == 2


@pytest.mark.parametrize("like", ["Europe/Madrid", "Atlantic/Azores"])
@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 1, 2, 0)])
def test_sessions_that_follow_each_other_are_not_in_each_others_way(cast, harbour, tmp_path, like, order):
    circle = make_circle(cast)
    for hours in order:
        make_session(circle, cast.participant, starts_at=at_ten("Europe/Lisbon") + timedelta(hours=hours))
    with new_rules(tmp_path, Europe__Lisbon=like):
        assert keep_wall_times() == 4
        lisbon = ZoneInfo("Europe/Lisbon")
        starts = Session.objects.order_by("starts_at").values_list("starts_at", flat=True)
        assert [f"{start.astimezone(lisbon):%H:%M}" for start in starts] == ["10:00", "11:00", "12:00", "13:00"]
    assert set(Session.objects.values_list("sequence", flat=True)) == {1}


@pytest.mark.parametrize("like", ["Europe/Madrid", "Atlantic/Azores"])
def test_a_day_in_two_organizations_moves_as_a_whole(cast, tmp_path, like):
    """Rafael's sessions follow each other, in turn here and there."""
    with cast.inside("harbour"):
        here = make_contract(cast)
    with cast.inside("northwind"):
        people = {"coach": cast.coach_at_northwind, "client": cast.stranger_member}
        there = make_engagement(by=cast.stranger, people=people)
    User.objects.filter(pk=cast.coach.user_id).update(time_zone=ZoneInfo("Europe/Lisbon"))
    for hours in range(4):
        slug, engagement, coach = [("harbour", here, cast.coach), ("northwind", there, cast.coach_at_northwind)][
            hours % 2
        ]
        with cast.inside(slug):
            make_session(engagement, coach, starts_at=at_ten("Europe/Lisbon") + timedelta(hours=hours))
    with new_rules(tmp_path, Europe__Lisbon=like):
        keep_wall_times_everywhere()
    for slug in ("harbour", "northwind"):
        with cast.inside(slug):
            assert set(Session.objects.values_list("sequence", flat=True)) == {1}
            assert not OutboxEvent.objects.filter(name="scheduling.SessionLostWallTime").exists()


@pytest.mark.parametrize(
    ("wall", "then"),
    [
        ("2027-03-14T02:30", "2027-03-14T07:30"),  # skipped in New York: an hour later on the clock, 03:30
        ("2027-11-07T01:30", "2027-11-07T05:30"),  # there twice: the one that is nearer to what was agreed
    ],
)
def test_a_time_of_day_that_clocks_skip_or_show_twice_by_now(cast, harbour, tmp_path, wall, then):
    agreed = datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo("Europe/Lisbon")).astimezone(UTC)
    with at(datetime(2027, 1, 11, 9, tzinfo=UTC)):
        session = make_session(make_circle(cast), cast.participant, starts_at=agreed)
        with new_rules(tmp_path, Europe__Lisbon="America/New_York"):
            assert (keep_wall_times(), keep_wall_times()) == (1, 0)
    assert fresh(session).starts_at == datetime.fromisoformat(then).replace(tzinfo=UTC)


def test_a_session_that_begins_within_a_minute_means_that_minute(cast, harbour):
    make_session(make_circle(cast), cast.participant, starts_at=at_ten("Europe/Lisbon") + timedelta(seconds=20))
    assert keep_wall_times() == 0


def test_what_is_past_or_cancelled_stays(cast, harbour, tmp_path):
    circle = make_circle(cast)
    cancelled = make_session(circle, cast.participant, starts_at=at_ten("Europe/Lisbon"))
    cancel_session(session=cancelled, by=place_in(circle, cast.participant))
    past = make_session(circle, cast.participant, starts_at=at_ten("Europe/Lisbon", 11))
    Session.objects.filter(pk=past.pk).update(
        starts_at=past.starts_at - timedelta(days=30), ends_at=past.ends_at - timedelta(days=30)
    )
    with new_rules(tmp_path, Europe__Lisbon="Europe/Madrid"):
        assert keep_wall_times() == 0


def test_every_organization_is_looked_at_and_every_page_of_sessions(cast, tmp_path):
    with cast.inside("harbour"):
        circle = make_circle(cast)
        for days in (10, 11, 12):
            make_session(circle, cast.participant, starts_at=at_ten("Europe/Lisbon", days))
    with new_rules(tmp_path, Europe__Lisbon="Europe/Madrid"):
        keep_wall_times_everywhere()
    with cast.inside("harbour"):
        assert set(Session.objects.values_list("sequence", flat=True)) == {1}


def test_more_than_one_batch_is_looked_at(cast, harbour, tmp_path):
    circle = make_circle(cast)
    for days in (10, 11, 12):
        make_session(circle, cast.participant, starts_at=at_ten("Europe/Lisbon", days))
    with new_rules(tmp_path, Europe__Lisbon="Europe/Madrid"):
        assert keep_wall_times(batch=2) == 3
