"""Writes on notes."""

from programs.notes.actions.changing import change_note
from programs.notes.actions.checks import LONGEST_NOTE
from programs.notes.actions.copying import take_copy
from programs.notes.actions.erasing import erase_own_words, erase_person
from programs.notes.actions.filing import file_note
from programs.notes.actions.looking import record_looks
from programs.notes.actions.writing_up import write_up_session

__all__ = [
    "LONGEST_NOTE",
    "change_note",
    "erase_own_words",
    "erase_person",
    "file_note",
    "record_looks",
    "take_copy",
    "write_up_session",
]
