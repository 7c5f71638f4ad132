"""Bounds of what people can ask for."""

from datetime import timedelta

LONGEST = 12 * 60  # minutes of a session
FARTHEST = timedelta(days=730)  # how far ahead a session can be booked
LONGEST_TOPIC = 280  # characters
LONGEST_BUFFER = 240  # minutes that somebody keeps free around a session
LONGEST_NOTICE = 60 * 24  # hours before it that a session can be asked to be booked
MOST_SESSIONS = 100  # of a day or a week, for somebody who sets a limit
MOST_STRETCHES = 12  # of one day
MOST_DAYS_OFF = 60  # in one step
MOST_TIMES = 5  # in one proposal
