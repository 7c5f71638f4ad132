"""Pages of the room."""

from programs.scheduling.views.availability import availability, availability_days
from programs.scheduling.views.calendar import calendar
from programs.scheduling.views.sessions import (
    session_cancel,
    session_create,
    session_detail,
    session_move,
    session_reply,
)
from programs.scheduling.views.topics import topic_back, topic_choose, topic_propose

__all__ = [
    "availability",
    "availability_days",
    "calendar",
    "session_cancel",
    "session_create",
    "session_detail",
    "session_move",
    "session_reply",
    "topic_back",
    "topic_choose",
    "topic_propose",
]
