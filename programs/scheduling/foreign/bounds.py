"""How much of a stranger's calendar is read, and what a person is told where that is too little."""

from datetime import timedelta
from time import thread_time

from portal.errors import DomainError

MOST_BYTES = 10 * 1024 * 1024
MOST_COMPONENTS = 50_000  # events, their alarms, everything that begins and ends
DEEPEST = 10
LONGEST_LINE = 64 * 1024  # of those that are read: no list of dates is longer
LONGEST_HEAD = 2000  # of a line, before its value
MOST_VALUES = 50_000  # that are listed one by one: dates, numbers in rules
MOST_SERIES = 10_000  # that reach into the window
MOST_STEPS = 1_000_000  # days that are asked whether a rule falls on them
MOST_STARTS = 100_000  # that rules yield within the window
MOST_TIMES = 96  # of one day: a rule may come back every quarter of an hour
COUNTED = 20_000  # days over which the times of a rule with a COUNT are counted out; 54 years
MOST_ZONES = 200  # that the file describes itself
MOST_SECONDS = 20.0  # of work
LONGEST_WINDOW = timedelta(days=800)

NOT_A_CALENDAR = "What is at this address is not a calendar."
CUT = "The calendar breaks off before its end."
DAMAGED = "The calendar is damaged."
TOO_BIG = "The calendar is too big to be read."
TOO_OFTEN = "An event in the calendar repeats too often to be read."
OTHER_DAYS = "The calendar counts its days in another way than the Gregorian one."


class BadCalendar(DomainError):
    """The file as a whole cannot be read. Its text is for the person whose calendar it is."""


class Budget:
    """What one reading may still cost. Every loop over what a stranger wrote draws from it."""

    def __init__(self) -> None:
        self.left = {
            "components": MOST_COMPONENTS,
            "values": MOST_VALUES,
            "series": MOST_SERIES,
            "steps": MOST_STEPS,
            "starts": MOST_STARTS,
        }
        self.ends = thread_time() + MOST_SECONDS

    def spend(self, what: str, amount: int = 1) -> None:
        """Draw from one of the counters.

        Raises:
            BadCalendar: it is used up.
        """
        self.left[what] -= amount
        if self.left[what] < 0:
            raise BadCalendar(TOO_OFTEN if what in ("steps", "starts") else TOO_BIG)

    def look_at_the_clock(self) -> None:
        """Hold the last line, should a count be too generous for this machine.

        Raises:
            BadCalendar: this thread has worked for too long.
        """
        if thread_time() > self.ends:
            raise BadCalendar(TOO_BIG)
