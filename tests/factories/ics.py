"""Calendar files from outside, written small, and their busy times, told short."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from programs.scheduling.foreign import busy_periods

LISBON, BERLIN, NEW_YORK = ZoneInfo("Europe/Lisbon"), ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
SINCE, UNTIL = datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)

MORNING = ("DTSTART:20261005T090000Z", "DTEND:20261005T100000Z")
SERIES = ("DTSTART;TZID=Europe/Lisbon:20261001T090000", "DTEND;TZID=Europe/Lisbon:20261001T100000")

OUTLOOK_ZONE = """
BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


def calendar(*parts: str) -> bytes:
    text = "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *(part.strip() for part in parts), "END:VCALENDAR", ""])
    return text.replace("\n", "\r\n").encode()


def event(*lines: str, uid: str = "") -> str:
    return "\n".join(["BEGIN:VEVENT", *([f"UID:{uid}"] if uid else []), *lines, "END:VEVENT"])


def read(*parts: str, since=SINCE, until=UNTIL, zone=LISBON, mine=()) -> list[str]:
    """The busy stretches, as "month-day hour:minute/hour:minute" in UTC; the end with its day if that is another."""
    return [
        told(*stretch) for stretch in busy_periods(calendar(*parts), since=since, until=until, zone=zone, mine=mine)
    ]


def told(begins: datetime, ends: datetime) -> str:
    assert begins.tzinfo is UTC
    assert ends.tzinfo is UTC
    return (
        f"{begins:%m-%d %H:%M}/{ends:%H:%M}"
        if begins.date() == ends.date()
        else f"{begins:%m-%d %H:%M}/{ends:%m-%d %H:%M}"
    )


GOOD = event(*MORNING)
