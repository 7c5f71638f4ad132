"""Bounds of what people can ask for."""

from datetime import timedelta

LONGEST = 12 * 60  # minutes of a session
OLDEST = timedelta(days=366)  # how long ago a session was that is written down afterwards
FARTHEST = timedelta(days=730)  # how far ahead a session can be booked
LONGEST_TOPIC = 280  # characters
LONGEST_ASIDE = 1000  # characters of what was tried and what is hoped for
LONGEST_BUFFER = 240  # minutes that somebody keeps free around a session
LONGEST_NOTICE = 60 * 24  # hours before it that a session can be asked to be booked
MOST_SESSIONS = 100  # of a day or a week, for somebody who sets a limit
MOST_STRETCHES = 12  # of one day
MOST_DAYS_OFF = 60  # in one step
MOST_TIMES = 5  # in one proposal
POLL_PEOPLE = 3  # how many it takes to have a poll; two can propose times
MOST_CALENDARS = 5  # that one person subscribes
READ_AGAIN_AFTER = timedelta(minutes=1)  # what was read a moment ago is not asked for again
MOST_OPTIONS = 10  # times in one poll
POLL_WEEKS = 4  # how far a poll looks for times
CHASE_AHEAD = timedelta(hours=24)  # before a poll closes, those who have not answered are asked again
CHASE_IF_LONGER = timedelta(days=2)  # not in a poll so short that everybody has just heard of it
CHASE_PAUSE = timedelta(hours=24)  # nobody is asked again more often
MOST_IN_SERIES = 52  # sessions: a year of weeks
