"""How long before a session people are reminded: in words for people, in minutes for the portal."""

import re

from portal.errors import DomainError

MOST = 4
LONGEST = 14 * 24 * 60  # minutes; who is reminded earlier than two weeks before has forgotten it again
UNITS = ((7 * 24 * 60, "week"), (24 * 60, "day"), (60, "hour"), (1, "minute"))
SPOKEN_IN_HOURS = 2 * 24 * 60  # up to two days one says "24 hours", not "1 day"
SHORT = {"w": "week", "d": "day", "h": "hour", "hr": "hour", "m": "minute", "min": "minute"}
WRITTEN = re.compile(r"(\d{1,5})\s*([a-z]+)")
EXAMPLE = "Write lead times like “24 hours, 1 hour”."


def lead_time_words(minutes: int) -> str:
    """ "24 hours", "3 days"."""
    longest = 60 if minutes <= SPOKEN_IN_HOURS else minutes
    size, unit = next((size, unit) for size, unit in UNITS if size <= longest and minutes % size == 0)
    return f"{minutes // size} {unit}{'s' * (minutes != size)}"


def lead_times_words(lead_times: list[int]) -> str:
    """ "24 hours, 1 hour"."""
    return ", ".join(lead_time_words(minutes) for minutes in lead_times)


def read_lead_times(text: str) -> list[int]:
    """What somebody wrote, as minutes, the longest first; nothing written is no reminder.

    Raises:
        DomainError: a part of it is no lead time.
    """
    return check_lead_times([_minutes(part) for part in parts_of(text)])


def parts_of(text: str) -> list[str]:
    """What somebody wrote, one lead time each: “3 days and 1 hour” are two."""
    return [part.strip() for part in re.split(r"[,;]|\band\b", text.lower()) if part.strip()]


def minutes_in(part: str) -> int | None:
    """One lead time in minutes; None if it is none."""
    found = WRITTEN.fullmatch(part)
    if found:
        unit = SHORT.get(found[2], found[2].removesuffix("s"))
        for size, name in UNITS:
            if name == unit:
                return int(found[1]) * size
    return None


def _minutes(part: str) -> int:
    minutes = minutes_in(part)
    if minutes is None:
        raise DomainError(f"“{part}” is no lead time. {EXAMPLE}", field="reminder_minutes")
    return minutes


def check_lead_times(lead_times: list[int]) -> list[int]:
    """Each once, the longest first.

    Raises:
        DomainError: there are too many, or one is out of reach.
    """
    kept = sorted(set(lead_times), reverse=True)
    if len(kept) > MOST:
        raise DomainError(f"Choose at most {MOST} lead times; more reminders are not read.", field="reminder_minutes")
    if any(not 0 < minutes <= LONGEST for minutes in kept):
        raise DomainError("A reminder goes out between a minute and two weeks before.", field="reminder_minutes")
    return kept
