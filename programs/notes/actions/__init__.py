"""Writes on notes."""

from programs.notes.actions.changing import change_note
from programs.notes.actions.checks import LONGEST_NOTE
from programs.notes.actions.erasing import erase_note
from programs.notes.actions.filing import file_note
from programs.notes.actions.releasing import release_note, take_back_note
from programs.notes.actions.writing_up import write_up_session

__all__ = [
    "LONGEST_NOTE",
    "change_note",
    "erase_note",
    "file_note",
    "release_note",
    "take_back_note",
    "write_up_session",
]
