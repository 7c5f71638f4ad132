"""Reads over notes."""

from programs.notes.queries.ledger import add_openers, openings_by_the_organization, openings_of_notes_by
from programs.notes.queries.reading import get_note_for, notes_of, notes_of_session, readers_of, who_noted

__all__ = [
    "add_openers",
    "get_note_for",
    "notes_of",
    "notes_of_session",
    "openings_by_the_organization",
    "openings_of_notes_by",
    "readers_of",
    "who_noted",
]
