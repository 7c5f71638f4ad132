"""The calendar files in `golden/`, and how to write them anew after a change that is meant:

    .venv/bin/python -m tests.programs.scheduling.golden_cases

Then read the difference in git line by line: people's calendars will do what it says.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from programs.scheduling.ical import Attendee, Entry, Person, cancellation, feed, file, invitation, uid_of

GOLDEN = Path(__file__).with_name("golden")
SITE = "https://portal.harbour.example:8443"
AMARA = Attendee("Amara Diallo", "amara@people.example")
HARD_TITLE = (
    "Führung, Rückblick; „Übergabe“ 🧗‍♀️ und C:\\New\nin zwei Zeilen, mit Umlauten äöü bis über das Ende der Zeile"
)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def entry(start: str, zone: str, *, number: int = 1, **other) -> Entry:
    """An hour from this moment in UTC."""
    session_id = UUID(f"01890a5d-ac96-774b-bcce-b302099a80{number:02}")
    values = {
        "uid": uid_of(session_id, SITE),
        "sequence": 0,
        "starts_at": moment(start),
        "ends_at": moment(start) + timedelta(hours=1),
        "zone": ZoneInfo(zone),
        "title": "First leads: kick-off",
        "organization": "Harbour Health",
        "page": f"{SITE}/o/harbour/sessions/{session_id}/",
        "created_at": moment("2026-01-05T08:00"),
        "stamped_at": moment("2026-01-06T09:30"),
        "organizer": Person("Helen Marsh", "helen@people.example"),
        "place": "Room 4, Quay House",
        "join_url": "https://meet.example/first-leads?pwd=a1&from=mail",
    }
    return Entry(**{**values, **other})


lisbon = entry("2026-01-20T10:00", "Europe/Lisbon")
ENTRIES = {
    "lisbon-winter": lisbon,
    "lisbon-summer": entry("2026-07-20T09:00", "Europe/Lisbon", place=""),
    "new-york-between-the-changes": entry("2026-03-17T14:00", "America/New_York", join_url=""),  # Europe is not yet on
    "sao-paulo": entry("2026-12-15T13:00", "America/Sao_Paulo"),
    "casablanca": entry("2026-02-18T10:00", "Africa/Casablanca"),  # changes that follow no yearly rule
    "utc": entry("2026-05-14T12:00", "UTC", place="", join_url=""),
    "hard-title": entry("2026-05-14T12:00", "Europe/Berlin", title=HARD_TITLE),
    "moved": entry("2026-05-15T12:00", "Europe/Berlin", sequence=3, stamped_at=moment("2026-05-01T10:00")),
}
FEED = [
    lisbon,
    entry("2026-05-14T13:00", "America/New_York", number=2, sequence=1, cancelled=True),
    entry("2027-06-01T08:00", "Europe/Lisbon", number=3, title="Coaching: Amara and Tiago", organization="Northside"),
]
DOCUMENTS = {
    **{name: invitation(one, AMARA) for name, one in ENTRIES.items()},
    "cancelled": cancellation(entry("2026-05-14T12:00", "Europe/Berlin", sequence=4, cancelled=True), AMARA),
    "feed": feed(FEED, "Cairn: Amara Diallo"),
    "feed-empty": feed([], "Cairn: Amara Diallo"),
    "file": file(lisbon),
    "file-of-a-series": file(*(entry(f"2026-05-{day}T12:00", "Europe/Berlin", number=day) for day in (14, 21, 28))),
}

if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for old in GOLDEN.glob("*.ics"):
        old.unlink()
    for name, document in DOCUMENTS.items():
        (GOLDEN / f"{name}.ics").write_bytes(document)
