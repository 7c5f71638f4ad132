"""What a calendar from outside says about when its owner is busy."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from programs.scheduling.foreign import busy_periods, read_calendar
from tests.factories.ics import (
    BERLIN,
    GOOD,
    LISBON,
    MORNING,
    NEW_YORK,
    OUTLOOK_ZONE,
    SERIES,
    SINCE,
    UNTIL,
    calendar,
    event,
    read,
    told,
)

# --- As the big programs write them ---------------------------------------------------------------------------------


def test_a_calendar_of_google():
    """Folded lines, a zone for each series, a moved and a deleted time, free whole days, declined meetings."""
    assert read(
        "X-WR-TIMEZONE:Europe/Lisbon",
        """
BEGIN:VEVENT
DTSTART;TZID=Europe/Lisbon:20261006T180000
DTEND;TZID=Europe/Lisbon:20261006T190000
RRULE:FREQ=WEEKLY;UNTIL=20261103T235959Z;BYDAY=TU
EXDATE;TZID=Europe/Lisbon:20261020T180000
UID:choir@google.com
DESCRIPTION:Bring the new scores\\, the old ones and\\n
 BEGIN:VEVENT is just a word here
SUMMARY:Choir
TRANSP:OPAQUE
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=Europe/Lisbon:20261014T120000
DTEND;TZID=Europe/Lisbon:20261014T130000
UID:choir@google.com
RECURRENCE-ID;TZID=Europe/Lisbon:20261013T180000
SUMMARY:Choir\\, at noon for once
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261009
DTEND;VALUE=DATE:20261010
UID:birthday@google.com
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
DTSTART:20261008T140000Z
DTEND:20261008T150000Z
UID:meeting@google.com
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=DECLINED;CN="Silva, A
 na";X-NUM-GUESTS=0:mailto:Ana@Example.org
ATTENDEE;PARTSTAT=ACCEPTED:mailto:other@example.org
END:VEVENT
""",
        mine=["ana@example.org"],
    ) == [
        "10-06 17:00/18:00",
        "10-14 11:00/12:00",
        "10-27 18:00/19:00",
        "11-03 18:00/19:00",
    ]


def test_a_calendar_of_outlook():
    """Windows' names of zones, a zone of its own making, and a status of its own."""
    windows = "W. Europe Standard Time"
    assert read(
        OUTLOOK_ZONE,
        event(
            f"DTSTART;TZID={windows}:20261005T090000",
            f"DTEND;TZID={windows}:20261005T093000",
            "RRULE:FREQ=DAILY;COUNT=3",
            "TRANSP:OPAQUE",
            "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE",
        ),
        event(
            "DTSTART;TZID=Customized Time Zone:20261024T200000",
            "DTEND;TZID=Customized Time Zone:20261024T210000",
            "RRULE:FREQ=DAILY;COUNT=2",
            "X-MICROSOFT-CDO-BUSYSTATUS:OOF",
        ),
        *(
            event(*MORNING, f"X-MICROSOFT-CDO-BUSYSTATUS:{status}", "TRANSP:OPAQUE")
            for status in ("FREE", "WORKINGELSEWHERE")
        ),
    ) == [
        "10-05 07:00/07:30",
        "10-06 07:00/07:30",
        "10-07 07:00/07:30",
        "10-24 18:00/19:00",
        "10-25 19:00/20:00",
    ]


def test_a_calendar_of_apple():
    """Whole days without TRANSP are busy, durations, alarms with properties of the same names, a floating time."""
    assert read(
        event(
            "DTSTART;VALUE=DATE:20261107",
            "DTEND;VALUE=DATE:20261109",
            "BEGIN:VALARM",
            "TRIGGER;VALUE=DATE-TIME:19760401T005545Z",
            "DURATION:PT15M",
            "DTSTART:20261001T000000Z",
            "DTEND:20261101T000000Z",
            "END:VALARM",
        ),
        event("DTSTART:20261102T080000", "DURATION:PT45M"),
        event("DTSTART;TZID=America/New_York:20261102T080000", "DURATION:P1DT2H"),
        zone=BERLIN,
    ) == ["11-02 07:00/07:45", "11-02 13:00/11-03 15:00", "11-06 23:00/11-08 23:00"]


def test_a_published_list_of_busy_times():
    assert read(
        """
BEGIN:VFREEBUSY
DTSTART:20261001T000000Z
DTEND:20261201T000000Z
FREEBUSY:20261005T090000Z/20261005T100000Z,20261005T100000Z/PT30M
FREEBUSY;FBTYPE=BUSY-TENTATIVE:20261006T090000Z/PT1H
FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20261007T090000Z/PT1H
FREEBUSY;FBTYPE=X-OWN:20261008T090000Z/PT1H
FREEBUSY;FBTYPE=FREE:20261009T090000Z/PT1H
END:VFREEBUSY
"""
    ) == ["10-05 09:00/10:30", "10-06 09:00/10:00", "10-07 09:00/10:00", "10-08 09:00/10:00"]


# --- Clocks ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "first", "since", "hours"),
    [
        ("Europe/Lisbon", "20261018T180000", datetime(2026, 10, 18, tzinfo=UTC), [17, 18, 18]),
        ("America/New_York", "20261025T180000", datetime(2026, 10, 25, tzinfo=UTC), [22, 23, 23]),
        ("Europe/Lisbon", "20260322T180000", datetime(2026, 3, 22, tzinfo=UTC), [18, 17, 17]),
        ("America/New_York", "20260301T180000", datetime(2026, 3, 1, tzinfo=UTC), [23, 22, 22]),
        ("W. Europe Standard Time", "20261018T180000", datetime(2026, 10, 18, tzinfo=UTC), [16, 17, 17]),
        ("Customized Time Zone", "20261018T180000", datetime(2026, 10, 18, tzinfo=UTC), [16, 17, 17]),
        ("Customized Time Zone", "20260322T180000", datetime(2026, 3, 22, tzinfo=UTC), [17, 16, 16]),
        ("/vendor.example/Europe/Lisbon", "20261018T180000", datetime(2026, 10, 18, tzinfo=UTC), [17, 18, 18]),
    ],
)
def test_a_weekly_evening_stays_an_evening_when_the_clocks_change(zone, first, since, hours):
    """Clocks change on 29 March and 25 October in Europe, on 8 March and 1 November in America."""
    found = busy_periods(
        calendar(OUTLOOK_ZONE, event(f"DTSTART;TZID={zone}:{first}", "DURATION:PT1H", "RRULE:FREQ=WEEKLY")),
        since=since,
        until=since + timedelta(days=21),
        zone=BERLIN,
    )
    assert [(begins - since).days for begins, _ in found] == [0, 7, 14]
    assert [begins.hour for begins, _ in found] == hours


def test_a_series_in_utc_stays_in_utc():
    lines = ("DTSTART:20261024T170000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=2")
    assert read("X-WR-TIMEZONE:Europe/Lisbon", event(*lines)) == ["10-24 17:00/18:00", "10-25 17:00/18:00"]


@pytest.mark.parametrize(
    ("lines", "stretch"),
    [
        (
            ["DTSTART;TZID=Europe/Lisbon:20261025T003000", "DTEND;TZID=Europe/Lisbon:20261025T023000"],
            "10-24 23:30/10-25 02:30",
        ),
        (["DTSTART;TZID=Europe/Lisbon:20261025T003000", "DURATION:PT2H"], "10-24 23:30/10-25 02:30"),
        (["DTSTART;TZID=Europe/Lisbon:20261025T013000", "DTEND:20261025T013000Z"], "10-25 00:30/01:30"),
        (["DTSTART;TZID=Customized Time Zone:20261025T023000", "DTEND:20261025T013000Z"], "10-25 00:30/01:30"),
    ],
)
def test_the_hour_that_comes_twice_is_busy_in_full(lines, stretch):
    assert read(OUTLOOK_ZONE, event(*lines)) == [stretch]


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Customized Time Zone"])
def test_an_hour_that_there_is_not_is_taken_as_if_the_clocks_had_not_changed(zone):
    lines = (f"DTSTART;TZID={zone}:20260329T023000", f"DTEND;TZID={zone}:20260329T031500")
    since = datetime(2026, 3, 28, tzinfo=UTC)
    assert read(OUTLOOK_ZONE, event(*lines), since=since, until=since + timedelta(3)) == ["03-29 01:30/02:15"]


@pytest.mark.parametrize(
    ("head", "zone", "stretches"),
    [
        ("", LISBON, ["10-09 23:00/10-10 23:00", "10-12 08:00/09:00"]),
        ("", NEW_YORK, ["10-10 04:00/10-11 04:00", "10-12 13:00/14:00"]),
        ("X-WR-TIMEZONE:Europe/Berlin", NEW_YORK, ["10-09 22:00/10-10 22:00", "10-12 07:00/08:00"]),
        ("X-WR-TIMEZONE:Nowhere/Land", NEW_YORK, ["10-10 04:00/10-11 04:00", "10-12 13:00/14:00"]),
        ("X-WR-TIMEZONE:UTC", NEW_YORK, ["10-10 04:00/10-11 04:00", "10-12 09:00/10:00"]),
    ],
)
def test_days_and_floating_times_are_the_calendars_or_else_the_persons(head, zone, stretches):
    day, floating = event("DTSTART;VALUE=DATE:20261010"), event("DTSTART:20261012T090000", "DTEND:20261012T100000")
    assert read(head, day, floating, zone=zone) == stretches


def test_a_zone_that_nobody_knows_is_the_persons():
    lines = ("DTSTART;TZID=Nowhere/Land:20261012T090000", "DURATION:PT1H")
    assert read(event(*lines), zone=NEW_YORK) == ["10-12 13:00/14:00"]


def test_a_zone_belongs_to_its_file():
    """Another file's zone of the same name, read just before, changes nothing."""
    lines = ("DTSTART;TZID=Customized Time Zone:20261012T090000", "DURATION:PT1H")
    evil = OUTLOOK_ZONE.replace("+0200", "-1000").replace("+0100", "-1000")
    assert read(evil, event(*lines)) == ["10-12 19:00/20:00"]
    assert read(OUTLOOK_ZONE, event(*lines)) == ["10-12 07:00/08:00"]
    assert read(event(*lines)) == ["10-12 08:00/09:00"]
    windows = evil.replace("Customized Time Zone", "W. Europe Standard Time")
    assert read(windows, event("DTSTART;TZID=W. Europe Standard Time:20261012T090000", "DURATION:PT1H")) == [
        "10-12 07:00/08:00"
    ]


def test_a_zone_may_stand_behind_its_events():
    lines = ("DTSTART;TZID=Customized Time Zone:20261012T090000", "DURATION:PT1H")
    assert read(event(*lines), OUTLOOK_ZONE) == ["10-12 07:00/08:00"]


# --- What is busy ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line", ["TRANSP:TRANSPARENT", "TRANSP;X-A=b:transparent ", "STATUS:CANCELLED", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"]
)
def test_an_event_that_says_so_is_free(line):
    assert read(event(*MORNING, line)) == []
    assert read(event(*MORNING)) == ["10-05 09:00/10:00"]


@pytest.mark.parametrize(
    "line",
    [
        "TRANSP:OPAQUE",
        "TRANSP:",
        "TRANSP:NO IDEA",
        "STATUS:TENTATIVE",
        "STATUS:CONFIRMED",
        "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE",
        "X-MICROSOFT-CDO-BUSYSTATUS:OOF",
        "CLASS:PRIVATE",
        "ATTENDEE;PARTSTAT=DECLINED:mailto:other@example.org",
        "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:ana@example.org",
        "ATTENDEE;PARTSTAT=DELEGATED:mailto:ana@example.org",
        "ATTENDEE;CN=DECLINED:mailto:ana@example.org",
        'ATTENDEE;CN="DECLINED:mailto:ana@example.org',
    ],
)
def test_an_event_is_busy_in_all_other_cases(line):
    assert read(event(*MORNING, line), mine=["ana@example.org"]) == ["10-05 09:00/10:00"]


@pytest.mark.parametrize(
    "line",
    [
        "ATTENDEE;PARTSTAT=DECLINED:mailto:ana@example.org",
        "ATTENDEE;partstat=declined:MAILTO:ANA@example.org",
        "ATTENDEE;PARTSTAT=DECLINED;EMAIL=ana@example.org:urn:uuid:1",
    ],
)
def test_what_the_person_declined_is_free(line):
    assert read(event(*MORNING, line), mine=["Ana@Example.org"]) == []
    assert read(event(*MORNING, line)) == ["10-05 09:00/10:00"]


@pytest.mark.parametrize(
    ("lines", "stretches"),
    [
        (["DTSTART:20261005T090000Z"], []),
        (["DTSTART:20261005T090000Z", "DTEND:20261005T090000Z"], []),
        (["DTSTART:20261005T090000Z", "DURATION:PT0S"], []),
        (["DTSTART:20261005T090000Z", "DTEND:20261005T080000Z"], ["10-05 09:00/10:00"]),
        (["DTSTART:20261005T090000Z", "DTEND:soon"], ["10-05 09:00/10:00"]),
        (["DTSTART:20261005T090000Z", "DURATION:-PT1H"], ["10-05 09:00/10:00"]),
        (["DTSTART:20261005T090000Z", "DURATION:long"], ["10-05 09:00/10:00"]),
        (["DTSTART:20261005", "DTEND:20261005"], ["10-05 00:00/10-06 00:00"]),
        (["DTSTART:20261005", "DTEND:20261003"], ["10-05 00:00/10-06 00:00"]),
        (["DTSTART:20261005", "DURATION:P2D"], ["10-05 00:00/10-07 00:00"]),
        (["DTSTART:20261005", "DTEND:20261005T120000Z"], ["10-05 00:00/10-06 00:00"]),
        (["DTSTART:20261005T090000Z", "DTEND:20261007"], ["10-05 09:00/10-07 00:00"]),
        (["DTSTART:00010101", "DTEND:99991231"], ["10-01 00:00/12-01 00:00"]),
        (["DTSTART:20261130T230000Z", "DTEND:99991231T235959Z"], ["11-30 23:00/12-01 00:00"]),
        (
            ["DTSTART;TZID=Europe/Berlin:20261130T230000", "DTEND;TZID=Pacific/Niue:99991231T235959"],
            ["11-30 22:00/12-01 00:00"],
        ),
        (["DTSTART:20260901T000000Z", "DTEND:20261001T000000Z"], []),
    ],
)
def test_ends(lines, stretches):
    assert read(event(*lines), zone=ZoneInfo("UTC")) == stretches


def test_stretches_are_joined_cut_and_sorted():
    found = read(
        event("DTSTART:20261105T120000Z", "DTEND:20261105T130000Z"),
        event(*MORNING),
        event("DTSTART:20261005T093000Z", "DTEND:20261005T110000Z"),
        event("DTSTART:20261005T110000Z", "DTEND:20261005T113000Z"),
        event("DTSTART:20260901T000000Z", "DTEND:20261001T010000Z"),
        event("DTSTART:20261130T230000Z", "DTEND:20261224T000000Z"),
        event("DTSTART:20250101T230000Z", "DTEND:20250102T000000Z"),
        event("DTSTART:20270101T230000Z", "DTEND:20270102T000000Z"),
    )
    assert found == ["10-01 00:00/01:00", "10-05 09:00/11:30", "11-05 12:00/13:00", "11-30 23:00/12-01 00:00"]


def test_to_dos_journals_and_times_for_visitors_say_nothing():
    for name in ("VTODO", "VJOURNAL", "VAVAILABILITY", "X-OTHER"):
        assert read("\n".join([f"BEGIN:{name}", *MORNING, f"END:{name}"])) == []


# --- Series ---------------------------------------------------------------------------------------------------------


def days_of(*parts: str) -> list[str]:
    return [stretch.split()[0] for stretch in read(*parts)]


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=WEEKLY;COUNT=3", ["10-01", "10-08", "10-15"]),
        ("FREQ=WEEKLY;COUNT=3;", ["10-01", "10-08", "10-15"]),
        ("freq=weekly;count=3", ["10-01", "10-08", "10-15"]),
        ("FREQ=DAILY;UNTIL=20261003T080000Z", ["10-01", "10-02", "10-03"]),
        ("FREQ=DAILY;UNTIL=20261003T075959Z", ["10-01", "10-02"]),
        ("FREQ=DAILY;UNTIL=20261003", ["10-01", "10-02", "10-03"]),
        ("FREQ=DAILY;UNTIL=20261003T090000", ["10-01", "10-02", "10-03"]),
        ("FREQ=DAILY;UNTIL=00010101T000000Z", ["10-01"]),
        ("FREQ=MONTHLY;BYDAY=2TU", ["10-01", "10-13", "11-10"]),
        ("FREQ=MONTHLY;BYDAY=-1FR", ["10-01", "10-30", "11-27"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31", ["10-01", "10-31"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", ["10-01", "10-30", "11-30"]),
        ("FREQ=MONTHLY;BYDAY=MO,1FR;UNTIL=20261013T000000Z", ["10-01", "10-02", "10-05", "10-12"]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", ["10-01"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO;COUNT=4", ["10-01", "10-04", "10-13", "10-18", "10-27"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU;COUNT=4", ["10-01", "10-11", "10-13", "10-25", "10-27"]),
        ("FREQ=DAILY;COUNT=-1;INTERVAL=30", ["10-01", "10-31", "11-30"]),
        ("FREQ=DAILY;INTERVAL=30;X-NAME=1;RSCALE=GREGORIAN;SKIP=OMIT", ["10-01", "10-31", "11-30"]),
    ],
)
def test_rules(rule, days):
    assert days_of(event(*SERIES, f"RRULE:{rule}")) == days


def test_old_series_are_counted_from_their_first_time():
    old = ("DTSTART;TZID=Europe/Lisbon:20200106T090000", "DURATION:PT1H")
    assert days_of(event(*old, "RRULE:FREQ=WEEKLY;INTERVAL=8;COUNT=45")) == ["10-05"]
    assert days_of(event(*old, "RRULE:FREQ=WEEKLY;INTERVAL=8;COUNT=44")) == []
    assert days_of(event(*old, "RRULE:FREQ=WEEKLY;COUNT=10")) == []


def test_a_time_that_began_before_the_window_lasts_into_it():
    lines = ("DTSTART:20260101T120000Z", "DURATION:P10D", "RRULE:FREQ=MONTHLY;BYMONTHDAY=25;COUNT=9")
    assert read(event(*lines)) == ["10-01 00:00/10-05 12:00"]


def test_times_are_left_out_and_added():
    rule = "RRULE:FREQ=WEEKLY;COUNT=6"
    assert days_of(
        event(
            *SERIES,
            rule,
            "EXDATE;TZID=Europe/Lisbon:20261008T090000,20261015T090000",
            "EXDATE:20261022T080000Z",
            "EXDATE;VALUE=DATE:20261029",
            "EXDATE:nonsense",
        )
    ) == ["10-01", "11-05"]
    assert read(
        event(
            *SERIES,
            "RDATE;TZID=America/New_York:20261003T090000",
            "RDATE;VALUE=PERIOD:20261004T090000Z/PT3H,20261005T090000Z/20261005T093000Z",
            "RDATE;VALUE=DATE:20261006",
        )
    ) == [
        "10-01 08:00/09:00",
        "10-03 13:00/14:00",
        "10-04 09:00/12:00",
        "10-05 09:00/09:30",
        "10-05 23:00/10-06 00:00",
    ]


def test_whole_days_repeat_and_are_left_out():
    lines = ("DTSTART;VALUE=DATE:20261020", "RRULE:FREQ=DAILY;UNTIL=20261028T000000Z")
    left_out = ("EXDATE;VALUE=DATE:20261023", "EXDATE:20261025T000000")
    assert read(event(*lines, *left_out)) == [
        "10-19 23:00/10-22 23:00",
        "10-23 23:00/10-24 23:00",
        "10-26 00:00/10-29 00:00",
    ]


@pytest.mark.parametrize(
    "at", ["TZID=Europe/Lisbon:20261008T090000", "X-A=b:20261008T080000Z", "VALUE=DATE-TIME:20261008T090000"]
)
@pytest.mark.parametrize(
    ("lines", "stretches"),
    [
        (
            ["DTSTART:20261009T120000Z", "DTEND:20261009T123000Z"],
            ["10-01 08:00/09:00", "10-09 12:00/12:30", "10-15 08:00/09:00"],
        ),
        (
            ["DTSTART:20261008T080000Z", "DTEND:20261008T090000Z", "STATUS:CANCELLED"],
            ["10-01 08:00/09:00", "10-15 08:00/09:00"],
        ),
        (
            ["DTSTART:20261008T080000Z", "DTEND:20261008T090000Z", "TRANSP:TRANSPARENT"],
            ["10-01 08:00/09:00", "10-15 08:00/09:00"],
        ),
        (["DTSTART:20280101T080000Z", "DTEND:20280101T090000Z"], ["10-01 08:00/09:00", "10-15 08:00/09:00"]),
        (["DTSTART:sometime"], ["10-01 08:00/09:00", "10-08 08:00/09:00", "10-15 08:00/09:00"]),
    ],
)
def test_one_time_of_a_series_is_changed(at, lines, stretches):
    series = event(*SERIES, "RRULE:FREQ=WEEKLY;COUNT=3", uid="s")
    changed = event(*lines, f"RECURRENCE-ID;{at}", uid="s")
    assert read(series, changed) == stretches
    assert read(changed, series) == stretches


def test_a_time_of_a_free_series_can_be_busy():
    series = event(*SERIES, "RRULE:FREQ=WEEKLY;COUNT=3", "TRANSP:TRANSPARENT", uid="s")
    changed = event("DTSTART:20261008T080000Z", "DTEND:20261008T090000Z", "RECURRENCE-ID:20261008T080000Z", uid="s")
    assert read(series, changed) == ["10-08 08:00/09:00"]


def test_all_later_times_are_moved():
    series = event(*SERIES, "RRULE:FREQ=WEEKLY;COUNT=4", uid="s")
    later = "RECURRENCE-ID;RANGE=THISANDFUTURE:20261015T080000Z"
    moved = event("DTSTART:20261016T100000Z", "DTEND:20261016T103000Z", later, uid="s")
    assert read(series, moved) == ["10-01 08:00/09:00", "10-08 08:00/09:00", "10-16 10:00/10:30", "10-23 10:00/10:30"]


def test_a_change_without_its_series_counts():
    """Somebody was invited to one time of it alone."""
    assert read(event(*MORNING, "RECURRENCE-ID:20261004T090000Z", uid="s")) == ["10-05 09:00/10:00"]


def test_events_that_share_a_uid_all_count():
    other = ("DTSTART:20261006T090000Z", "DTEND:20261006T100000Z")
    assert days_of(event(*MORNING, uid="1"), event(*other, uid="1")) == ["10-05", "10-06"]
    assert days_of(event(*MORNING), event(*other)) == ["10-05", "10-06"]
    assert days_of(event(*MORNING, uid="1"), event(*other, "SEQUENCE:1", uid="1")) == ["10-06"]


# --- Broken parts ---------------------------------------------------------------------------------------------------


def read_all(*parts: str) -> tuple[list[str], int]:
    found = read_calendar(calendar(*parts), since=SINCE, until=UNTIL, zone=LISBON)
    return [told(*stretch) for stretch in found.periods], found.unread


@pytest.mark.parametrize(
    ("broken", "unread"),
    [
        (event("DTSTART:yesterday", "DTEND:20261005T100000Z"), 1),
        (event("DTEND:20261005T100000Z"), 1),
        (event("DTSTART;;;:20261012T090000Z"), 1),
        (event("DTSTART:20261332T256199Z", "DURATION:PT1H"), 1),
        (event("DTSTART:PT1H", "DURATION:PT1H"), 1),
        (event("DTSTART:20261012T090000Z/PT1H"), 1),
        (event("DTSTART:99991231"), 1),
        (event('DTSTART;TZID="Europe/Lisbon:20261012T090000', "DURATION:PT1H"), 1),
        (event(), 1),
        ("BEGIN:VFREEBUSY\nFREEBUSY:20261012T090000Z\nFREEBUSY:a/b\nFREEBUSY;;:x\nEND:VFREEBUSY", 2),
        ("BEGIN:VEVENT\nSUMMARY:never ended", 1),
        ("END:VEVENT", 0),
        ("no colon\n:no name\n;;;\n\x07\n=", 0),
        ("BEGIN:VTIMEZONE\nTZID:X\nBEGIN:STANDARD\nDTSTART:x\nEND:STANDARD\nEND:VTIMEZONE", 0),
    ],
)
def test_a_broken_part_does_not_hide_the_others(broken, unread):
    assert read_all(broken, GOOD) == (["10-05 09:00/10:00"], unread)
    assert read_all(GOOD, broken) == (["10-05 09:00/10:00"], unread)


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "WEEKLY",
        "FREQ=SOMETIMES",
        "INTERVAL=2",
        "FREQ=WEEKLY;INTERVAL=-1",
        "FREQ=WEEKLY;INTERVAL=two",
        "FREQ=WEEKLY;COUNT=many",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=99MO",
        "FREQ=WEEKLY;WKST=XX",
        "FREQ=WEEKLY;UNTIL=never",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYMONTH=-1",
        "FREQ=MONTHLY;BYHOUR=24",
        "FREQ=YEARLY;RSCALE=CHINESE",
        "FREQ=YEARLY;BYEASTER=0",
        "FREQ=HOURLY;BYSETPOS=1;BYMINUTE=0",
        "FREQ=WEEKLY;COUNT=" + "9" * 5000,
    ],
)
def test_of_a_rule_that_cannot_be_read_the_first_time_counts(rule):
    assert read_all(event(*MORNING, f"RRULE:{rule}")) == (["10-05 09:00/10:00"], 1)


def test_a_change_whose_time_cannot_be_read_frees_nothing():
    series = event(*SERIES, "RRULE:FREQ=WEEKLY;COUNT=2", uid="s")
    changed = event("DTSTART:20261009T120000Z", "DTEND:20261009T130000Z", "RECURRENCE-ID:once", uid="s")
    assert read_all(series, changed) == (["10-01 08:00/09:00", "10-08 08:00/09:00", "10-09 12:00/13:00"], 1)


@pytest.mark.parametrize(
    "changed",
    [
        lambda text: b"\xef\xbb\xbf" + text,
        lambda text: text.decode().encode("utf-16"),
        lambda text: text.decode().encode("utf-16-le"),
        lambda text: text.decode().encode("utf-16-be"),
        lambda text: text.decode().encode("utf-32"),
        lambda text: text.decode().encode("cp1252"),
        lambda text: text.replace(b"\r\n", b"\n"),
        lambda text: text.replace(b"\r\n", b"\r"),
        lambda text: text.replace(b"\r\n", b"\r\r\n"),
        lambda text: text.replace(b"\r\n", b"\n\n", 4),
        lambda text: text.replace(b"\r\n", b"\n", 4),
        lambda text: b"\r\n\r\n" + text + b"\r\n\r\n\0\0",
        lambda text: text.replace(b":", b":\0"),
        lambda text: text.replace(b"0T0", b"0T\r\n 0").replace(b"DTEND", b"DT\r\n\tEND"),
        lambda text: text.lower().replace(b"t100000z", b"T100000Z"),
        lambda text: text + text,
        lambda text: text + b"<html>added by a server</html>",
    ],
)
def test_a_calendar_is_read_however_it_is_written(changed):
    document = changed(calendar(event("SUMMARY:Caf\u00e9", *MORNING)))
    found = busy_periods(document, since=SINCE, until=UNTIL, zone=LISBON)
    assert [told(*stretch) for stretch in found] == ["10-05 09:00/10:00"]
