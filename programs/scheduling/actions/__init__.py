"""Writes on sessions, proposals, series, polls and topics."""

from programs.scheduling.actions.affected import SessionsAffected, Settled, change_hours
from programs.scheduling.actions.agenda import look_at_agenda
from programs.scheduling.actions.answers import answer_from_calendar
from programs.scheduling.actions.attendance import (
    add_person_to_sessions,
    mark_attendance,
    remove_person_from_sessions,
    reply_to_session,
    say_attendance,
)
from programs.scheduling.actions.calendars import read_again, subscribe_calendar, unsubscribe_calendar
from programs.scheduling.actions.clock_rules import keep_wall_times
from programs.scheduling.actions.feeds import make_feed, replace_feed
from programs.scheduling.actions.hours import remove_day, set_availability, set_day, take_days_off
from programs.scheduling.actions.locks import hold_people
from programs.scheduling.actions.moving import move_session
from programs.scheduling.actions.own_topics import change_topic, take_topic_back
from programs.scheduling.actions.past import log_session
from programs.scheduling.actions.poll_ends import (
    POLL_BATCH,
    chase_due_polls,
    close_due_polls,
    decide_poll,
    drop_poll,
    drop_polls_of,
    remind_poll,
)
from programs.scheduling.actions.polls import open_poll, vote
from programs.scheduling.actions.proposals import (
    EXPIRE_BATCH,
    accept_time,
    decline_times,
    expire_due_proposals,
    propose_times,
    withdraw_times,
)
from programs.scheduling.actions.reading import read_due_calendars
from programs.scheduling.actions.reminders import (
    CLAIM_BATCH,
    DueReminder,
    claim_due_reminders,
    set_reminders_of,
    set_reminders_of_person,
)
from programs.scheduling.actions.series import schedule_series
from programs.scheduling.actions.series_changes import cancel_sessions_of_series, move_sessions_of_series
from programs.scheduling.actions.sessions import (
    cancel_session,
    cancel_sessions_of,
    complete_session,
    schedule_session,
)
from programs.scheduling.actions.topics import back_topic, choose_topic, propose_topic
from programs.scheduling.actions.wishes import AgainstWishes

__all__ = [
    "CLAIM_BATCH",
    "EXPIRE_BATCH",
    "POLL_BATCH",
    "AgainstWishes",
    "DueReminder",
    "SessionsAffected",
    "Settled",
    "accept_time",
    "add_person_to_sessions",
    "answer_from_calendar",
    "back_topic",
    "cancel_session",
    "cancel_sessions_of",
    "cancel_sessions_of_series",
    "change_hours",
    "change_topic",
    "chase_due_polls",
    "choose_topic",
    "claim_due_reminders",
    "close_due_polls",
    "complete_session",
    "decide_poll",
    "decline_times",
    "drop_poll",
    "drop_polls_of",
    "expire_due_proposals",
    "hold_people",
    "keep_wall_times",
    "log_session",
    "look_at_agenda",
    "make_feed",
    "mark_attendance",
    "move_session",
    "move_sessions_of_series",
    "open_poll",
    "propose_times",
    "propose_topic",
    "read_again",
    "read_due_calendars",
    "remind_poll",
    "remove_day",
    "remove_person_from_sessions",
    "replace_feed",
    "reply_to_session",
    "say_attendance",
    "schedule_series",
    "schedule_session",
    "set_availability",
    "set_day",
    "set_reminders_of",
    "set_reminders_of_person",
    "subscribe_calendar",
    "take_days_off",
    "take_topic_back",
    "unsubscribe_calendar",
    "vote",
    "withdraw_times",
]
