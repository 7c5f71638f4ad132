"""Reads over sessions, topics and free times."""

from programs.scheduling.queries.affected import planned_everywhere
from programs.scheduling.queries.free_times import nearest_free_times
from programs.scheduling.queries.hours import asks_for_hours, own_days, wishes_of
from programs.scheduling.queries.sessions import (
    coming_sessions_for,
    get_session_for,
    get_session_in,
    next_session,
    next_session_with_people,
    past_sessions_for,
    past_sessions_of,
    places_of,
    planned_sessions_of,
    session_number,
    sessions_for,
    sessions_of,
    unfiled_sessions_for,
    with_attendance,
)
from programs.scheduling.queries.topics import get_topic_for, topics_of, waiting_topics

__all__ = [
    "asks_for_hours",
    "coming_sessions_for",
    "get_session_for",
    "get_session_in",
    "get_topic_for",
    "nearest_free_times",
    "next_session",
    "next_session_with_people",
    "own_days",
    "past_sessions_for",
    "past_sessions_of",
    "places_of",
    "planned_everywhere",
    "planned_sessions_of",
    "session_number",
    "sessions_for",
    "sessions_of",
    "topics_of",
    "unfiled_sessions_for",
    "waiting_topics",
    "wishes_of",
    "with_attendance",
]
