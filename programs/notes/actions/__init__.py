"""Writes on notes."""

from programs.notes.actions.changing import change_note
from programs.notes.actions.checks import LONGEST_NOTE
from programs.notes.actions.drafting import drop_note_draft, save_note_draft
from programs.notes.actions.filing import file_note
from programs.notes.actions.prompting import hide_prompts
from programs.notes.actions.writing_up import write_up_session

__all__ = [
    "LONGEST_NOTE",
    "change_note",
    "drop_note_draft",
    "file_note",
    "hide_prompts",
    "save_note_draft",
    "write_up_session",
]
