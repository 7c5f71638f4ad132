"""Reads over notes."""

from programs.notes.queries.drafts import draft_of, drafts_about
from programs.notes.queries.last_time import last_time
from programs.notes.queries.prompting import prompts_beside
from programs.notes.queries.reading import get_note_for, notes_of, notes_of_session, readers_of, who_noted

__all__ = [
    "draft_of",
    "drafts_about",
    "get_note_for",
    "last_time",
    "notes_of",
    "notes_of_session",
    "prompts_beside",
    "readers_of",
    "who_noted",
]
