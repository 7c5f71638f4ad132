"""From bytes to components, with nothing in them but the lines that say when somebody is busy.

`icalendar` parses single values further on, but not the file: its parser keeps every unknown time zone and component
name of every file for the whole process, so that one person's calendar would shift another one's times.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from icalendar.parser import Contentline

from .bounds import (
    CUT,
    DAMAGED,
    DEEPEST,
    LONGEST_HEAD,
    LONGEST_LINE,
    MOST_BYTES,
    NOT_A_CALENDAR,
    TOO_BIG,
    BadCalendar,
    Budget,
)

KEPT = {
    *("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "UID", "SEQUENCE"),
    *("TRANSP", "STATUS", "X-MICROSOFT-CDO-BUSYSTATUS", "ATTENDEE", "FREEBUSY"),
    *("TZID", "TZOFFSETFROM", "TZOFFSETTO", "X-WR-TIMEZONE", "CALSCALE"),
}
MARKS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"B\0", "utf-16-le"),
    (b"\0B", "utf-16-be"),
]
FOLD = re.compile(r"(?<!\n)\n+[ \t]")  # the look back keeps a million empty lines from being tried a million times
NAME = re.compile(r"\s*([A-Za-z0-9-]{1,40})\s*[;:]")
HEAD = re.compile(r'(?:[^":]++|"[^"]*+")*+:')
IN_A_CALENDAR = {"VEVENT", "VFREEBUSY", "VTODO", "VJOURNAL", "VTIMEZONE", "VAVAILABILITY"}


@dataclass(slots=True)
class Component:
    """An event, a zone, a calendar: what stands between BEGIN and END."""

    name: str
    lines: dict[str, list[str]] = field(default_factory=dict)
    parts: list[Component] = field(default_factory=list)

    def first(self, name: str) -> str:
        """The value of a property that should stand there once, in capitals, or nothing."""
        lines = self.lines.get(name)
        return lines[0].partition(":")[2].strip().upper() if lines else ""

    def one(self, name: str) -> tuple[dict[str, str], str]:
        """Parameters and value of a property that must stand there.

        Raises:
            ValueError: it does not, or its line is none.
        """
        return parse_line(self.lines.get(name, [""])[0])


def parse_line(line: str) -> tuple[dict[str, str], str]:
    """Parameters and value of one line.

    Raises:
        ValueError: it is no content line.
    """
    split = HEAD.match(line)
    if not split or split.end() > LONGEST_HEAD:
        raise ValueError
    head, value = split[0], line[split.end() :].strip()
    if ";" not in head:
        return {}, value
    _, parameters, _ = Contentline(head).raw_parts()
    return {
        key.upper(): ",".join(given) if isinstance(given, list) else given for key, given in parameters.items()
    }, value


def read_components(document: bytes, budget: Budget) -> list[Component]:
    """The calendars of a file.

    A component that is not ended ends where the next one begins, so that one broken line hides one event at most. A
    file without its end is refused: what would have followed might be a full week.

    Raises:
        BadCalendar: this is no calendar, not all of it, or too much.
    """
    if len(document) > MOST_BYTES:
        raise BadCalendar(TOO_BIG)
    file = Component("")
    open_ones = [file]
    for line in _lines(_text(document)):
        named = NAME.match(line)
        name = named[1].upper() if named else ""
        if name == "BEGIN":
            _begin(open_ones, line.partition(":")[2].strip().upper(), budget)
        elif len(open_ones) == 1:
            if not file.parts:
                raise BadCalendar(NOT_A_CALENDAR)
        elif name == "END":
            _end(open_ones, line.partition(":")[2].strip().upper())
        elif name in KEPT:
            if len(line) > LONGEST_LINE:
                raise BadCalendar(TOO_BIG)
            open_ones[-1].lines.setdefault(name, []).append(line)
    if not file.parts:
        raise BadCalendar(NOT_A_CALENDAR)
    if len(open_ones) > 1:
        raise BadCalendar(CUT)
    return file.parts


def _begin(open_ones: list[Component], name: str, budget: Budget) -> None:
    budget.spend("components")
    if len(open_ones) == 1 and name != "VCALENDAR":
        raise BadCalendar(NOT_A_CALENDAR)
    if name in IN_A_CALENDAR:
        del open_ones[2:]
    if len(open_ones) > DEEPEST:
        raise BadCalendar(DAMAGED)
    begun = Component(name)
    open_ones[-1].parts.append(begun)
    open_ones.append(begun)


def _end(open_ones: list[Component], name: str) -> None:
    for depth in range(len(open_ones) - 1, 0, -1):
        if open_ones[depth].name == name:
            del open_ones[depth:]
            return


def _lines(text: str) -> Iterator[str]:
    """The content lines: whatever ends them, unfolded, without the empty ones."""
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").strip()
    return (found[0] for found in re.finditer("[^\n]+", FOLD.sub("", text)))


def _text(document: bytes) -> str:
    for mark, encoding in MARKS:
        if document.startswith(mark):
            return document.decode(encoding, errors="replace").removeprefix("\ufeff")
    try:
        return document.decode()
    except UnicodeDecodeError:
        return document.decode("cp1252", errors="replace")  # letters of titles, which are not read anyway
