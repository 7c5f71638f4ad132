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

from portal.outbox.relay import relay
from programs.notifications.actions import send_due_mail
from programs.notifications.models import Notification
from programs.scheduling.actions import cancel_session, keep_wall_times
from programs.scheduling.models import Session, SessionPlace
from programs.scheduling.tasks import keep_wall_times_everywhere
from tests.factories.scheduling import make_circle, make_contract, make_session, place_in

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
