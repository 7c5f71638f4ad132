"""“Add to calendar”: addresses that open the big calendars with a session filled in."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from programs.scheduling.ical import Person, add_links
from tests.programs.scheduling.golden_cases import entry

PAGE = "https://portal.harbour.example/o/harbour/sessions/7/"


def opened(address):
    """Host, path and the values, as a server takes them apart."""
    parts = urlsplit(address)
    return parts.scheme, parts.hostname, parts.path, dict(parse_qsl(parts.query, strict_parsing=True))


@pytest.fixture
def one():
    return entry(
        "2026-07-20T09:00", "Europe/Lisbon", page=PAGE, title="Führung & Übergabe: 50 % + x?", place="Room 4, A"
    )


def test_google_gets_the_session_in_utc(one):
    name, address = add_links(one)[0]
    assert name == "Google Calendar"
    assert opened(address) == (
        "https",
        "calendar.google.com",
        "/calendar/render",
        {
            "action": "TEMPLATE",
            "text": "Führung & Übergabe: 50 % + x?",
            "dates": "20260720T090000Z/20260720T100000Z",
            "details": PAGE,
            "location": "Room 4, A",
        },
    )


@pytest.mark.parametrize(
    ("position", "name", "host"),
    [(1, "Outlook.com", "outlook.live.com"), (2, "Microsoft 365", "outlook.office.com")],
)
def test_microsoft_gets_the_session_in_utc(one, position, name, host):
    said, address = add_links(one)[position]
    assert said == name
    assert opened(address) == (
        "https",
        host,
        "/calendar/deeplink/compose",
        {
            "path": "/calendar/action/compose",
            "rru": "addevent",
            "startdt": "2026-07-20T09:00:00Z",
            "enddt": "2026-07-20T10:00:00Z",
            "subject": "Führung & Übergabe: 50 % + x?",
            "body": PAGE,
            "location": "Room 4, A",
        },
    )


def test_a_space_is_never_a_plus(one):
    assert not [address for _, address in add_links(one) if "+" in address]


def test_nothing_else_of_the_session_goes_there():
    one = entry(
        "2026-07-20T09:00",
        "Europe/Lisbon",
        place="",
        organization="canary-a",
        join_url="https://canary-b.example/",
        organizer=Person("canary-c", "canary-d@people.example"),
    )
    addresses = [address for _, address in add_links(one)]
    assert len(addresses) == 3
    assert not [address for address in addresses if "canary" in address or "location" in address]


def test_what_is_cancelled_is_not_added():
    assert add_links(entry("2026-07-20T09:00", "Europe/Lisbon", cancelled=True)) == []
