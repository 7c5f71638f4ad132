"""Reads over notes."""

from programs.notes.queries.copying import (
    Copy,
    copy_of,
    engagement_to_copy,
)
from programs.notes.queries.drafts import (
    draft_of,
    drafts_about,
)
from programs.notes.queries.journal import (
    journal_of,
    note_kinds,
)
from programs.notes.queries.last_time import (
    last_time,
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
    has_had_place,
    notes_through,
    open_now,
    openings_for,
    reserved_terms,
    state_of,
    waiting_emergency,
)
from programs.notes.queries.prompting import (
    prompts_beside,
    questions_at_hand,
)
from programs.notes.queries.readers import (
    Here,
    Readers,
    Scope,
    here_of,
    scope_of,
)
from programs.notes.queries.reading import (
    get_note_for,
    note_for,
    notes_of,
    notes_of_session,
    own_insights,
    readable_notes,
    sessions_with_notes,
    who_noted,
    with_readers,
)
from programs.notes.queries.scope import (
    engagements_of,
    engagements_to_search,
    names_in,
)
from programs.notes.queries.search import (
    MOST,
    Results,
    kinds_to_search,
    search_notes,
)
from programs.notes.queries.steps import (
    COMPARE,
    ERASE,
    RELEASE,
    SHARE,
    TAKE_BACK,
    WRITE,
    steps_with,
)
from programs.notes.queries.stories import (
    find_story,
    get_story_for,
    is_old,
    locked_story,
    people_named,
    places_to_tell,
    program_of_member,
    stories_in,
    topic_kinds,
)
from programs.notes.queries.writing import (
    merged,
    texts_of,
    versions_of,
    who_writes,
)

__all__ = [
    "COMPARE",
    "ERASE",
    "MOST",
    "RELEASE",
    "SHARE",
    "TAKE_BACK",
    "WRITE",
    "Copy",
    "Here",
    "Readers",
    "Results",
    "Scope",
    "add_openers",
    "administrators_apart_from",
    "copy_of",
    "draft_of",
    "drafts_about",
    "engagement_to_copy",
    "engagements_of",
    "engagements_to_search",
    "find_story",
    "get_note_for",
    "get_opening_for",
    "get_opening_to_read",
    "get_reserved_engagement",
    "get_story_for",
    "has_had_place",
    "here_of",
    "is_old",
    "journal_of",
    "kinds_to_search",
    "last_time",
    "locked_story",
    "merged",
    "names_in",
    "note_for",
    "note_kinds",
    "notes_of",
    "notes_of_session",
    "notes_through",
    "open_now",
    "openings_by_the_organization",
    "openings_for",
    "openings_of_notes_by",
    "own_insights",
    "people_named",
    "places_to_tell",
    "program_of_member",
    "prompts_beside",
    "questions_at_hand",
    "readable_notes",
    "reserved_terms",
    "scope_of",
    "search_notes",
    "sessions_with_notes",
    "state_of",
    "steps_with",
    "stories_in",
    "texts_of",
    "topic_kinds",
    "versions_of",
    "waiting_emergency",
    "who_noted",
    "who_writes",
    "with_readers",
]
