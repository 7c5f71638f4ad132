"""Reads over notes."""

from programs.notes.queries.copying import Copy, copy_of, engagement_to_copy
from programs.notes.queries.reading import get_note_for, notes_of, notes_of_session, readers_of, who_noted
from programs.notes.queries.scope import engagements_of, engagements_to_search, names_in
from programs.notes.queries.search import MOST, Results, kinds_to_search, search_notes

__all__ = [
    "MOST",
    "Copy",
    "Results",
    "copy_of",
    "engagement_to_copy",
    "engagements_of",
    "engagements_to_search",
    "get_note_for",
    "kinds_to_search",
    "names_in",
    "notes_of",
    "notes_of_session",
    "readers_of",
    "search_notes",
    "who_noted",
]
