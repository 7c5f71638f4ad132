"""Reads over notes."""

from programs.notes.queries.journal import journal_of, note_kinds
from programs.notes.queries.reading import get_note_for, notes_of, notes_of_session, readers_of, who_noted
from programs.notes.queries.stories import (
    find_story,
    get_story_for,
    is_old,
    locked_story,
    names_in,
    places_to_tell,
    program_of_member,
    stories_in,
    topic_kinds,
)

__all__ = [
    "find_story",
    "get_note_for",
    "get_story_for",
    "is_old",
    "journal_of",
    "locked_story",
    "names_in",
    "note_kinds",
    "notes_of",
    "notes_of_session",
    "places_to_tell",
    "program_of_member",
    "readers_of",
    "stories_in",
    "topic_kinds",
    "who_noted",
]
