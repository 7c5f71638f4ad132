"""Invitations, updates, cancellations, files and feeds, byte for byte, and as a second library reads them."""

import os
import re
import subprocess
import sys
from dataclasses import fields, replace
from uuid import UUID

import pytest

from programs.scheduling.ical import (
    Attendee,
    Entry,
    Person,
    cancellation,
    feed,
    file,
    invitation,
    session_id_of,
    uid_of,
)
from tests.programs.scheduling.golden_cases import AMARA, DOCUMENTS, ENTRIES, FEED, GOLDEN, HARD_TITLE, entry, moment
from tests.programs.scheduling.second_reader import in_utc, read


def unfolded(document: bytes) -> list[str]:
    return document.decode().replace("\r\n ", "").split("\r\n")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_file_is_the_golden_one_byte_for_byte(name):
    assert DOCUMENTS[name] == (GOLDEN / f"{name}.ics").read_bytes()


def test_every_golden_file_is_compared():
    assert {path.stem for path in GOLDEN.iterdir()} == set(DOCUMENTS)


def test_another_process_writes_the_same_bytes():
    code = "import sys; from tests.programs.scheduling.golden_cases import DOCUMENTS as d; print(hash('a'), d)"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    hashes, documents = zip(*(run.split(" ", 1) for run in runs), strict=True)
    assert len(set(hashes)) == 2  # the processes were not alike
    assert len(set(documents)) == 1


@pytest.mark.parametrize("name", DOCUMENTS)
def test_lines_are_as_the_format_wants_them(name):
    document = DOCUMENTS[name]
    assert document.endswith(b"END:VCALENDAR\r\n")
    lines = document.split(b"\r\n")
    assert not re.search(rb"[\r\n\x00-\x08\x0b-\x1f]", b"".join(lines))
    assert max(len(line) for line in lines) <= 75
    for line in lines:
        line.decode()  # no character is cut in two
    assert document.count(b"BEGIN:VALARM") == 0


@pytest.mark.parametrize("name", ENTRIES)
def test_a_second_library_reads_an_invitation(name):
    one, calendar = ENTRIES[name], read(DOCUMENTS[name])
    event = calendar.vevent
    assert calendar.method.value == "REQUEST"
    assert (event.uid.value, event.sequence.value) == (one.uid, str(one.sequence))
    assert (in_utc(event.dtstart.value), in_utc(event.dtend.value)) == (one.starts_at, one.ends_at)
    assert in_utc(event.dtstamp.value) == one.stamped_at
    assert event.summary.value == one.title
    assert event.status.value == "CONFIRMED"
    assert event.url.value == one.page
    assert [line.value for line in event.contents.get("location", [])] == ([one.where] if one.where else [])
    assert [line.value for line in event.contents.get("conference", [])] == ([one.join_url] if one.join_url else [])
    (attendee,) = event.attendee_list
    assert attendee.value == "mailto:amara@people.example"
    assert attendee.params["CN"] == ["Amara Diallo"]
    assert (attendee.params["PARTSTAT"], attendee.params["RSVP"]) == (["NEEDS-ACTION"], ["TRUE"])
    assert event.organizer.value == "mailto:helen@people.example"


def test_times_are_written_as_clocks_of_the_session_s_zone_show_them():
    assert "DTSTART;TZID=Europe/Lisbon:20260720T100000" in unfolded(DOCUMENTS["lisbon-summer"])
    assert "DTSTART;TZID=Europe/Lisbon:20260120T100000" in unfolded(DOCUMENTS["lisbon-winter"])
    assert "DTSTART;TZID=America/New_York:20260317T100000" in unfolded(DOCUMENTS["new-york-between-the-changes"])


def test_the_address_of_a_call_is_not_text_and_stays_as_it_is():
    one = entry("2026-05-14T12:00", "UTC", place="", join_url="https://meet.example/a?b=c,d;e\\f")
    lines = unfolded(invitation(one, AMARA))
    assert "CONFERENCE;LABEL=Join the call;VALUE=URI:https://meet.example/a?b=c,d;e\\f" in lines
    assert r"LOCATION:https://meet.example/a?b=c\,d\;e\\f" in lines


def test_utc_needs_no_rules():
    document = DOCUMENTS["utc"]
    assert b"DTSTART:20260514T120000Z\r\n" in document
    assert b"VTIMEZONE" not in document


def test_the_second_library_reads_the_rules_of_the_file_and_no_others():
    bent = DOCUMENTS["lisbon-summer"].replace(b"TZOFFSETTO:+0100", b"TZOFFSETTO:+0500")
    assert in_utc(read(bent).vevent.dtstart.value) == moment("2026-07-20T05:00")


@pytest.mark.parametrize(
    ("starts_at", "ends_at"),
    [
        ("2026-10-25T00:30", "2026-10-25T01:30"),  # ends when clocks in Lisbon show 01:30 for the second time
        ("2026-10-25T00:10", "2026-10-25T00:40"),
        ("2026-10-25T01:00", "2026-10-25T01:59"),
        ("2026-03-29T00:30", "2026-03-29T01:30"),  # over the hour that is skipped
        ("2026-12-31T23:30", "2027-01-01T00:30"),
    ],
)
def test_the_nights_of_a_change_keep_their_moments(starts_at, ends_at):
    one = entry(starts_at, "Europe/Lisbon", ends_at=moment(ends_at))
    event = read(invitation(one, AMARA)).vevent
    assert (in_utc(event.dtstart.value), in_utc(event.dtend.value)) == (one.starts_at, one.ends_at)


def test_a_move_is_the_same_event_with_a_higher_sequence():
    calendar = read(DOCUMENTS["moved"])
    assert calendar.vevent.sequence.value == "3"
    assert calendar.vevent.uid.value == ENTRIES["lisbon-winter"].uid


def test_what_the_person_has_answered_is_in_the_update():
    event = read(invitation(entry("2026-05-14T12:00", "UTC"), replace(AMARA, partstat="DECLINED"))).vevent
    assert event.attendee.params["PARTSTAT"] == ["DECLINED"]


@pytest.mark.parametrize("cancelled", [True, False], ids=["cancelled for all", "goes on without this person"])
def test_a_cancellation_takes_the_event_away(cancelled):
    one = entry("2026-05-14T12:00", "Europe/Berlin", sequence=4, cancelled=cancelled)
    calendar = read(cancellation(one, AMARA))
    event = calendar.vevent
    assert (calendar.method.value, event.status.value, event.transp.value) == ("CANCEL", "CANCELLED", "TRANSPARENT")
    assert (event.uid.value, event.sequence.value) == (one.uid, "4")
    assert [line.value for line in event.attendee_list] == ["mailto:amara@people.example"]
    assert in_utc(event.dtstart.value) == one.starts_at


def test_a_feed_has_a_name_a_pace_and_the_cancelled_and_no_people():
    calendar = read(DOCUMENTS["feed"])
    assert "method" not in calendar.contents
    assert calendar.contents["name"][0].value == calendar.contents["x-wr-calname"][0].value == "Cairn: Amara Diallo"
    assert calendar.contents["refresh-interval"][0].value == "PT15M"
    assert calendar.contents["x-published-ttl"][0].value == "PT15M"
    events = calendar.vevent_list
    assert [in_utc(event.dtstart.value) for event in events] == [one.starts_at for one in FEED]
    assert [event.status.value for event in events] == ["CONFIRMED", "CANCELLED", "CONFIRMED"]
    assert [event.transp.value for event in events] == ["OPAQUE", "TRANSPARENT", "OPAQUE"]
    assert [event.summary.value for event in events] == [
        "First leads: kick-off",
        "Cancelled: First leads: kick-off",
        "Coaching: Amara and Tiago",
    ]
    assert {zone.tzid.value for zone in calendar.vtimezone_list} == {"America/New_York", "Europe/Lisbon"}
    assert b"mailto" not in DOCUMENTS["feed"]
    assert not {"attendee", "organizer"} & {key for event in events for key in event.contents}


def test_an_empty_feed_is_a_calendar_that_can_be_read():
    calendar = read(DOCUMENTS["feed-empty"])
    assert "vevent" not in calendar.contents
    assert calendar.vtimezone.tzid.value == "UTC"


def test_a_file_and_a_series_are_published_without_attendees():
    for name, count in (("file", 1), ("file-of-a-series", 3)):
        calendar = read(DOCUMENTS[name])
        assert calendar.method.value == "PUBLISH"
        assert len({event.uid.value for event in calendar.vevent_list}) == count
        assert all("attendee" not in event.contents for event in calendar.vevent_list)
        assert len(calendar.vtimezone_list) == 1
    cancelled = read(file(entry("2026-05-14T12:00", "Europe/Berlin", cancelled=True))).vevent
    assert (cancelled.status.value, cancelled.summary.value) == ("CANCELLED", "Cancelled: First leads: kick-off")


@pytest.mark.parametrize(
    "text",
    [
        "a, b; c: d",
        "line one\nline two",
        r"C:\New\network",
        r"\\, \; \n",
        "🧗‍♀️" * 40,
        "ü" * 140,
        '"quoted"',
        "BEGIN:VALARM\nEND:VEVENT",
    ],
)
def test_texts_come_back_as_they_were(text):
    event = read(invitation(entry("2026-05-14T12:00", "UTC", title=text, place=text), AMARA)).vevent
    assert (event.summary.value, event.location.value) == (text, text)


def test_the_hard_title_is_hard():
    assert len(HARD_TITLE.encode()) > 75
    assert all(sign in HARD_TITLE for sign in ",;\n\\ü🧗")


@pytest.mark.parametrize(
    "evil", ["\r\nX-EVIL:1", "\nX-EVIL:1", "\rX-EVIL:1", '"\r\nX-EVIL:1', "\u2028X-EVIL:1", "\x00\x0b\x85\ud800"]
)
def test_nothing_that_a_person_typed_begins_a_line(evil):
    one = entry(
        "2026-05-14T12:00",
        "Europe/Berlin",
        title=f"a{evil}",
        organization=f"b{evil}",
        place=f"c{evil}",
        page=f"https://portal.example/{evil}",
        join_url=f"https://meet.example/{evil}",
        organizer=Person(f"d{evil}", f"helen@people.example{evil}"),
    )
    person = Attendee(f"e{evil}", f"amara@people.example{evil}")
    for document in (invitation(one, person), cancellation(one, person), file(one), feed([one], f"f{evil}")):
        assert not re.search(r"(?:^|[\r\n\x0b\x85\u2028])X-EVIL", "\n".join(unfolded(document)).replace("\\n", ""))
        assert len(read(document).vevent_list) == 1
        assert not re.search("[\x00\x0b\x0c\x85\u2028]", document.decode())


def test_only_what_an_entry_holds_comes_out():
    """Every word of a file is one of the entry, of the person, of the format, or of the one sentence."""
    one = entry(
        "2026-05-14T12:00",
        "Europe/Berlin",
        title="canary1",
        organization="canary2",
        place="canary3",
        join_url="https://canary4.example/",
        page="https://canary5.example/",
        organizer=Person("canary6", "canary7@people.example"),
    )
    person = Attendee("canary8", "canary9@people.example")
    format_only = entry("2026-05-14T12:00", "Europe/Berlin", title="", organization="", place="", join_url="", page="")
    bare = "\n".join(unfolded(invitation(format_only, Attendee("", ""))))
    known = set(re.findall(r"[\w.-]+", f"{bare} CONFERENCE LABEL Join the call VALUE URI LOCATION https"))
    found = set(re.findall(r"[\w.-]+", "\n".join(unfolded(invitation(one, person)))))
    assert sorted(found - known) == [
        *("canary1", "canary2", "canary3", "canary4.example", "canary5.example"),
        *("canary6", "canary7", "canary8", "canary9"),
    ]
    for document in (feed([one], "mine"), file(one)):
        assert "canary9" not in document.decode()
    assert "canary7" not in feed([one], "mine").decode()


def test_an_entry_has_no_room_for_what_people_write_to_each_other():
    names = {field.name for field in fields(Entry)}
    assert not {name for name in names if re.search("note|topic|reason|message|answer|attendee|description", name)}


def test_a_name_is_shown_without_breaking_its_parameter():
    person = Attendee('Amara "Ama" Diallo, PhD; x:y', "amara@people.example")
    attendee = read(invitation(entry("2026-05-14T12:00", "UTC"), person)).vevent.attendee
    assert attendee.params["CN"] == ["Amara 'Ama' Diallo, PhD; x:y"]
    assert read(invitation(entry("2026-05-14T12:00", "UTC"), replace(AMARA, name=""))).vevent.attendee.params["CN"] == [
        "amara@people.example"
    ]


def test_times_without_a_zone_are_refused():
    with pytest.raises(ValueError, match="moments"):
        entry("2026-05-14T12:00", "UTC", ends_at=moment("2026-05-14T13:00").replace(tzinfo=None))


def test_the_uid_is_for_life_and_leads_back():
    session_id = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
    uid = uid_of(session_id, "https://portal.harbour.example:8443/")
    assert uid == "session-01890a5d-ac96-774b-bcce-b302099a8057@portal.harbour.example"
    assert session_id_of(uid) == session_id_of(f" {uid.upper()}\n") == session_id
    assert session_id_of(uid_of(session_id, "http://[::1]:8000")) == session_id


@pytest.mark.parametrize(
    "uid",
    [
        "",
        "session-@x",
        "01890a5d-ac96-774b-bcce-b302099a8057@x",
        "session-01890a5d-ac96-774b-bcce-b302099a8057",
        "session-01890a5d-ac96-774b-bcce-b302099a8057@",
        "session-01890a5dac96774bbcceb302099a8057@x",
        "session-01890a5d-ac96-774b-bcce-b302099a8057@x@y",
        "xsession-01890a5d-ac96-774b-bcce-b302099a8057@x",
    ],
)
def test_other_uids_are_none_of_ours(uid):
    assert session_id_of(uid) is None
