"""Reads over sessions, proposals, series, topics and free times."""

from programs.scheduling.queries.proposals import (
    get_proposal_for,
    get_time_of,
    held_times_of,
    proposal_moving,
    proposals_asking,
)
from programs.scheduling.queries.series import (
    InSeries,
    get_series_for,
    place_in_series,
    planned_in_series,
    sessions_booked_alike,
    sessions_of_series,
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
from programs.scheduling.queries.timetables import Known, known_times
from programs.scheduling.queries.together import Together, firm_people, times_together
from programs.scheduling.queries.topics import get_topic_for, topics_of, waiting_topics

__all__ = [
    "InSeries",
    "Known",
    "Together",
    "coming_sessions_for",
    "firm_people",
    "get_proposal_for",
    "get_series_for",
    "get_session_for",
    "get_session_in",
    "get_time_of",
    "get_topic_for",
    "held_times_of",
    "known_times",
    "next_session",
    "next_session_with_people",
    "past_sessions_for",
    "past_sessions_of",
    "place_in_series",
    "places_of",
    "planned_in_series",
    "planned_sessions_of",
    "proposal_moving",
    "proposals_asking",
    "session_number",
    "sessions_booked_alike",
    "sessions_for",
    "sessions_of",
    "sessions_of_series",
    "times_together",
    "topics_of",
    "unfiled_sessions_for",
    "waiting_topics",
    "with_attendance",
]
