"""Writes on the spine, and on when people are reminded."""

from programs.engagements.actions.reminders import set_own_reminders, set_program_reminders
from programs.engagements.actions.spine import (
    DEFAULT_REMINDERS,
    add_participant,
    change_program,
    create_engagement,
    create_program,
    end_participation,
    give_program,
    move_engagement,
    move_program,
)

__all__ = [
    "DEFAULT_REMINDERS",
    "add_participant",
    "change_program",
    "create_engagement",
    "create_program",
    "end_participation",
    "give_program",
    "move_engagement",
    "move_program",
    "set_own_reminders",
    "set_program_reminders",
]
