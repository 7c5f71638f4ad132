"""Answers that people's calendars wrote, and everything else that somebody may upload."""

import time
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programs.scheduling.ical import BadReply, Reply, file, invitation, read_reply
from tests.programs.scheduling.golden_cases import AMARA, DOCUMENTS, ENTRIES, entry

UID = ENTRIES["lisbon-winter"].uid
EVENT = [
    "BEGIN:VEVENT",
    "DTSTART:20260120T100000Z",
    "DTSTAMP:20260107T081500Z",
    "ORGANIZER;CN=Helen Marsh:mailto:helen@people.example",
    f"UID:{UID}",
    "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Amara Dia",
    " llo;X-NUM-GUESTS=0:mailto:amara@people.example",
    "SEQUENCE:2",
    "SUMMARY:First leads\\, kick-off",
    "BEGIN:VALARM",
    "UID:the-alarm",
    "ATTENDEE;PARTSTAT=DECLINED:mailto:alarm@people.example",
    "END:VALARM",
    "END:VEVENT",
]
CALENDAR = ["BEGIN:VCALENDAR", "PRODID:-//Some//Calendar//EN", "VERSION:2.0", "METHOD:REPLY"]


def document(*, event=EVENT, calendar=CALENDAR) -> bytes:
    return "\r\n".join([*calendar, *event, "END:VCALENDAR", ""]).encode()


def changed(old: str, new: str) -> bytes:
    whole = document()
    assert old.encode() in whole
    return whole.replace(old.encode(), new.encode())


def test_an_answer_is_read():
    assert read_reply(document()) == Reply(
        uid=UID,
        sequence=2,
        attendee_mail="amara@people.example",
        partstat="ACCEPTED",
        stamped_at=datetime(2026, 1, 7, 8, 15, tzinfo=UTC),
    )


@pytest.mark.parametrize("partstat", ["ACCEPTED", "DECLINED", "TENTATIVE"])
def test_each_answer_is_read(partstat):
    assert read_reply(changed("PARTSTAT=ACCEPTED", f"PARTSTAT={partstat}")).partstat == partstat


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\r\n", "\n"),
        ("BEGIN:VCALENDAR", "\ufeffBEGIN:VCALENDAR"),
        ("BEGIN:VCALENDAR", "\r\n\r\nBEGIN:VCALENDAR"),
        ("METHOD:REPLY", "method:reply"),
        ("VEVENT", "vevent"),
        ("mailto:amara@people.example", "MAILTO:Amara@People.example"),
        (":mailto:amara@people.example", ";EMAIL=amara@people.example:urn:uuid:01890a5d-ac96-774b-bcce-b302099a8057"),
        ("PARTSTAT=ACCEPTED", 'PARTSTAT="ACCEPTED"'),
        ("SUMMARY:", "COMMENT:I bring\\n ICS: x;y\r\nSUMMARY:"),
        ("SUMMARY:", "A LINE THAT IS NONE\r\nSUMMARY:"),
        ("BEGIN:VEVENT", "BEGIN:VTIMEZONE\r\nTZID:X\r\nUID:not-this\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT"),
    ],
)
def test_calendars_write_in_different_ways(old, new):
    assert read_reply(changed(old, new)) == read_reply(document())


def test_an_answer_without_a_sequence_is_to_the_first_invitation():
    assert read_reply(changed("SEQUENCE:2\r\n", "")).sequence == 0


def test_a_percent_sign_in_an_address_is_read():
    read = read_reply(changed("mailto:amara@people.example", "mailto:amara%2Bportal@people.example"))
    assert read.attendee_mail == "amara+portal@people.example"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "not a calendar file"),
        (b"%PDF-1.7 nothing", "not a calendar file"),
        (b"\xff\xfe\x00" * 100, "not a calendar file"),
        (b"METHOD:REPLY\r\n", "not a calendar file"),
        (document(calendar=["BEGIN:VCARD", "METHOD:REPLY"]), "not a calendar file"),
        (document()[:-30] + b"x" * 100_000, "too big"),
        (invitation(ENTRIES["lisbon-winter"], AMARA), "holds no answer"),
        (file(ENTRIES["lisbon-winter"]), "holds no answer"),
        (DOCUMENTS["feed"], "holds no answer"),
        (document(calendar=CALENDAR[:3]), "holds no answer"),
        (document(calendar=[*CALENDAR, "METHOD:REQUEST"]), "holds no answer"),
        (document(event=[]), "exactly one session"),
        (document(event=[*EVENT, *EVENT]), "exactly one session"),
        (document() + document(), "exactly one session"),
        (changed("BEGIN:VEVENT", "BEGIN:VTODO"), "exactly one session"),
        (document(event=[line for line in EVENT if "mara" not in line and "Amara" not in line]), "whose answer"),
        (document(event=[*EVENT[:4], "ATTENDEE:mailto:b@people.example", *EVENT[4:]]), "whose answer"),
        (changed("mailto:amara@people.example", "urn:uuid:1"), "no mail address"),
        (changed("amara@people.example", "amara"), "no mail address"),
        (changed("amara@people.example", "a@x.example,b@x.example"), "no mail address"),
        (changed(";PARTSTAT=ACCEPTED", ""), "neither yes nor no"),
        (changed("PARTSTAT=ACCEPTED", "PARTSTAT=NEEDS-ACTION"), "neither yes nor no"),
        (changed("PARTSTAT=ACCEPTED", "PARTSTAT=DELEGATED"), "neither yes nor no"),
        (changed("PARTSTAT=ACCEPTED", "PARTSTAT=ACCEPTED,DECLINED"), "neither yes nor no"),
        (changed(f"UID:{UID}", f"UID:{UID}\r\nUID:other"), "which invitation"),
        (changed(f"UID:{UID}\r\n", ""), "which invitation"),
        (changed(f"UID:{UID}", f"UID:{'x' * 300}"), "which invitation"),
        (changed("SEQUENCE:2", "SEQUENCE:-2"), "which invitation"),
        (changed("SEQUENCE:2", "SEQUENCE:²"), "which invitation"),
        (changed("SEQUENCE:2", f"SEQUENCE:{'9' * 5000}"), "which invitation"),
        (changed("DTSTAMP:20260107T081500Z\r\n", ""), "or when"),
        (changed("DTSTAMP:20260107T081500Z", "DTSTAMP;VALUE=DATE:20260107"), "or when"),
        (changed("20260107T081500Z", "20261307T081500Z"), "does not exist"),
        (changed("20260107T081500Z", "00000107T081500Z"), "does not exist"),
    ],
)
def test_what_is_no_answer_is_refused_in_a_sentence(content, says):
    with pytest.raises(BadReply) as refused:
        read_reply(content)
    assert says in refused.value.message
    assert refused.value.message.endswith(".")
    assert "people.example" not in refused.value.message  # nothing of the file is thrown back


@pytest.mark.parametrize(
    "content",
    [
        document(
            event=[
                "BEGIN:VTIMEZONE",
                "TZID:Made/Up",
                *("BEGIN:STANDARD", "DTSTART:19700101T000000", "RRULE:FREQ=SECONDLY"),
                *("TZOFFSETFROM:+0000", "TZOFFSETTO:+0100", "END:STANDARD"),
                *("BEGIN:DAYLIGHT", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0200"),
                *("END:DAYLIGHT", "END:VTIMEZONE"),
                *(line.replace("DTSTART:20260120T100000Z", "DTSTART;TZID=Made/Up:20260120T100000") for line in EVENT),
            ]
        ),
        b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 6_000,
        b"\r\n" * 49_000,
        b"\r\n " * 33_000,
        b"BEGIN:VCALENDAR\r\nX" + b";A=B" * 24_000 + b":x",
        b"BEGIN:VCALENDAR\r\nX;A=" + b'"' * 99_000,
        b"BEGIN:VCALENDAR\r\nX;A=" + b"\\" * 99_000,
        b"BEGIN:VCALENDAR\r\nX;A=" + b"b," * 49_000 + b":x",
        b"BEGIN:VCALENDAR\r\nX" + b" \t" * 49_000,
        b"BEGIN:VCALENDAR\r\nX;A=b" + b" \t" * 49_000 + b";",
        b"BEGIN:VCALENDAR\r\n" + b"X;A=1:2\r\n" * 10_000,
        changed("amara@people.example", "a" * 30_000 + "@people.example"),
        changed("amara@people.example", "a@" + "people." * 10_000 + "example"),
    ],
    ids=range(13),
)
def test_hostile_files_take_no_time(content):
    assert len(content) <= 100_000
    started = time.process_time()
    with suppress(BadReply):
        read_reply(content)
    assert time.process_time() - started < 2


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes_are_an_answer_or_a_refusal(content):
    with pytest.raises(BadReply):
        read_reply(content)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_spoilt_answer_is_an_answer_or_a_refusal(data):
    whole = document()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 40)))
    junk = data.draw(
        st.one_of(st.binary(max_size=30), st.text(alphabet=':;=,"\\\r\n \tA%^BEGIN', max_size=30).map(str.encode))
    )
    try:
        read = read_reply(whole[:start] + junk + whole[end:])
    except BadReply:
        return
    assert read.partstat in {"ACCEPTED", "DECLINED", "TENTATIVE"}
    assert "@" in read.attendee_mail
    assert read.stamped_at.tzinfo is UTC


def test_our_own_invitation_answered_by_a_calendar_comes_back():
    one = entry("2026-05-14T12:00", "Europe/Berlin", sequence=3)
    answered = invitation(one, AMARA).replace(b"METHOD:REQUEST", b"METHOD:REPLY").replace(b"NEEDS-ACTION", b"TENTATIVE")
    read = read_reply(answered)
    assert (read.uid, read.sequence, read.attendee_mail, read.partstat) == (one.uid, 3, AMARA.mail, "TENTATIVE")
