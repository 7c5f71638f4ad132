"""Writes on notes."""

from programs.notes.actions.changing import change_note
from programs.notes.actions.checks import LONGEST_NOTE
from programs.notes.actions.filing import file_note
from programs.notes.actions.stories import answer_story, change_story, confirm_story, withdraw_story, write_story
from programs.notes.actions.writing_up import write_up_session

__all__ = [
    "LONGEST_NOTE",
    "answer_story",
    "change_note",
    "change_story",
    "confirm_story",
    "file_note",
    "withdraw_story",
    "write_story",
    "write_up_session",
]
