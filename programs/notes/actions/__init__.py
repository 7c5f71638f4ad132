"""Writes on notes."""

from programs.notes.actions.changing import change_note
from programs.notes.actions.checks import LONGEST_NOTE
from programs.notes.actions.filing import file_note
from programs.notes.actions.opening import record_accesses
from programs.notes.actions.writing_up import write_up_session

__all__ = ["LONGEST_NOTE", "change_note", "file_note", "record_accesses", "write_up_session"]
