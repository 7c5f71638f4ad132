"""Writes on notes."""

from programs.notes.actions.changing import (
    change_note,
)
from programs.notes.actions.checks import (
    LONGEST_NOTE,
)
from programs.notes.actions.copying import (
    take_copy,
)
from programs.notes.actions.drafting import (
    drop_note_draft,
    save_note_draft,
)
from programs.notes.actions.emergencies import (
    approve_emergency,
    ask_emergency,
    refuse_emergency,
)
from programs.notes.actions.erasing import (
    erase_note,
)
from programs.notes.actions.erasing_people import (
    erase_own_words,
    erase_person,
)
from programs.notes.actions.filing import (
    file_note,
)
from programs.notes.actions.opening import (
    record_accesses,
)
from programs.notes.actions.overseeing import (
    open_for_oversight,
)
from programs.notes.actions.prompting import (
    hide_prompts,
)
from programs.notes.actions.releasing import (
    release_note,
    take_back_note,
)
from programs.notes.actions.stories import (
    answer_story,
    change_story,
    confirm_story,
    withdraw_story,
    write_story,
)
from programs.notes.actions.writing_up import (
    write_up_session,
)

__all__ = [
    "LONGEST_NOTE",
    "answer_story",
    "approve_emergency",
    "ask_emergency",
    "change_note",
    "change_story",
    "confirm_story",
    "drop_note_draft",
    "erase_note",
    "erase_own_words",
    "erase_person",
    "file_note",
    "hide_prompts",
    "open_for_oversight",
    "record_accesses",
    "refuse_emergency",
    "release_note",
    "save_note_draft",
    "take_back_note",
    "take_copy",
    "withdraw_story",
    "write_story",
    "write_up_session",
]
