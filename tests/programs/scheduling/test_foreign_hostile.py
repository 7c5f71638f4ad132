"""No calendar file can do harm: it is read, or refused with one sentence, and soon."""

from datetime import timedelta
from itertools import pairwise
from time import thread_time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from programs.scheduling.foreign import MOST_BYTES, BadCalendar, busy_periods
from programs.scheduling.foreign.bounds import (
    CUT,
    DAMAGED,
    LONGEST_WINDOW,
    NOT_A_CALENDAR,
    OTHER_DAYS,
    TOO_BIG,
    TOO_OFTEN,
)
from tests.factories.ics import GOOD, LISBON, MORNING, NEW_YORK, OUTLOOK_ZONE, SERIES, SINCE, UNTIL, calendar, event

LONG_ENOUGH = 5  # seconds of work in which any file of these tests is read or refused, many times over


def refused(document: bytes) -> str:
    began = thread_time()
    with pytest.raises(BadCalendar) as caught:
        busy_periods(document, since=SINCE, until=UNTIL, zone=LISBON)
    assert thread_time() - began < LONG_ENOUGH
    return caught.value.message


# --- Files that are refused -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (b"", NOT_A_CALENDAR),
        (b"\0\0\0", NOT_A_CALENDAR),
        (b"<!doctype html><title>Sign in</title>", NOT_A_CALENDAR),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", NOT_A_CALENDAR),
        (b"BEGIN:VCARD\r\nEND:VCARD\r\n", NOT_A_CALENDAR),
        (b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", NOT_A_CALENDAR),
        (b"DTSTART:20261005T090000Z\r\n" + calendar(GOOD), NOT_A_CALENDAR),
        (b"BEGIN:VCALENDAR\r\n", CUT),
        (calendar(GOOD)[:-20], CUT),
        (calendar("CALSCALE:HEBREW", GOOD), OTHER_DAYS),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:X\r\n" * 100_000, DAMAGED),
        (calendar(GOOD) + b" " * MOST_BYTES, TOO_BIG),
        (calendar((GOOD + "\n") * 60_000), TOO_BIG),
        (calendar("BEGIN:A\nEND:A\n" * 60_000), TOO_BIG),
        (calendar(event("DTSTART:" + "2" * 5_000_000)), TOO_BIG),
        (calendar((event(*MORNING, "RRULE:FREQ=DAILY;COUNT=2") + "\n") * 11_000), TOO_BIG),
        (calendar(event(*MORNING, *["EXDATE:" + ",".join(["20261005T090000Z"] * 3000)] * 20)), TOO_BIG),
        (calendar(event(*MORNING, *["RDATE:" + ",".join(["20261005T090000Z"] * 3000)] * 20)), TOO_BIG),
        (
            calendar(*[event(*MORNING, "RRULE:FREQ=YEARLY;BYYEARDAY=" + ",".join(map(str, range(1, 367))))] * 200),
            TOO_BIG,
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)}",
)
def test_a_file_is_refused_as_a_whole(document, why):
    assert refused(document) == why


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;INTERVAL=1440",
        "FREQ=SECONDLY;COUNT=1",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7;BYMINUTE=0,1,2,3,4,5,6,7,8,9,10,11,12",
        "FREQ=HOURLY;BYMINUTE=0,10,20,30,40,50",
        "FREQ=DAILY;BYHOUR=1,2,3,4,5;BYMINUTE=1,2,3,4,5;BYSECOND=1,2,3,4,5",
    ],
)
def test_a_rule_that_is_faster_than_any_life_is_refused(rule):
    assert refused(calendar(GOOD, event(*MORNING, f"RRULE:{rule}"))) == TOO_OFTEN


@pytest.mark.parametrize(
    "lines",
    [
        ["DTSTART:00010101T000000Z", "DURATION:P3000Y", "RRULE:FREQ=DAILY"],
        ["DTSTART:00010101T000000Z", "DURATION:P80000D", "RRULE:FREQ=DAILY"],
        ["DTSTART:19730101T000000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=1000000000"],
        ["DTSTART:20000101T000000Z", "DURATION:PT1H", "RRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30;COUNT=9"],
    ],
)
def test_many_rules_that_are_each_long_to_count_out_are_refused(lines):
    document = calendar(*[event(*lines)] * 2000)
    began = thread_time()
    try:
        busy_periods(document, since=SINCE, until=UNTIL, zone=LISBON)
    except BadCalendar as problem:
        assert problem.message == TOO_OFTEN
    assert thread_time() - began < LONG_ENOUGH


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        (["DTSTART:00010101T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY"], 61),
        (["DTSTART:00010101T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=1000000000"], 61),
        (["DTSTART:00010101T090000Z", "DURATION:PT1H", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"], 0),
        (["DTSTART:00010101T090000Z", "DURATION:PT1H", "RRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30"], 0),
        (["DTSTART:20261005T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;INTERVAL=" + "9" * 100], 1),
        (["DTSTART:20261005T090000Z", "DURATION:PT1H", "RRULE:FREQ=YEARLY;BYWEEKNO=53;BYDAY=4MO;BYMONTH=6"], 1),
        (["DTSTART:20261005T090000Z", "DURATION:PT1H", "SUMMARY:" + "x" * 9_000_000], 1),
        (["DTSTART:20261005T090000Z", "DURATION:PT1H", "SUMMARY:" + "\n x" * 2_000_000], 1),
        (["DTSTART:20261005T090000Z", "DURATION:PT1H", "\n" * 4_000_000], 1),
        (
            ["DTSTART:20261005T090000Z", "DURATION:PT1H"] + ["ATTENDEE;PARTSTAT=DECLINED" + ";A=B" * 9000 + ":x"] * 150,
            1,
        ),
    ],
)
def test_what_looks_endless_is_read_at_once(lines, days):
    document = calendar(event(*lines))
    began = thread_time()
    found = busy_periods(document, since=SINCE, until=UNTIL, zone=LISBON, mine=["ana@example.org"])
    assert thread_time() - began < LONG_ENOUGH
    assert len(found) == days


def test_a_full_life_is_read():
    """Ten years of a busy person: nothing of it comes near the bounds."""
    old = [event(f"DTSTART:20{16 + n % 10}0105T{n % 24:02}0000Z", "DURATION:PT1H", uid=f"o{n}") for n in range(6000)]
    over = [
        event(f"DTSTART:2018{1 + n % 12:02}05T090000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=20")
        for n in range(500)
    ]
    active = [
        event(f"DTSTART:2020{1 + n % 12:02}05T090000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;BYDAY=MO,TH")
        for n in range(100)
    ]
    until = SINCE + LONGEST_WINDOW
    assert len(busy_periods(calendar(*old, *over, *active), since=SINCE, until=until, zone=LISBON)) > 200


def test_work_that_no_count_foresaw_ends_by_the_clock(monkeypatch):
    monkeypatch.setattr("programs.scheduling.foreign.bounds.MOST_SECONDS", 0)
    assert refused(calendar(GOOD)) == TOO_BIG


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (UNTIL, SINCE),
        (SINCE, SINCE),
        (SINCE, SINCE + LONGEST_WINDOW + timedelta(seconds=1)),
        (SINCE.replace(tzinfo=None), UNTIL),
    ],
)
def test_a_window_must_be_one(since, until):
    with pytest.raises(ValueError, match="window"):
        busy_periods(calendar(GOOD), since=since, until=until, zone=LISBON)


# --- Anything at all ------------------------------------------------------------------------------------------------

SAMPLES = [
    calendar(
        "X-WR-TIMEZONE:Europe/Berlin",
        OUTLOOK_ZONE,
        event(*SERIES, "RRULE:FREQ=WEEKLY;BYDAY=MO,-1FR;COUNT=9", "EXDATE;TZID=Europe/Lisbon:20261008T090000", uid="s"),
        event(
            "DTSTART;TZID=Customized Time Zone:20261016T100000",
            "DTEND:20261016T103000Z",
            "RECURRENCE-ID;RANGE=THISANDFUTURE:20261015T080000Z",
            uid="s",
        ),
    ),
    calendar(
        event("DTSTART;VALUE=DATE:20261020", "DTEND;VALUE=DATE:20261022", "RRULE:FREQ=MONTHLY;BYSETPOS=1;BYDAY=MO,TU"),
        event("DTSTART:20261021T230000", "DURATION:P1DT2H", "RDATE;VALUE=PERIOD:20261104T090000Z/PT3H", "SEQUENCE:2"),
        "BEGIN:VFREEBUSY\nFREEBUSY;FBTYPE=BUSY:20261005T090000Z/20261005T100000Z,20261006T100000Z/PT30M\nEND:VFREEBUSY",
        event(*MORNING, 'ATTENDEE;CN="A, B";PARTSTAT=DECLINED:mailto:ana@example.org', "STATUS:CONFIRMED"),
    ),
]
WORDS = [
    b"00010101",
    b"99991231T235959",
    b"Z",
    b"T",
    b"-",
    b"P",
    b"PT",
    b"/",
    b",",
    b";",
    b":",
    b"=",
    b'"',
    b"\\",
    b"^",
    b"\r\n",
    b"\r\n ",
    b"0",
    b"-1",
    b"9999999999",
    b"FREQ=YEARLY",
    b"FREQ=HOURLY",
    b"UNTIL=",
    b"COUNT=",
    b"INTERVAL=",
    b"BYDAY=53SU",
    b"RANGE=THISANDFUTURE",
    b"TZID=Etc/GMT+12",
    b"TZID=",
    b"+2359",
    b"-2359",
    b"BEGIN:VEVENT",
    b"END:VEVENT",
    b"RRULE:",
    b"RDATE:",
    b"EXDATE:",
    b"RECURRENCE-ID:",
    b"\xff",
    b"\0",
    "\u2028\u0664\u0130\ud7a3".encode(),
]


@st.composite
def mutated(draw):
    document = draw(st.sampled_from(SAMPLES))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(document)))
        over = draw(st.integers(0, 20))
        put = draw(st.sampled_from(WORDS) | st.binary(max_size=4))
        document = document[:at] + put + document[at + over :]
    return document


def check_reading(document, since=SINCE, days=61):
    """Either sorted, separate stretches inside the window, or the one refusal; and soon."""
    until = since + timedelta(days=days)
    began = thread_time()
    try:
        found = busy_periods(document, since=since, until=until, zone=NEW_YORK, mine=["ana@example.org"])
    except BadCalendar:
        found = []
    assert thread_time() - began < LONG_ENOUGH
    assert all(since <= begins < ends <= until for begins, ends in found)
    assert all(one[1] < next_one[0] for one, next_one in pairwise(found))


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated(), st.integers(0, 400))
def test_a_mutated_calendar_is_read_or_refused(document, days):
    check_reading(document, SINCE - timedelta(days=days // 2), 1 + days)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300) | st.binary(max_size=300).map(lambda inner: calendar("BEGIN:VEVENT") + inner))
@example(b"\xff\xfeB")
@example(b"B\0")
def test_any_bytes_are_read_or_refused(document):
    check_reading(document)
    check_reading(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + document + b"\nEND:VEVENT\nEND:VCALENDAR")


LINES = st.sampled_from(
    ["DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "RECURRENCE-ID;RANGE=THISANDFUTURE"]
)
VALUES = st.sampled_from(
    [
        "00010101",
        "99991231",
        "00010101T000000",
        "99991231T235959Z",
        "20261010",
        "20261010T101010Z",
        "20261025T013000",
        "20260931",
        "P99999D",
        "-P1D",
        "PT1H",
        "P1W",
        "20261010T101010Z/PT5H",
        "00010101T000000Z/99991231T000000Z",
        "FREQ=DAILY",
        "FREQ=WEEKLY;COUNT=3",
        "FREQ=YEARLY;UNTIL=99991231T235959Z",
        "FREQ=MONTHLY;UNTIL=00010101T000000Z;BYDAY=1MO",
        "FREQ=HOURLY;INTERVAL=7",
        "FREQ=YEARLY;BYWEEKNO=1,-1;BYSETPOS=1,-1",
        "FREQ=WEEKLY;BYSETPOS=1;BYDAY=SU",
        "FREQ=DAILY;INTERVAL=99999999999999",
    ]
)
ZONES = st.sampled_from(["", ";TZID=Pacific/Kiritimati", ";TZID=Pacific/Niue", ";TZID=Customized Time Zone", ";TZID=?"])


@settings(max_examples=400, deadline=None)
@given(st.lists(st.lists(st.tuples(LINES, ZONES, VALUES), max_size=8), max_size=4))
def test_well_written_nonsense_is_read_or_refused(events):
    check_reading(
        calendar(
            OUTLOOK_ZONE.replace("16010101T030000", "00010101T000000"),
            *(event(*(f"{name}{zone}:{value}" for name, zone, value in lines), uid="same") for lines in events),
        )
    )
