"""Writes on sessions, proposals and topics."""

from programs.scheduling.actions.answers import answer_from_calendar
from programs.scheduling.actions.attendance import (
    add_person_to_sessions,
    mark_attendance,
    remove_person_from_sessions,
    reply_to_session,
)
from programs.scheduling.actions.feeds import make_feed, replace_feed
from programs.scheduling.actions.moving import move_session
from programs.scheduling.actions.proposals import (
    EXPIRE_BATCH,
    accept_time,
    decline_times,
    expire_due_proposals,
    propose_times,
    withdraw_times,
)
from programs.scheduling.actions.reminders import ANNOUNCE_BATCH, announce_due_sessions
from programs.scheduling.actions.sessions import (
    cancel_session,
    cancel_sessions_of,
    complete_session,
    schedule_session,
)
from programs.scheduling.actions.topics import back_topic, choose_topic, propose_topic
from programs.scheduling.actions.wishes import AgainstWishes

__all__ = [
    "ANNOUNCE_BATCH",
    "EXPIRE_BATCH",
    "AgainstWishes",
    "accept_time",
    "add_person_to_sessions",
    "announce_due_sessions",
    "answer_from_calendar",
    "back_topic",
    "cancel_session",
    "cancel_sessions_of",
    "choose_topic",
    "complete_session",
    "decline_times",
    "expire_due_proposals",
    "make_feed",
    "mark_attendance",
    "move_session",
    "propose_times",
    "propose_topic",
    "remove_person_from_sessions",
    "replace_feed",
    "reply_to_session",
    "schedule_session",
    "withdraw_times",
]
