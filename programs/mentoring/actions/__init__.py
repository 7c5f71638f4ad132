"""Writes on circles: their life, their people, and what they agreed."""

from programs.mentoring.actions.agreement import agree, change_agreement
from programs.mentoring.actions.introductions import answer_introduction, introduce, withdraw_introduction
from programs.mentoring.actions.life import (
    cancel_circle,
    change_circle,
    close_circle,
    create_circle,
    end_circle,
    pause_circle,
    resume_circle,
    start_circle,
)
from programs.mentoring.actions.people import add_member, leave_circle, remove_member, replace_mentor

__all__ = [
    "add_member",
    "agree",
    "answer_introduction",
    "cancel_circle",
    "change_agreement",
    "change_circle",
    "close_circle",
    "create_circle",
    "end_circle",
    "introduce",
    "leave_circle",
    "pause_circle",
    "remove_member",
    "replace_mentor",
    "resume_circle",
    "start_circle",
    "withdraw_introduction",
]
