"""Reads over notes."""

from programs.notes.queries.reading import get_note_for, notes_of, notes_of_session, readers_of, who_noted

__all__ = ["get_note_for", "notes_of", "notes_of_session", "readers_of", "who_noted"]
