"""The kinds of reminder, as data: what a lead time counts from, how long it may be, and what it is without a word."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NoReturn

from portal.errors import DomainError
from programs.engagements.kinds import Kind
from programs.engagements.lead_times import MOST, lead_time_words, minutes_in, parts_of

NONE = "none"
NONE_WORDS = frozenset({NONE, "never", "no", "no reminders", "no reminder", "off"})
SAME_DAY = "on the day"
SAME_DAY_WORDS = frozenset({SAME_DAY, "same day", "that day", "the day", "today", "0", "0 days"})


class Unit(StrEnum):
    """In what a lead is stored, and the minutes of one."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"

    @property
    def size(self) -> int:
        return {Unit.MINUTES: 1, Unit.HOURS: 60, Unit.DAYS: 24 * 60}[self]


@dataclass(frozen=True)
class Reminder:
    """One kind of reminder.

    Args:
        code: as it stands in the tables.
        name: of the field on the settings pages.
        about: when and to whom, for those who run a program.
        yours: the same for the person who is reminded.
        unit: of a lead. Leads in days come due at 08:00 by the reader's clock.
        before: whether a lead counts back from the moment; otherwise it counts on from it.
        default: leads where nobody has set any.
        longest: the longest lead, in `unit`.
        shortest: the shortest.
        example: lead times in words, as somebody would write them.
        to: whom it reaches: who leads, who is led, or everybody.
        kinds: the kinds of program that know it.
    """

    code: str
    name: str
    about: str
    yours: str
    unit: Unit
    before: bool
    default: tuple[int, ...]
    longest: int
    example: str
    shortest: int = 1
    most: int = MOST
    to: str = "everybody"
    kinds: tuple[Kind, ...] = tuple(Kind)


RELATIONS = (Kind.MENTORING, Kind.COACHING)
SESSION, EVALUATION = "session", "evaluation"
LEADS, LED, ADMINISTRATORS = "leads", "led", "administrators"
REMINDERS = {
    reminder.code: reminder
    for reminder in (
        Reminder(
            code=SESSION,
            name="Sessions",
            about="Before a session, to everybody who comes.",
            yours="Before a session.",
            unit=Unit.MINUTES,
            before=True,
            default=(24 * 60, 60),
            longest=14 * 24 * 60,
            example="24 hours, 1 hour",
        ),
        Reminder(
            code="prepare",
            name="Topics to prepare",
            about="Before a session, to mentees and clients who have no topic for it yet.",
            yours="Before a session in which you have no topic yet.",
            unit=Unit.HOURS,
            before=True,
            default=(48,),
            longest=14 * 24,
            example="2 days, 4 hours",
            to=LED,
            kinds=RELATIONS,
        ),
        Reminder(
            code="agenda",
            name="Topics that were sent ahead",
            about="Before a session, to who leads it: how many topics have come, or that there is none.",
            yours="Before a session that you lead: how many topics have come.",
            unit=Unit.HOURS,
            before=True,
            default=(24,),
            longest=14 * 24,
            example="24 hours",
            to=LEADS,
            kinds=RELATIONS,
        ),
        Reminder(
            code="action",
            name="Actions that are due",
            about="Before the day, to the person whose open action it is.",
            yours="Before the day on which an action of yours is due.",
            unit=Unit.DAYS,
            before=True,
            default=(1,),
            shortest=0,
            longest=30,
            example="3 days, on the day",
        ),
        Reminder(
            code="overdue",
            name="Actions that are overdue",
            about="After the day, to the person whose action is still open.",
            yours="After that day, while the action is open.",
            unit=Unit.DAYS,
            before=False,
            default=(3,),
            longest=60,
            example="3 days, 1 week",
        ),
        Reminder(
            code="exercise",
            name="Exercises that are due",
            about="Before the day, to the person whose exercise is not handed in.",
            yours="Before the day on which an exercise of yours is due.",
            unit=Unit.DAYS,
            before=True,
            default=(1,),
            shortest=0,
            longest=30,
            example="3 days, on the day",
        ),
        Reminder(
            code="agreement",
            name="Agreements that wait for a yes",
            about="After they were asked, to whoever has not signed, or not agreed to what the circle agreed.",
            yours="After you were asked to sign a contract or to agree to what your circle agreed.",
            unit=Unit.DAYS,
            before=False,
            default=(3, 7),
            longest=60,
            example="3 days, 1 week",
            kinds=RELATIONS,
        ),
        Reminder(
            code="covenant",
            name="Signatures on who sees what",
            about="After they could sign, to whoever has not signed who sees what.",
            yours="After you could sign who sees what, while you have not.",
            unit=Unit.DAYS,
            before=False,
            default=(2,),
            longest=60,
            example="2 days, 1 week",
        ),
        Reminder(
            code="request",
            name="Questions about a time",
            about="After they were asked, to whoever has not answered proposed times, a request to move or a poll.",
            yours="After you were asked about times, a move or a poll, while it takes answers.",
            unit=Unit.HOURS,
            before=False,
            default=(24,),
            longest=14 * 24,
            example="24 hours",
        ),
        Reminder(
            code="attendance",
            name="Who came",
            about="After the end of a session, to who leads it, until who came is marked.",
            yours="After the end of a session that you lead, until who came is marked.",
            unit=Unit.HOURS,
            before=False,
            default=(24, 72),
            longest=30 * 24,
            example="24 hours, 3 days",
            to=LEADS,
        ),
        Reminder(
            code="notes",
            name="Notes",
            about="After a session was marked as held, to who leads it and has no note. What notes say is never read.",
            yours="After a session that you lead was marked as held, while you have no note about it.",
            unit=Unit.HOURS,
            before=False,
            default=(48,),
            longest=30 * 24,
            example="2 days",
            to=LEADS,
            kinds=RELATIONS,
        ),
        Reminder(
            code=EVALUATION,
            name="Questions to answer",
            about="Each plan of questions says when.",
            yours="Before questions close that you have not answered. Nobody else sees that you have not.",
            unit=Unit.DAYS,
            before=True,
            default=(),
            longest=60,
            example="1 week, 1 day",
            kinds=(),
        ),
        Reminder(
            code="credential",
            name="Credentials that expire",
            about="Before the day, to the coach whose credential it is.",
            yours="Before the day on which a credential of yours expires.",
            unit=Unit.DAYS,
            before=True,
            default=(60, 14),
            longest=365,
            example="60 days, 14 days",
            to=LEADS,
            kinds=(),
        ),
        Reminder(
            code="expired",
            name="Credentials that have expired",
            about="After the day, to every administrator.",
            yours="After a credential of a coach has expired.",
            unit=Unit.DAYS,
            before=False,
            default=(1,),
            longest=60,
            example="1 day",
            to=ADMINISTRATORS,
            kinds=(),
        ),
    )
}


def leads_words(reminder: Reminder, leads: Iterable[int]) -> str:
    """ "24 hours, 1 hour", "3 days, on the day", or "none"."""
    return ", ".join(_words(reminder, lead) for lead in leads) or NONE


def _words(reminder: Reminder, lead: int) -> str:
    if reminder.unit != Unit.DAYS:
        return lead_time_words(lead * reminder.unit.size)
    if lead == 0:
        return SAME_DAY
    size, unit = (7, "week") if lead % 7 == 0 else (1, "day")
    return f"{lead // size} {unit}{'s' * (lead != size)}"


def read_leads(reminder: Reminder, text: str) -> list[int] | None:
    """What somebody wrote, in the unit of the kind, as they come due; None if nothing, [] for "none".

    Raises:
        DomainError: a part of it is no lead time of this kind.
    """
    parts = parts_of(text)
    if not parts:
        return None
    if len(parts) == 1 and parts[0] in NONE_WORDS:
        return []
    return check_leads(reminder, [_read(reminder, part) for part in parts])


def _read(reminder: Reminder, part: str) -> int:
    if reminder.shortest == 0 and part in SAME_DAY_WORDS:
        return 0
    minutes = minutes_in(part)
    if minutes is None:
        _refuse(reminder, f"“{part}” is no lead time. Write it like “{reminder.example}”, or “{NONE}”.")
    if minutes % reminder.unit.size:
        whole = "days" if reminder.unit == Unit.DAYS else "hours"
        _refuse(reminder, f"“{part}” is too exact: this reminder knows whole {whole}, like “{reminder.example}”.")
    return minutes // reminder.unit.size


def check_leads(reminder: Reminder, leads: Iterable[int]) -> list[int]:
    """Each once, in the order in which they come due.

    Raises:
        DomainError: there are too many, or one is out of reach.
    """
    kept = sorted(set(leads), reverse=reminder.before)
    if len(kept) > reminder.most:
        _refuse(reminder, f"Choose at most {reminder.most} lead times; more reminders are not read.")
    if any(not reminder.shortest <= lead <= reminder.longest for lead in kept):
        least, most = _words(reminder, reminder.shortest), _words(reminder, reminder.longest)
        _refuse(reminder, f"Choose lead times from “{least}” to “{most}”.")
    return kept


def _refuse(reminder: Reminder, text: str) -> NoReturn:
    raise DomainError(text, field=reminder.code)
