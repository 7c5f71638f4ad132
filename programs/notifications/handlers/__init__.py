"""From events to notifications. Who is told is decided here; the words stand in catalogue."""

from programs.notifications.handlers import (
    coaching,
    covenant,
    engagements,
    evaluations,
    keeping,
    mentoring,
    notes,
    passing_on,
    people,
    places,
    proposals,
    questions,
    series,
    sessions,
    times,
    training,
)

__all__ = [
    "coaching",
    "covenant",
    "engagements",
    "evaluations",
    "keeping",
    "mentoring",
    "notes",
    "passing_on",
    "people",
    "places",
    "proposals",
    "questions",
    "series",
    "sessions",
    "times",
    "training",
]
