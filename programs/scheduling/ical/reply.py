"""Read the answer that somebody's calendar wrote: METHOD:REPLY, from anybody, so any bytes at all.

Lines are split by the library, but its calendar is not built from them: a few lines of time zone rules keep it busy for
minutes, and an answer needs none of its times but one.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from icalendar.parser import Contentlines

from portal.errors import DomainError

BIGGEST = 100_000  # bytes; real answers have about two thousand
LONGEST_UID = 255
PARTSTATS = ("ACCEPTED", "DECLINED", "TENTATIVE")
STAMP = re.compile(r"[0-9]{8}T[0-9]{6}Z?")
NUMBER = re.compile(r"[0-9]{1,9}")

Properties = dict[str, list[tuple[dict[str, str], str]]]  # name -> parameters and value of each


class BadReply(DomainError):
    """The file is not an answer that can be read."""


@dataclass(frozen=True)
class Reply:
    """What somebody's calendar says about one session."""

    uid: str
    sequence: int  # of the invitation that it answers
    attendee_mail: str  # in lower case
    partstat: str  # one of PARTSTATS
    stamped_at: datetime


def read_reply(document: bytes) -> Reply:
    """Read one answer.

    Raises:
        BadReply: the file is too big, no calendar, no answer, or an answer of which something is missing or unclear.
    """
    if len(document) > BIGGEST:
        raise BadReply("This file is too big for an answer. Choose the .ics file that your calendar sends as answer.")
    calendar, events = _read(document)
    if not calendar:
        raise BadReply("This is not a calendar file. Choose the .ics file that your calendar sends as answer.")
    if {value.strip().upper() for _, value in calendar["METHOD"]} != {"REPLY"}:
        raise BadReply("This file holds no answer. Choose the .ics file that your calendar sends as answer.")
    if len(events) != 1:
        raise BadReply("This file does not answer exactly one session. Choose the answer to one invitation.")
    return _reply(events[0])


def _reply(event: Properties) -> Reply:
    mail, partstat = _attendee(event)
    uid = _only(event, "UID")
    stamp = _only(event, "DTSTAMP")
    sequence = _only(event, "SEQUENCE") or "0"
    if not uid or len(uid) > LONGEST_UID or not NUMBER.fullmatch(sequence) or not STAMP.fullmatch(stamp):
        raise BadReply("This answer can’t be read: it does not say which invitation it answers, or when.")
    try:
        stamped_at = datetime.strptime(stamp.rstrip("Z"), "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        raise BadReply("This answer can’t be read: the time in it does not exist.") from None
    return Reply(uid=uid, sequence=int(sequence), attendee_mail=mail, partstat=partstat, stamped_at=stamped_at)


def _attendee(event: Properties) -> tuple[str, str]:
    """Mail and answer of the one person.

    Some calendars write an address of their own into the value, and the mail into a parameter.
    """
    if len(event["ATTENDEE"]) != 1:
        raise BadReply("This file does not say whose answer it is. Choose the answer of one person.")
    ((params, value),) = event["ATTENDEE"]
    scheme, _, address = value.strip().partition(":")
    mail = (unquote(address) if scheme.lower() == "mailto" else params.get("EMAIL", "")).strip().lower()
    try:
        validate_email(mail)
    except ValidationError:
        raise BadReply("This file does not say whose answer it is: there is no mail address in it.") from None
    partstat = params.get("PARTSTAT", "").strip().upper()
    if partstat not in PARTSTATS:
        raise BadReply("This file says neither yes nor no nor maybe. Answer the invitation in your calendar first.")
    return mail, partstat


def _only(event: Properties, name: str) -> str:
    """The value if there is one and only one, otherwise nothing."""
    values = [value.strip() for _, value in event[name]]
    return values[0] if len(values) == 1 else ""


def _read(document: bytes) -> tuple[Properties, list[Properties]]:
    """The properties of the calendar itself, and of each event directly in it."""
    calendar: Properties = defaultdict(list)
    events: list[Properties] = []
    inside: list[str] = []
    for name, params, value in _lines(document.decode("utf-8-sig", errors="replace")):
        if name == "BEGIN":
            inside.append(value.strip().upper())
            if inside == ["VCALENDAR", "VEVENT"]:
                events.append(defaultdict(list))
        elif name == "END":
            inside = inside[:-1]
        elif inside == ["VCALENDAR"]:
            calendar[name].append((params, value))
        elif inside == ["VCALENDAR", "VEVENT"]:
            events[-1][name].append((params, value))
    return calendar, events


def _lines(text: str) -> Iterator[tuple[str, dict[str, str], str]]:
    for line in filter(None, Contentlines.from_ical(text)):
        try:
            name, params, value = line.parts()
        except ValueError:  # no calendar line; what matters stands in others, or is missed there
            continue
        yield name.upper(), {key.upper(): str(param) for key, param in params.items()}, value
