"""Reads over sessions, polls, topics and free times."""

from programs.scheduling.queries.free_times import nearest_free_times
from programs.scheduling.queries.poll_times import Offered, Rank, offered_times
from programs.scheduling.queries.polls import (
    Choice,
    Standing,
    counts_on,
    get_option_of,
    get_poll_for,
    polls_for,
    polls_of,
    sitting_people,
    standing_of,
    waiting_for,
)
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
from programs.scheduling.queries.together import times_together
from programs.scheduling.queries.topics import get_topic_for, topics_of, waiting_topics

__all__ = [
    "Choice",
    "Offered",
    "Rank",
    "Standing",
    "coming_sessions_for",
    "counts_on",
    "get_option_of",
    "get_poll_for",
    "get_session_for",
    "get_session_in",
    "get_topic_for",
    "nearest_free_times",
    "next_session",
    "next_session_with_people",
    "offered_times",
    "past_sessions_for",
    "past_sessions_of",
    "places_of",
    "planned_sessions_of",
    "polls_for",
    "polls_of",
    "session_number",
    "sessions_for",
    "sessions_of",
    "sitting_people",
    "standing_of",
    "times_together",
    "topics_of",
    "unfiled_sessions_for",
    "waiting_for",
    "waiting_topics",
    "with_attendance",
]
