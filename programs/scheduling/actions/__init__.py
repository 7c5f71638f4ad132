"""Writes on sessions and topics."""

from programs.scheduling.actions.attendance import (
    add_person_to_sessions,
    mark_attendance,
    remove_person_from_sessions,
    reply_to_session,
    say_attendance,
)
from programs.scheduling.actions.past import log_session
from programs.scheduling.actions.reminders import ANNOUNCE_BATCH, announce_due_sessions, set_reminders_of
from programs.scheduling.actions.sessions import (
    cancel_session,
    cancel_sessions_of,
    complete_session,
    move_session,
    schedule_session,
)
from programs.scheduling.actions.topics import back_topic, choose_topic, propose_topic

__all__ = [
    "ANNOUNCE_BATCH",
    "add_person_to_sessions",
    "announce_due_sessions",
    "back_topic",
    "cancel_session",
    "cancel_sessions_of",
    "choose_topic",
    "complete_session",
    "log_session",
    "mark_attendance",
    "move_session",
    "propose_topic",
    "remove_person_from_sessions",
    "reply_to_session",
    "say_attendance",
    "schedule_session",
    "set_reminders_of",
]
