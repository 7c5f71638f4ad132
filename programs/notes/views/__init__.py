"""Pages of the room."""

from programs.notes.views.filing import note_change, note_create
from programs.notes.views.journal import journal
from programs.notes.views.listing import note_list
from programs.notes.views.stories import (
    story_answer,
    story_change,
    story_confirm,
    story_create,
    story_detail,
    story_list,
    story_withdraw,
)
from programs.notes.views.write_up import session_write_up

__all__ = [
    "journal",
    "note_change",
    "note_create",
    "note_list",
    "session_write_up",
    "story_answer",
    "story_change",
    "story_confirm",
    "story_create",
    "story_detail",
    "story_list",
    "story_withdraw",
]
