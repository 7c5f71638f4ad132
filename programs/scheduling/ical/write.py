"""From sessions to iCalendar files: RFC 5545, iTIP (RFC 5546) and RFC 7986. The same input gives the same bytes."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event, vCalAddress, vText, vUri

from programs.scheduling.ical.entry import Attendee, Entry, Person
from programs.scheduling.ical.zones import is_shown_twice, is_utc, zone_rules

PRODID = "-//Cairn//Cairn portal//EN"
REFRESH = timedelta(minutes=15)
UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
NOT_IN_AN_ADDRESS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


class Text(vText):
    """Text that stays what it was: the library takes the letters of "C:\\New" for a line break."""

    def to_ical(self) -> bytes:
        """The text, escaped after RFC 5545, without what no calendar can show."""
        text = UNPRINTABLE.sub(" ", str(self).replace("\r\n", "\n").replace("\r", "\n"))
        escaped = text.replace("\\", "\\\\").replace(";", r"\;").replace(",", r"\,").replace("\n", r"\n")
        return escaped.encode()


def invitation(entry: Entry, attendee: Attendee) -> bytes:
    """An invitation, or its update when the sequence is higher: METHOD:REQUEST, for this one person."""
    event = _event(entry, cancelled=False)
    _add_organizer(event, entry.organizer)
    _add_attendee(event, attendee, {"PARTSTAT": attendee.partstat, "RSVP": "TRUE"})
    return _calendar([entry], [event], method="REQUEST")


def cancellation(entry: Entry, attendee: Attendee) -> bytes:
    """Takes the session out of this person's calendar, whether it is cancelled or goes on without them."""
    event = _event(entry, cancelled=True)
    _add_organizer(event, entry.organizer)
    _add_attendee(event, attendee, {})
    return _calendar([entry], [event], method="CANCEL")


def file(*entries: Entry) -> bytes:
    """One session or a whole series to take into a calendar: METHOD:PUBLISH, without attendees.

    A series can't be one REQUEST: RFC 5546 wants a single UID in it, and each of our sessions has its own.
    """
    events = []
    for entry in entries:
        event = _event(entry, cancelled=entry.cancelled, says_so=True)
        _add_organizer(event, entry.organizer)
        events.append(event)
    return _calendar(entries, events, method="PUBLISH")


def feed(entries: Iterable[Entry], name: str) -> bytes:
    """A calendar to subscribe to. The cancelled are in it, or calendars would keep showing them as they were.

    It has no METHOD: it is a state to be shown, not a message, and PUBLISH would want an organizer in each event.

    Args:
        entries: in the order in which they are written.
        name: what calendars call it.
    """
    entries = list(entries)
    events = [_event(entry, cancelled=entry.cancelled, says_so=True) for entry in entries]
    return _calendar(entries, events, name=name)


def _calendar(entries: Sequence[Entry], events: Sequence[Event], *, method: str = "", name: str = "") -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if method:
        calendar.add("method", method)
    if name:
        calendar.add("name", Text(name))
        calendar.add("x-wr-calname", Text(name))
        calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT15M")
    years = _years_by_zone(entries)
    if not events:
        years = {"UTC": (1970, 1970)}  # a calendar without any component is refused by some
    for key in sorted(years):
        calendar.add_component(zone_rules(key, *years[key]))
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical()


def _years_by_zone(entries: Iterable[Entry]) -> dict[str, tuple[int, int]]:
    years: dict[str, tuple[int, int]] = {}
    for entry in entries:
        start, end = _times(entry)
        if start.tzinfo is UTC:
            continue
        first, last = years.get(entry.zone.key, (start.year, end.year))
        years[entry.zone.key] = min(first, start.year), max(last, end.year)
    return years


def _times(entry: Entry) -> tuple[datetime, datetime]:
    """Start and end on the clocks of the zone; in UTC where one of them would not say which moment it means."""
    moments = entry.starts_at, entry.ends_at
    in_utc = is_utc(entry.zone) or any(is_shown_twice(moment, entry.zone) for moment in moments)
    start, end = (moment.astimezone(UTC if in_utc else entry.zone) for moment in moments)
    return start, end


def _event(entry: Entry, *, cancelled: bool, says_so: bool = False) -> Event:
    """The session without people.

    Args:
        cancelled: the status; a cancelled session takes nobody's time.
        says_so: the title tells it too, since Outlook shows subscribed events whatever their status is.
    """
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamped_at.astimezone(UTC))
    event.add("created", entry.created_at.astimezone(UTC))
    event.add("last-modified", entry.stamped_at.astimezone(UTC))
    for name, moment in zip(("dtstart", "dtend"), _times(entry), strict=True):
        _add_time(event, name, moment)
    event.add("summary", Text(f"Cancelled: {entry.title}" if cancelled and says_so else entry.title))
    event.add("description", Text(entry.about))
    event.add("url", _address(entry.page))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if cancelled else "OPAQUE")
    if entry.where:
        event.add("location", Text(entry.where))
    if entry.join_url:
        event.add("conference", vUri(_address(entry.join_url), params={"VALUE": "URI", "LABEL": "Join the call"}))
    return event


def _add_time(event: Event, name: str, moment: datetime) -> None:
    """The zone is named as in the rules: left to itself, the library writes zones that are always at UTC as UTC."""
    if moment.tzinfo is UTC:
        event.add(name, moment)
    else:
        event.add(name, moment.replace(tzinfo=None), parameters={"TZID": moment.tzinfo.key})


def _add_organizer(event: Event, person: Person) -> None:
    event.add("organizer", _calendar_address(person, {}))


def _add_attendee(event: Event, person: Person, answer: dict[str, str]) -> None:
    event.add("attendee", _calendar_address(person, {"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", **answer}))


def _calendar_address(person: Person, params: dict[str, str]) -> vCalAddress:
    name = " ".join(
        UNPRINTABLE.sub(" ", person.name).replace('"', "'").split()
    )  # no calendar agrees on quotes in names
    return vCalAddress(f"mailto:{_address(person.mail)}", params={"CN": name or _address(person.mail), **params})


def _address(address: str) -> str:
    """An address with nothing in it that would begin a new line, or could not be one."""
    return NOT_IN_AN_ADDRESS.sub("", address)
