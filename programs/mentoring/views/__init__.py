"""Pages of the room."""

from programs.mentoring.views.circles import (
    agree,
    change_agreement,
    change_circle,
    create_circle,
    leave_circle,
    list_circles,
    manage_circle,
    show_circle,
)
from programs.mentoring.views.introductions import (
    answer_introduction,
    introduce,
    list_introductions,
    show_introduction,
    withdraw_introduction,
)
from programs.mentoring.views.people import add_member, remove_member, replace_mentor
from programs.mentoring.views.steps import (
    cancel_circle,
    close_circle,
    end_circle,
    pause_circle,
    resume_circle,
    start_circle,
)

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
    "list_circles",
    "list_introductions",
    "manage_circle",
    "pause_circle",
    "remove_member",
    "replace_mentor",
    "resume_circle",
    "show_circle",
    "show_introduction",
    "start_circle",
    "withdraw_introduction",
]
