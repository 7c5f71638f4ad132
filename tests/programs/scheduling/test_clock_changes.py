"""Page, mail and calendar say the same time, in the weeks in which Lisbon and New York have moved their clocks or not.

In 2027 New York goes to summer time on 14 March and Lisbon on 28 March; Lisbon is back on 31 October and New York on
7 November. Between these days it is four hours behind, otherwise five.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from accounts.models import User
from programs.scheduling.actions import move_sessions_of_series, schedule_series
from programs.scheduling.models import Session
from programs.scheduling.wall import wall_moment
from tests.factories.hours import say_hours
from tests.factories.mails import entries_in, mails_to, send_all, words_of
from tests.factories.scheduling import at, make_circle, make_session, place_in
from tests.programs.scheduling.second_reader import in_utc, read

LISBON, NEW_YORK = ZoneInfo("Europe/Lisbon"), ZoneInfo("America/New_York")
BEFORE = datetime(2027, 1, 11, 9, tzinfo=UTC)
DAYS = [  # Mondays: what UTC and New York show when it is 18:00 in Lisbon
    (date(2027, 3, 8), "18:00", "13:00"),
    (date(2027, 3, 15), "18:00", "14:00"),
    (date(2027, 3, 22), "18:00", "14:00"),
    (date(2027, 3, 29), "17:00", "13:00"),
    (date(2027, 10, 25), "17:00", "13:00"),
    (date(2027, 11, 1), "18:00", "14:00"),
    (date(2027, 11, 8), "18:00", "13:00"),
]


@pytest.fixture
def circle(cast, harbour):
    """Amara and Tiago are in Lisbon, Helen in New York."""
    User.objects.filter(pk=cast.mentor.user_id).update(time_zone=NEW_YORK)
    cast.mentor.user.refresh_from_db()
    with at(BEFORE):
        return make_circle(cast)


def address(name: str, session: Session) -> str:
    return reverse(f"scheduling:session-{name}", kwargs={"organization": "harbour", "session_id": session.pk})


def words_in(html: str) -> str:
    """The words of a page without its marks: times stand in <time>."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def span(starts_at: datetime, zone: ZoneInfo) -> str:
    """What people should read, made without the portal's formatter: "Monday 8 March, 18:00 to 19:00"."""
    begins, ends = starts_at.astimezone(zone), (starts_at + timedelta(hours=1)).astimezone(zone)
    return f"{begins:%A} {begins.day} {begins:%B}, {begins:%H:%M} to {ends:%H:%M}"


@pytest.mark.parametrize(("day", "utc", "there"), DAYS, ids=lambda value: str(value))
def test_page_mail_and_calendar_say_the_same(cast, circle, as_, day, utc, there):
    with at(BEFORE):
        session = make_session(circle, cast.participant, starts_at=wall_moment(day, time(18), LISBON))
        assert f"{session.starts_at:%H:%M}" == utc
        sent = send_all()
        for person, zone, here, other in (
            (cast.member, LISBON, "18:00", f"{there} in New York"),
            (cast.mentor, NEW_YORK, there, "18:00 in Lisbon"),
        ):
            city = "Lisbon time" if zone == LISBON else "New York time"
            when = span(session.starts_at, zone)
            assert f", {here} to " in when
            page = words_in(as_(person).get(address("detail", session)).text)
            assert f"{when} {city}. Also {other}" in page
            message = mails_to(person.user.email.split("@")[0], sent)[-1]
            elsewhere = f" ({other})" if zone == NEW_YORK else "."  # the zone on whose clock the session was meant
            assert f"{when} {city}{elsewhere}" in words_of(message)
            assert in_utc(entries_in(message)[0].event.dtstart.value) == session.starts_at
        begins = read(as_(cast.mentor).get(address("file", session)).content).vevent.dtstart.value
    assert in_utc(begins) == session.starts_at
    assert f"{begins:%Y-%m-%d %H:%M}" == f"{day} 18:00", "the file keeps the wall time that was meant"


@pytest.mark.parametrize(("who", "zone"), [("participant", LISBON), ("mentor", NEW_YORK)])
def test_what_is_booked_across_the_change_keeps_its_time_of_day(cast, circle, as_, who, zone):
    """Booked by the page in winter, for the first days of summer time, and moved on into late autumn."""
    all_day = {weekday: [(0, 24 * 60)] for weekday in range(7)}
    with at(BEFORE):
        for member in (cast.participant, cast.member, cast.mentor):
            say_hours(member, all_day, horizon_days=700)
        client = as_(getattr(cast, who))
        booking = reverse("scheduling:session-create", kwargs={"organization": "harbour", "engagement_id": circle.pk})
        typed = {"date": "2027-03-29", "starts_at": "18:00", "minutes": "60", "place": "Room 4"}
        client.post(booking, typed)
        session = Session.objects.get()
        assert f"{session.starts_at.astimezone(zone):%Y-%m-%d %H:%M}" == "2027-03-29 18:00"
        shown = client.get(address("move", session)).text
        assert 'value="18:00"' in shown
        client.post(address("move", session), typed | {"date": "2027-11-08"})
        session.refresh_from_db()
    assert f"{session.starts_at.astimezone(zone):%Y-%m-%d %H:%M}" == "2027-11-08 18:00"
    assert session.wall_time == "2027-11-08T18:00"
    assert (session.ends_at - session.starts_at) == timedelta(hours=1)


def test_a_series_over_both_changes_keeps_its_time_of_day_and_moves_by_it(cast, circle):
    amara, days = place_in(circle, cast.participant), [day for day, _, _ in DAYS]
    with at(BEFORE):
        starts = [wall_moment(day, time(18), LISBON) for day in days]
        sessions = schedule_series(engagement=circle, starts=starts, minutes=60, by=amara)
        assert [f"{start:%H:%M}" for start in starts] == [utc for _, utc, _ in DAYS]
        later = wall_moment(days[0], time(19), LISBON)
        move_sessions_of_series(session=sessions[0], scope="all", starts_at=later, minutes=60, by=amara)
    shown = [row.starts_at.astimezone(LISBON) for row in Session.objects.order_by("starts_at")]
    assert [f"{start:%Y-%m-%d %H:%M}" for start in shown] == [f"{day} 19:00" for day in days]
