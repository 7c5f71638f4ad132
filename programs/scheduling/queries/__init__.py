"""Reads over sessions, proposals, topics and free times."""

from programs.scheduling.queries.proposals import get_proposal_for, get_time_of, held_times_of, open_proposals_for
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
from programs.scheduling.queries.timetables import Known, known_times
from programs.scheduling.queries.together import Together, firm_people, times_together
from programs.scheduling.queries.topics import get_topic_for, topics_of, waiting_topics

__all__ = [
    "Known",
    "Together",
    "coming_sessions_for",
    "firm_people",
    "get_proposal_for",
    "get_session_for",
    "get_session_in",
    "get_time_of",
    "get_topic_for",
    "held_times_of",
    "known_times",
    "next_session",
    "next_session_with_people",
    "open_proposals_for",
    "past_sessions_for",
    "past_sessions_of",
    "places_of",
    "planned_sessions_of",
    "session_number",
    "sessions_for",
    "sessions_of",
    "times_together",
    "topics_of",
    "unfiled_sessions_for",
    "waiting_topics",
    "with_attendance",
]
