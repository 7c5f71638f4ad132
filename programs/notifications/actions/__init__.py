"""Writes of the room: tell people, mark as read, send what is due."""

from programs.notifications.actions.delivery import retry_event, send_again
from programs.notifications.actions.reading import mark_all_read, mark_read
from programs.notifications.actions.reminding import remind_of_sessions
from programs.notifications.actions.sending import send_due_mail
from programs.notifications.actions.telling import tell

__all__ = ["mark_all_read", "mark_read", "remind_of_sessions", "retry_event", "send_again", "send_due_mail", "tell"]
