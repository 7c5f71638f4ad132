"""Times, once for all kinds; and what people say of their own time, once for all their organizations."""

from programs.scheduling.models.arranging import Proposal, Series
from programs.scheduling.models.calendars import BusyCalendar, BusyPeriod, CalendarFeed
from programs.scheduling.models.hours import Availability, DateOverride, WeeklyHours
from programs.scheduling.models.polls import Poll, PollOption, Vote
from programs.scheduling.models.sessions import AttendanceMark, Session, SessionPlace
from programs.scheduling.models.topics import AgendaLook, Topic, TopicBacking

__all__ = [
    "AgendaLook",
    "AttendanceMark",
    "Availability",
    "BusyCalendar",
    "BusyPeriod",
    "CalendarFeed",
    "DateOverride",
    "Poll",
    "PollOption",
    "Proposal",
    "Series",
    "Session",
    "SessionPlace",
    "Topic",
    "TopicBacking",
    "Vote",
    "WeeklyHours",
]
