"""Reads over notes."""

from programs.notes.queries.readers import Here, Readers, Scope, here_of, readers_of, scope_of
from programs.notes.queries.reading import (
    get_note_for,
    note_for,
    notes_of,
    notes_of_session,
    readable_notes,
    sessions_with_notes,
    who_noted,
    with_readers,
)
from programs.notes.queries.steps import COMPARE, ERASE, RELEASE, SHARE, TAKE_BACK, WRITE, steps_with
from programs.notes.queries.writing import merged, texts_of, versions_of, who_writes

__all__ = [
    "COMPARE",
    "ERASE",
    "RELEASE",
    "SHARE",
    "TAKE_BACK",
    "WRITE",
    "Here",
    "Readers",
    "Scope",
    "get_note_for",
    "here_of",
    "merged",
    "note_for",
    "notes_of",
    "notes_of_session",
    "readable_notes",
    "readers_of",
    "scope_of",
    "sessions_with_notes",
    "steps_with",
    "texts_of",
    "versions_of",
    "who_noted",
    "who_writes",
    "with_readers",
]
