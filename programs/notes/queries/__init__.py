"""Reads over notes."""

from programs.notes.queries.journal import (
    journal_of,
    note_kinds,
)
from programs.notes.queries.ledger import (
    add_openers,
    openings_by_the_organization,
    openings_of_notes_by,
)
from programs.notes.queries.openings import (
    administrators_apart_from,
    get_opening_for,
    get_opening_to_read,
    get_reserved_engagement,
    notes_through,
    open_now,
    openings_for,
    reserved_terms,
    state_of,
    waiting_emergency,
)
from programs.notes.queries.reading import (
    get_note_for,
    notes_of,
    notes_of_session,
    readers_of,
    who_noted,
)
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
    "add_openers",
    "administrators_apart_from",
    "find_story",
    "get_note_for",
    "get_opening_for",
    "get_opening_to_read",
    "get_reserved_engagement",
    "get_story_for",
    "is_old",
    "journal_of",
    "locked_story",
    "names_in",
    "note_kinds",
    "notes_of",
    "notes_of_session",
    "notes_through",
    "open_now",
    "openings_by_the_organization",
    "openings_for",
    "openings_of_notes_by",
    "places_to_tell",
    "program_of_member",
    "readers_of",
    "reserved_terms",
    "state_of",
    "stories_in",
    "topic_kinds",
    "waiting_emergency",
    "who_noted",
]
