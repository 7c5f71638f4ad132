"""Pages of the room."""

from programs.notes.views.drafting import note_change_draft, note_create_draft, write_up_draft
from programs.notes.views.filing import note_change, note_create
from programs.notes.views.listing import note_list
from programs.notes.views.prompting import prompts_show
from programs.notes.views.write_up import session_write_up

__all__ = [
    "note_change",
    "note_change_draft",
    "note_create",
    "note_create_draft",
    "note_list",
    "prompts_show",
    "session_write_up",
    "write_up_draft",
]
