"""Pages of the room."""

from programs.scheduling.views.attendance import attendance_correct, attendance_say, session_log
from programs.scheduling.views.availability import availability, availability_days
from programs.scheduling.views.booking import session_create, session_move
from programs.scheduling.views.busy import busy_calendars, calendar_read, calendar_remove
from programs.scheduling.views.calendar import calendar
from programs.scheduling.views.calendars import calendar_feed, feed_replace, session_answer, session_file
from programs.scheduling.views.polls import poll_create, poll_decide, poll_detail, poll_drop, poll_remind
from programs.scheduling.views.proposals import (
    proposal_detail,
    session_propose,
    time_accept,
    times_decline,
    times_propose,
    times_withdraw,
)
from programs.scheduling.views.series import series_create, series_detail
from programs.scheduling.views.sessions import session_cancel, session_detail, session_reply
from programs.scheduling.views.topics import (
    agenda_look,
    topic_back,
    topic_change,
    topic_choose,
    topic_propose,
    topic_withdraw,
)

__all__ = [
    "agenda_look",
    "attendance_correct",
    "attendance_say",
    "availability",
    "availability_days",
    "busy_calendars",
    "calendar",
    "calendar_feed",
    "calendar_read",
    "calendar_remove",
    "feed_replace",
    "poll_create",
    "poll_decide",
    "poll_detail",
    "poll_drop",
    "poll_remind",
    "proposal_detail",
    "series_create",
    "series_detail",
    "session_answer",
    "session_cancel",
    "session_create",
    "session_detail",
    "session_file",
    "session_log",
    "session_move",
    "session_propose",
    "session_reply",
    "time_accept",
    "times_decline",
    "times_propose",
    "times_withdraw",
    "topic_back",
    "topic_change",
    "topic_choose",
    "topic_propose",
    "topic_withdraw",
]
