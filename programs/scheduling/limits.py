"""Bounds of what people can ask for."""

from datetime import timedelta

LONGEST = 12 * 60  # minutes of a session
FARTHEST = timedelta(days=730)  # how far ahead a session can be booked
LONGEST_TOPIC = 280  # characters
MOST_TIMES = 5  # in one proposal
