"""Calendar files read with vobject: by other people, on other code, than the library that wrote them."""

from datetime import UTC, datetime, tzinfo

import vobject
import vobject.icalendar

KNOWN_ZONES = vars(vobject.icalendar)["__tzidMap"]


def read(document: bytes):
    """The calendar, with its own zones only.

    vobject remembers the zones of files that it read before, and where it takes rules for those of UTC (as Lisbon's in
    winter) it prefers what it knows by itself. So its memory is emptied, and filled from the rules in this file.
    """
    for key in KNOWN_ZONES.keys() - {"UTC"}:
        del KNOWN_ZONES[key]
    for key, rules in rules_of(_calendar(document)).items():
        vobject.icalendar.registerTzid(key, rules)
    return _calendar(document)


def _calendar(document: bytes):
    (calendar,) = vobject.readComponents(document.decode())
    return calendar


def in_utc(value: datetime) -> datetime:
    """The moment, after the rules in the file and not after those that a Python library knows by itself."""
    assert type(value.tzinfo).__name__ in {"_tzicalvtz", "tzutc"}
    return value.astimezone(UTC)


def rules_of(calendar) -> dict[str, tzinfo]:
    """The zones as the file describes them, by their names in it."""
    return {zone.tzid.value: zone.tzinfo for zone in calendar.contents.get("vtimezone", [])}
