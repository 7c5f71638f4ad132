"""Pages of the room."""

from programs.scheduling.views.attendance import attendance_say, session_log
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
    "attendance_say",
    "calendar",
    "session_cancel",
    "session_create",
    "session_detail",
    "session_log",
    "session_move",
    "session_reply",
    "topic_back",
    "topic_choose",
    "topic_propose",
]
