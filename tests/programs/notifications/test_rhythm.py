"""When a mail goes out: what somebody chose, by their own clock, over midnight and both changes of the clock."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.notifications.catalogue import CATALOGUE, TOPICS
from programs.notifications.models import Notification, Preference, Rhythm
from programs.notifications.rhythm import ENOUGH, SOON, end_of_quiet, mail_plan, next_digest, urgent_until

Mail = Notification.Mail
LISBON = ZoneInfo("Europe/Lisbon")
ZONES = st.sampled_from(["Europe/Lisbon", "America/Sao_Paulo", "Australia/Lord_Howe", "America/St_Johns", "UTC"])
# Around the days on which clocks change in one or the other hemisphere.
MOMENTS = st.one_of(
    st.datetimes(datetime(2026, 3, 27), datetime(2026, 4, 6)),  # noqa: DTZ001 - strategies add the zone
    st.datetimes(datetime(2026, 10, 2), datetime(2026, 11, 3)),  # noqa: DTZ001
).map(lambda moment: moment.replace(tzinfo=UTC))
TIMES = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))


def quiet(start: str, end: str, **more) -> Rhythm:
    return Rhythm(quiet_from=time.fromisoformat(start), quiet_until=time.fromisoformat(end), **more)


def wish(mail: str) -> Preference:
    return Preference(topic="any", mail=mail)


def lisbon(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LISBON)


@given(zone=ZONES, now=MOMENTS, hour=st.integers(0, 23), weekday=st.integers(0, 6), weekly=st.booleans())
def test_the_next_digest_is_to_come_and_at_its_hour(zone, now, hour, weekday, weekly):
    zone = ZoneInfo(zone)
    rhythm = Rhythm(digest="weekly" if weekly else "daily", digest_hour=hour, digest_weekday=weekday)
    comes = next_digest(rhythm, zone, now)
    here = comes.astimezone(zone)
    skipped = here.replace(tzinfo=None) != datetime.combine(here.date(), time(hour))
    assert now < comes <= now + timedelta(days=7 if weekly else 1, hours=2)
    assert not weekly or here.weekday() == weekday
    if skipped:  # the hour that clocks leave out when they go forward
        wall = datetime.combine(here.date(), time(hour), zone)
        assert wall.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != wall.replace(tzinfo=None)


@given(zone=ZONES, now=MOMENTS, start=TIMES, end=TIMES)
def test_quiet_hours_end_when_the_clock_says_so(zone, now, start, end):
    zone, rhythm = ZoneInfo(zone), Rhythm(quiet_from=start, quiet_until=end)
    ends = end_of_quiet(rhythm, zone, now)
    assert ends == end_of_quiet(rhythm, zone, ends), "a mail is never put off twice"
    assert now <= ends <= now + timedelta(hours=26)
    if ends > now:
        between = now + (ends - now) / 2
        assert end_of_quiet(rhythm, zone, between) in {between, ends}


@pytest.mark.parametrize(
    ("start", "end", "now", "ends"),
    [
        ("22:00", "07:00", "2026-05-12T23:30", "2026-05-13T07:00"),
        ("22:00", "07:00", "2026-05-13T06:59", "2026-05-13T07:00"),
        ("22:00", "07:00", "2026-05-13T07:00", "2026-05-13T07:00"),
        ("12:00", "14:00", "2026-05-13T13:00", "2026-05-13T14:00"),
        ("22:00", "07:00", "2026-03-28T23:30", "2026-03-29T07:00"),  # an hour shorter
        ("22:00", "07:00", "2026-10-24T23:30", "2026-10-25T07:00"),  # an hour longer
        ("22:00", "01:30", "2026-03-28T23:30", "2026-03-29T02:30"),  # at a time that this night leaves out
        ("08:00", "08:00", "2026-05-13T09:00", "2026-05-13T09:00"),  # no hours at all
    ],
)
def test_quiet_hours_over_midnight_and_changes_of_the_clock(start, end, now, ends):
    assert end_of_quiet(quiet(start, end), LISBON, lisbon(now)) == lisbon(ends)


NIGHT = lisbon("2026-05-12T23:00")
QUIET = quiet("22:00", "07:00")
MORNING = lisbon("2026-05-13T07:00")
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("kind", "preference", "rhythm", "urgent", "expected"),
    [
        ("poll-opened", None, None, None, (Mail.DUE, NIGHT)),
        ("poll-opened", wish("never"), None, None, (Mail.NONE, NIGHT)),
        ("poll-opened", wish("now"), QUIET, None, (Mail.DUE, MORNING)),
        ("poll-opened", wish("digest"), QUIET, None, (Mail.DIGEST, MORNING + HOUR)),
        # Over before the digest comes: by itself, after the quiet hours if that is in time, else at once.
        ("poll-opened", wish("digest"), QUIET, MORNING + HOUR, (Mail.DUE, MORNING)),
        ("session-reminder", wish("now"), QUIET, MORNING + ENOUGH, (Mail.DUE, MORNING)),
        ("session-reminder", wish("now"), QUIET, MORNING + timedelta(minutes=29), (Mail.DUE, NIGHT)),
        ("session-reminder", wish("digest"), QUIET, NIGHT + HOUR, (Mail.DUE, NIGHT)),
        # What can't be switched off.
        ("session-moved", wish("never"), None, None, (Mail.DUE, NIGHT)),
        ("session-moved", wish("digest"), QUIET, NIGHT + SOON, (Mail.DUE, NIGHT)),
        ("session-moved", wish("digest"), QUIET, NIGHT + SOON + HOUR, (Mail.DUE, MORNING)),
        ("session-moved-own", None, QUIET, None, (Mail.DUE, NIGHT)),  # they are awake
        # A mailbox that refused mails.
        ("poll-opened", None, Rhythm(stopped_at=NIGHT), None, (Mail.NONE, NIGHT)),
        ("poll-opened", wish("digest"), Rhythm(stopped_at=NIGHT), None, (Mail.NONE, NIGHT)),
        ("contract-for-signing", None, Rhythm(stopped_at=NIGHT), None, (Mail.DUE, NIGHT)),
    ],
)
def test_what_becomes_of_a_mail(kind, preference, rhythm, urgent, expected):
    assert mail_plan(kind, preference, rhythm, LISBON, NIGHT, urgent) == expected


def test_a_session_that_was_moved_away_from_tonight_is_urgent_tonight():
    tonight, next_week = NIGHT + HOUR, NIGHT + timedelta(days=7)
    facts = {"starts_at": next_week.isoformat(), "was": tonight.isoformat()}
    assert urgent_until(facts, NIGHT) == tonight
    assert urgent_until(facts, NIGHT + 2 * HOUR) == next_week
    assert urgent_until({"title": "Leads"}, NIGHT) is None


def test_every_kind_has_one_topic_and_every_topic_its_kinds():
    assert {message.topic for message in CATALOGUE.values()} == set(TOPICS)


def test_what_changes_calendars_cannot_be_switched_off():
    """A calendar file goes out with the mail alone, and a digest has none."""
    assert [
        kind for kind, message in CATALOGUE.items() if message.calendar and not TOPICS[message.topic].mandatory
    ] == []
