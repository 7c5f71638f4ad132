"""From events to notifications. Who is told is decided here; the words stand in catalogue."""

from programs.notifications.handlers import (
    coaching,
    engagements,
    evaluations,
    keeping,
    mentoring,
    people,
    places,
    proposals,
    series,
    sessions,
    times,
    training,
)

__all__ = [
    "coaching",
    "engagements",
    "evaluations",
    "keeping",
    "mentoring",
    "people",
    "places",
    "proposals",
    "series",
    "sessions",
    "times",
    "training",
]
